/**
 * The way to another system's files, in a local folder or over SFTP. The shell hands it to every
 * session as it does the wire: a request names the place with its credentials, is made once, and
 * what came of it is a value. Names are never paths: nothing leaves the folder that is named.
 */

/** Where files lie, and what lets us in. */
export type FilePlace =
  | { readonly is: 'folder'; readonly root: string }
  | {
      readonly is: 'sftp';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      /** SHA-256 of the only host key that is spoken to: base64 without padding. */
      readonly hostKey: string;
      readonly password: string | null;
      readonly privateKey: string | null;
      readonly passphrase: string | null;
      /** Folder that all others are below; as the server shows it after the login. */
      readonly root: string;
    };

/** A file by its folder, below the root, and its name. */
export type FilePath = { readonly folder: string; readonly name: string };

/** What stays the same for as long as nobody writes to a file. */
export type FileState = {
  readonly size: number;
  /** By the clock of whoever keeps the file; milliseconds since 1970. */
  readonly modifiedAt: number;
};

export type FileEntry = FileState & {
  readonly name: string;
  /** How long it has been seen so, listing after listing; 0 when this is the first. */
  readonly steadyMilliseconds: number;
};

export type FileRequest = {
  readonly place: FilePlace;
  readonly timeoutMilliseconds: number;
  /** What this call is for, for the call log. No secrets. */
  readonly purpose: string;
} & FileDeed;

export type FileDeed =
  /** Regular files alone, in no particular order. */
  | { readonly do: 'list'; readonly folder: string }
  /** The whole file, or nothing of it when it is longer. */
  | { readonly do: 'read'; readonly path: FilePath; readonly mostBytes: number }
  /** Under a name that begins with a dot, then renamed: never seen half. Replaces. */
  | { readonly do: 'write'; readonly path: FilePath; readonly bytes: Uint8Array }
  /** Only if the file is still as it was listed; makes the folder it goes to. Replaces. */
  | {
      readonly do: 'move';
      readonly path: FilePath;
      readonly to: FilePath;
      readonly as: FileState;
    }
  | { readonly do: 'remove'; readonly path: FilePath };

export type FileAnswer =
  | { readonly is: 'listing'; readonly files: readonly FileEntry[] }
  /** `sha256` in lower-case hexadecimal digits. */
  | { readonly is: 'content'; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly is: 'done' }
  /** No such file. */
  | { readonly is: 'missing' }
  /** It is another file than the one that was listed, and was left where it is. */
  | { readonly is: 'changed' }
  | { readonly is: 'too-large' }
  | FilesClosed;

/** Nothing was done, or nothing is known of it (`silence`): in words. */
export type FilesClosed = {
  readonly is: 'closed';
  readonly why: 'silence' | 'refused' | 'unauthorised';
  readonly text: string;
};

export type Files = {
  request(request: FileRequest): Promise<FileAnswer>;
  /** What was noted with each of these marks, when a page that took it was committed. */
  taken(marks: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** Something that a page was made from, so that it is not taken in a second time. */
export type Took = { readonly mark: string; readonly note: string };

/** Where nobody hands any files. */
export const noFiles: Files = {
  request: () => Promise.resolve({
    is: 'closed', why: 'refused', text: 'this program was started without a way to files',
  }),
  taken: () => Promise.resolve(new Map()),
};
