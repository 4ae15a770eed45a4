import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

export type SyncCounts = { wal: number; other: number };

type StartOptions = Parameters<NodeFS['init']>[1];
type Stream = { nfd: number; node: object };
// What we touch of Emscripten's NODEFS (0.5.16: `fd_sync` calls `stream_ops.fsync` if there is
// one, and reports success if there is none, which is how PGlite comes to never sync).
type NodeFiles = {
  stream_ops: { fsync?: (stream: Stream) => number };
  node_ops: { mknod: (parent: object, name: string, mode: number, device: number) => object };
  realPath(node: object): string;
};

/**
 * PGlite's folder on disk, with a real fsync beneath PostgreSQL's own. PostgreSQL then behaves as
 * anywhere: the log is on disk before a commit is acknowledged, data files before the log that
 * made them is thrown away. It must be started without `-F` and with `wal_sync_method=fsync`;
 * `fdatasync`, its usual choice, is answered by Emscripten without a call that we could reach.
 */
export class SyncingFiles extends NodeFS {
  readonly counts: SyncCounts = { wal: 0, other: 0 };
  readonly #syncFile: (descriptor: number) => void;
  readonly #failed: (problem: Error) => void;

  constructor(
    folder: string,
    failed: (problem: Error) => void,
    syncFile: (descriptor: number) => void = fsyncSync,
  ) {
    super(folder);
    this.#failed = failed;
    this.#syncFile = syncFile;
  }

  override async init(pglite: PGlite, options: StartOptions) {
    const prepared = await super.init(pglite, options);
    prepared.emscriptenOpts.preRun?.push((engine: object) => {
      const files = nodeFilesOf(engine);
      files.stream_ops.fsync = (stream) => this.#sync(files.realPath(stream.node), stream.nfd);
      // PostgreSQL makes a few files without naming rights; nothing here is for others to read.
      const make = files.node_ops.mknod;
      files.node_ops.mknod = (parent, name, mode, device) =>
        make(parent, name, mode & ~0o077, device);
    });
    return prepared;
  }

  #sync(path: string, descriptor: number): number {
    this.counts[path.includes('pg_wal') ? 'wal' : 'other'] += 1;
    try {
      this.#syncFile(descriptor);
      return 0;
    } catch (problem) {
      // After a failed sync nobody knows what is on the disk; PostgreSQL panics, and so do we.
      this.#failed(problem instanceof Error ? problem : new Error(String(problem)));
      return inputOutputError;
    }
  }
}

/** EIO in WASI's numbering, which is what PostgreSQL in PGlite is compiled for. */
const inputOutputError = 29;

const nodeFilesOf = (engine: object): NodeFiles => {
  if (!('NODEFS' in engine)) throw new Error('this PGlite has no file system of Node to sync');
  // Typed by hand: PGlite exports no type for it. A test counts the syncs of a commit, so a PGlite
  // that works otherwise is found out.
  return engine.NODEFS as NodeFiles;
};
