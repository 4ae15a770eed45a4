/** As much of it as is used here; the package comes without types. */
declare module 'ssh2-sftp-client' {
  import type { Buffer } from 'node:buffer';

  type Listed = {
    readonly type: string; readonly name: string; readonly size: number;
    readonly modifyTime: number;
  };
  type Found = { readonly size: number; readonly modifyTime: number; readonly isFile: boolean };
  type Noises = {
    readonly error: (fault: unknown) => void;
    readonly end: () => void;
    readonly close: () => void;
  };

  export default class Client {
    constructor(name: string, noises: Noises);
    connect(settings: {
      readonly host: string; readonly port: number; readonly username: string;
      readonly password?: string; readonly privateKey?: string; readonly passphrase?: string;
      readonly readyTimeout: number; readonly keepaliveInterval: number;
      readonly hostHash: 'sha256'; readonly hostVerifier: (digest: string) => boolean;
    }): Promise<unknown>;
    list(folder: string): Promise<readonly Listed[]>;
    lstat(path: string): Promise<Found>;
    get(
      path: string, into: undefined,
      options: { readonly readStreamOptions: { readonly start: number; readonly end: number } },
    ): Promise<Buffer>;
    put(bytes: Buffer, path: string): Promise<string>;
    posixRename(from: string, to: string): Promise<string>;
    rename(from: string, to: string): Promise<string>;
    mkdir(folder: string, isRecursive: boolean): Promise<string>;
    delete(path: string): Promise<string>;
    end(): Promise<unknown>;
  }
}
