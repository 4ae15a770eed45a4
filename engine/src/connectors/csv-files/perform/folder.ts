/** The deeds of one session, each in the folder that the settings name. */
import type { Unanswered } from '../../../contract/connector.ts';
import type {
  FileAnswer, FileDeed, Files, FilesClosed, FileState,
} from '../../../contract/files.ts';
import { quote } from '../../../contract/their-words.ts';
import { timeouts } from '../manifest.ts';
import type { CsvSettings } from '../settings.ts';

export type Place = 'in' | 'out' | 'processed' | 'rejected' | 'acknowledged';

type Answered<Is extends FileAnswer['is']> =
  Promise<Extract<FileAnswer, { is: Is }> | FilesClosed>;

export type Folder = {
  list(at: Place, purpose: string): Answered<'listing'>;
  read(at: Place, name: string): Answered<'content' | 'missing' | 'too-large'>;
  write(at: Place, name: string, bytes: Uint8Array, purpose: string): Answered<'done'>;
  move(
    name: string, to: { readonly at: Place; readonly name: string }, as: FileState,
  ): Answered<'done' | 'missing' | 'changed'>;
  remove(at: Place, name: string, purpose: string): Answered<'done' | 'missing'>;
};

export const openFolder = (settings: CsvSettings, files: Files): Folder => {
  const { place } = settings;
  const secrets = place.is === 'folder' ? []
    : [place.password, place.privateKey, place.passphrase].filter((one) => one !== null);
  const ask = async <Is extends FileAnswer['is']>(
    deed: FileDeed, purpose: string, timeoutMilliseconds: number, due: readonly Is[],
  ): Answered<Is> => {
    const answer = await files.request({ place, timeoutMilliseconds, purpose, ...deed });
    if (isDue(answer, due)) return answer;
    return answer.is === 'closed' ? { ...answer, text: quote(answer.text, secrets) } : odd;
  };
  return {
    list: (at, purpose) =>
      ask({ do: 'list', folder: settings[at] }, purpose, timeouts.list, ['listing']),
    read: (at, name) => ask(
      {
        do: 'read', path: { folder: settings[at], name },
        mostBytes: settings.largestMegabytes * 1_000_000,
      },
      'read file', timeouts.read, ['content', 'missing', 'too-large']),
    write: (at, name, bytes, purpose) => ask(
      { do: 'write', path: { folder: settings[at], name }, bytes }, purpose, timeouts.write,
      ['done']),
    move: (name, to, as) => ask(
      {
        do: 'move', path: { folder: settings.in, name },
        to: { folder: settings[to.at], name: to.name }, as: { ...as },
      },
      'put file away', timeouts.move, ['done', 'missing', 'changed']),
    remove: (at, name, purpose) => ask(
      { do: 'remove', path: { folder: settings[at], name } }, purpose, timeouts.move,
      ['done', 'missing']),
  };
};

const odd: FilesClosed = { is: 'closed', why: 'silence', text: 'an answer to another question' };

const isDue = <Is extends FileAnswer['is']>(
  answer: FileAnswer, due: readonly Is[],
): answer is Extract<FileAnswer, { is: Is }> => due.some((one) => one === answer.is);

export const unanswered = ({ why, text }: FilesClosed): Unanswered =>
  ({ is: 'unanswered', why, text: text === '' ? 'no answer' : text, closedForMilliseconds: null });
