/** The ways to files, as they are at a merchant's: folders of this machine, and SFTP. */
import type { FileAnswer, FileRequest } from '../../contract/files.ts';
import { performLocally } from './local.ts';
import { closed, refusalOf } from './names.ts';
import { openSftpLines } from './sftp.ts';
import { rememberListings } from './steady.ts';

/** Files as the shell has them: without what one connection has taken already. */
export type FileWays = {
  request(request: FileRequest): Promise<FileAnswer>;
  close(): Promise<void>;
};

export type FilesOptions = {
  /** Folders of this machine below which places may lie (`GATEPASS_FILES`). */
  readonly under: readonly string[];
  /** Lets SFTP go to loopback and private addresses (`GATEPASS_ALLOW_PRIVATE_URLS`). */
  readonly allowPrivate: boolean;
};

export const openFiles = ({ under, allowPrivate }: FilesOptions): FileWays => {
  const remember = rememberListings(() => performance.now());
  const lines = openSftpLines(allowPrivate);
  return {
    close: () => lines.close(),
    async request(deed) {
      const { place, timeoutMilliseconds } = deed;
      const refusal = refusalOf(deed);
      if (refusal !== null) return refusal;
      const answer = place.is === 'folder'
        ? await performLocally(under, place.root, deed)
        : await lines.perform(place, deed, timeoutMilliseconds);
      if (answer.is !== 'listing' || deed.do !== 'list') return answer;
      return { ...answer, files: remember(placeName(place, deed.folder), answer.files) };
    },
  };
};

/** Names the folder of a place without its secrets. */
const placeName = (place: FileRequest['place'], folder: string): string =>
  JSON.stringify(place.is === 'folder'
    ? [place.root, folder] : [place.host, place.port, place.user, place.root, folder]);

/** Where nothing was opened: a simulated run has no folders. */
export const noWays: FileWays = {
  request: () => Promise.resolve(closed('refused', 'this program has no way to files')),
  close: () => Promise.resolve(),
};
