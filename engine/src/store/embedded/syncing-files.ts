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
  node_ops: { setattr: (node: object, attributes: { mode?: number }) => void };
  realPath(node: object): string;
};

/**
 * PGlite's folder on disk, with a real fsync beneath PostgreSQL's own. PostgreSQL then behaves as
 * anywhere: the log is on disk before a commit is acknowledged, data files before the log that
 * made them is thrown away. A disk that fails to keep the log stops the engine, and `failed`
 * is told. It must be started without `-F` and with `wal_sync_method=fsync`;
 * `fdatasync`, its usual choice, is answered by Emscripten without a call that we could reach.
 */
export class SyncingFiles extends NodeFS {
  readonly counts: SyncCounts = { wal: 0, other: 0 };
  readonly #syncFile: (descriptor: number) => void;
  readonly #failed: (problem: Error) => void;
  #engine: object | null = null;
  #problem: Error | null = null;

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
      this.#engine = engine;
      const files = nodeFilesOf(engine);
      files.stream_ops.fsync = (stream) => this.#sync(files.realPath(stream.node), stream.nfd);
      keepPrivate(files);
    });
    return prepared;
  }

  #sync(path: string, descriptor: number): number {
    this.counts[path.includes('/pg_wal') ? 'wal' : 'other'] += 1;
    try {
      this.#syncFile(descriptor);
      return 0;
    } catch (problem) {
      this.stop(problem instanceof Error ? problem : new Error(String(problem)));
      throw problem;
    }
  }

  /** Stops the engine for good; every later call to it throws. Only the first problem counts. */
  stop(problem: Error): void {
    if (this.#problem !== null) return;
    this.#problem = problem;
    if (this.#engine !== null) halt(this.#engine, problem);
    this.#failed(problem);
  }
}

/**
 * After a failed sync nobody knows what is on the disk, and PostgreSQL panics, rightly. But a panic
 * inside PGlite 0.5.16 never comes back: its loop swallows every exception and asks the dead engine
 * again, for ever (measured: one core, no end). The way out is the one call of that loop which
 * stands outside its `try`.
 */
const halt = (engine: object, problem: Error): void => {
  const refuse = () => {
    throw new Error('the embedded PostgreSQL was stopped', { cause: problem });
  };
  const nothing = () => {};
  Object.assign(engine, {
    stackSave: refuse,
    stackRestore: refuse,
    _PostgresSendReadyForQueryIfNecessary: nothing,
    _pgl_pq_flush: nothing,
  });
};

/**
 * PostgreSQL makes a few files without naming rights; nothing here is for others to read. Every
 * new file and folder passes here, since Emscripten sets its rights after making it.
 */
const keepPrivate = (files: NodeFiles): void => {
  const { setattr } = files.node_ops;
  files.node_ops.setattr = (node, attributes) => {
    const { mode } = attributes;
    setattr(node, mode === undefined ? attributes : { ...attributes, mode: mode & ~0o077 });
  };
};

const nodeFilesOf = (engine: object): NodeFiles => {
  if (!('NODEFS' in engine)) throw new Error('this PGlite has no file system of Node to sync');
  // Typed by hand: PGlite exports no type for it. A test counts the syncs of a commit, so a PGlite
  // that works otherwise is found out.
  return engine.NODEFS as NodeFiles;
};
