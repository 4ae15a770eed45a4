/** Places in a folder, the oldest file first; within a large file, so many consignments on. */
import type { FileEntry } from '../../../contract/files.ts';
import { inOrder } from './names.ts';

/** Everything behind this file; or this one again, from a consignment on. */
export type PagePlace = {
  readonly modifiedAt: number;
  readonly size: number;
  readonly name: string;
  readonly from: number | null;
};

const beginning: PagePlace = {
  modifiedAt: Number.NEGATIVE_INFINITY, size: 0, name: '', from: null,
};

const token = /^(\d{1,16})@(\d{1,16})@(\d{0,9})@([^]{1,255})$/;

/** Null for no token of ours. */
export const readPlace = (text: string | null): PagePlace | null => {
  if (text === null) return beginning;
  const parts = token.exec(text);
  return parts === null ? null : {
    modifiedAt: Number(parts[1]), size: Number(parts[2]), name: parts[4] ?? '',
    from: parts[3] === '' ? null : Number(parts[3]),
  };
};

export const renderPlace = (
  { modifiedAt, size, name }: FileEntry, from: number | null,
): string => `${String(modifiedAt)}@${String(size)}@${from === null ? '' : String(from)}@${name}`;

/** The beginning, when the acknowledgements of our files were looked at. */
export const afterAcknowledged = '0@0@@-';

/** Whether a file is still to be read. */
export const isBehind = (entry: FileEntry, place: PagePlace): boolean => {
  const order = inOrder(entry, place);
  return order > 0 || (order === 0 && place.from !== null);
};

/** From which of its consignments on; from the first where it is another file by now. */
export const placeOf = (
  { name, size, modifiedAt }: FileEntry, place: PagePlace,
): number => (name === place.name && size === place.size && modifiedAt === place.modifiedAt
  ? place.from ?? 0 : 0);
