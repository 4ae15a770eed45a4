/** Remembers what a folder showed: so a file that is still being written is told from others. */
import type { FileEntry } from '../../contract/files.ts';

type Seen = { readonly size: number; readonly modifiedAt: number; readonly since: number };

/** Folders, each with no more than a listing shows. */
const mostFolders = 200;

export type Memory = (
  folder: string, files: readonly FileEntry[],
) => readonly FileEntry[];

/** A process that starts anew has seen nothing yet: each file waits for its second listing. */
export const rememberListings = (now: () => number): Memory => {
  const folders = new Map<string, ReadonlyMap<string, Seen>>();
  return (folder, files) => {
    const before = folders.get(folder);
    const at = now();
    const seen = new Map<string, Seen>();
    const answered = files.map((file) => {
      const known = before?.get(file.name);
      const isSame = known?.size === file.size && known.modifiedAt === file.modifiedAt;
      const since = isSame ? known.since : at;
      seen.set(file.name, { size: file.size, modifiedAt: file.modifiedAt, since });
      // Seen twice is seen twice, in however short a time.
      return { ...file, steadyMilliseconds: isSame ? Math.max(1, Math.floor(at - since)) : 0 };
    });
    folders.delete(folder);
    folders.set(folder, seen);
    const [oldest] = folders.keys();
    if (folders.size > mostFolders && oldest !== undefined) folders.delete(oldest);
    return answered;
  };
};
