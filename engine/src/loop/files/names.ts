/** Names and folders as they come from settings and listings: only plain names go further. */
import type { FileDeed, FilesClosed } from '../../contract/files.ts';

export const closed = (why: FilesClosed['why'], text: string): FilesClosed =>
  ({ is: 'closed', why, text });

/** As file systems have it, in bytes. */
const longestName = 255;

const isName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name) &&
  new TextEncoder().encode(name).length <= longestName;

/** `in`, `a/b`; empty for the root itself. */
const isFolder = (folder: string): boolean =>
  folder === '' || folder.split('/').every(isName);

/** Why a deed must not be tried at all, in words; null when it may. */
export const refusalOf = (deed: FileDeed): FilesClosed | null => {
  const paths = 'path' in deed ? [deed.path, ...('to' in deed ? [deed.to] : [])] : [];
  const folders = 'folder' in deed ? [deed.folder] : paths.map((one) => one.folder);
  return folders.every(isFolder) && paths.every(({ name }) => isName(name))
    ? null : closed('refused', 'that is no plain name of a file in its folder');
};

/** The name under which a file is written before it is whole; no longer than one may be. */
export const unfinished = (name: string): string => {
  const bytes = new TextEncoder().encode(name).subarray(0, longestName - 55);
  // A letter that was cut in two is left out.
  return `.${new TextDecoder().decode(bytes, { stream: true })}.part`;
};
