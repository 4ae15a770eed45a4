/** Which names in a folder are taken, and what files are called that we put there. */
import type { FileEntry } from '../../../contract/files.ts';

/** `*` stands for any letters, `?` for one; capitals count as small ones. */
const patternOf = (names: string): RegExp => new RegExp(`^${names
  .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu');

/** Still being written, by the habits of those who write them. */
const isUnfinished = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~') || /\.(tmp|part|filepart|partial|swp)$/i.test(name);

/** In bytes, as file systems count: what we put behind it when it is put away must fit too. */
const longestName = 200;

/** A name that other systems would not find again: it cannot be moved safely. */
const isOdd = (name: string): boolean =>
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD/\\]/u.test(name) ||
  new TextEncoder().encode(name).length > longestName;

export type Sorted = {
  /** The oldest first, by the clock of whoever keeps them. */
  readonly taken: readonly FileEntry[];
  /** By what people can read of their names. */
  readonly odd: readonly string[];
};

export const sortNames = (files: readonly FileEntry[], names: string): Sorted => {
  const pattern = patternOf(names);
  const ours = files.filter(({ name }) => !isUnfinished(name));
  const odd = ours.filter(({ name }) => isOdd(name)).map(({ name }) =>
    name.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, '�').slice(0, 100));
  const taken = ours.filter(({ name }) => !isOdd(name) && pattern.test(name)).toSorted(inOrder);
  return { taken, odd };
};

type Placed = Pick<FileEntry, 'modifiedAt' | 'name'>;

export const inOrder = (one: Placed, other: Placed): number =>
  one.modifiedAt - other.modifiedAt || (one.name < other.name ? -1 : Number(one.name > other.name));

/** What is called after a file that was put away, and the name of that file. */
export const acknowledgementName = (name: string): string => `${name}.ack.csv`;
export const acknowledgedName = (name: string): string => name.replace(/\.ack\.csv$/, '');

/** No two contents share it, and no two times of one content. */
export const archivedName = ({ name, modifiedAt }: Placed, sha256: string): string => {
  const [, stem = name, ending = ''] = /^(.*?)(\.[A-Za-z\d]{1,8})?$/s.exec(name) ?? [];
  const time = new Date(modifiedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${stem}.${time}.${sha256.slice(0, 12)}${ending}`;
};

/** Of one message always the same, so that a repeat takes its own place. */
export const messageName = (
  { kind, consignment, id }: {
    readonly kind: string; readonly consignment: string; readonly id: string;
  },
): string =>
  `${[kind, consignment, id].map((one) => one.replaceAll(/[^\w.-]/g, '-')).join('_')}.csv`;

/** Which of our files an acknowledgement is of, and the message in it; null for another name. */
export const acknowledgedBy = (
  name: string,
): { readonly file: string; readonly message: string } | null => {
  const [, file, message] = /^(.*_(msg_[A-Za-z\d]+)\.csv)\.ack$/.exec(name) ?? [];
  return file === undefined || message === undefined ? null : { file, message };
};
