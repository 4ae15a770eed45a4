import { PGlite } from '@electric-sql/pglite';
import { readers } from '../values.ts';
import type { Log } from '../transact.ts';
import type { SyncingFiles } from './syncing-files.ts';

/** PGlite's exact version, as pinned in package.json; a test holds the two together. */
export const pgliteVersion = '0.5.16';
/** The PostgreSQL inside it; the folder's PG_VERSION says the same. */
export const postgresMajor = 18;

/**
 * How PostgreSQL is started in the process. The first lines are PGlite's own, without its `-F`
 * (fsync off). The rest: real syncs, and memory for one desk rather than for a server. Measured
 * with a table of 150 MB: 165 to 195 MB resident instead of 310 MB.
 */
const startSettings = {
  search_path: 'public',
  exit_on_error: 'false',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  fsync: 'on',
  wal_sync_method: 'fsync',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '32MB',
  wal_buffers: '512kB',
  work_mem: '4MB',
  maintenance_work_mem: '16MB',
  max_connections: '5',
  max_wal_size: '128MB',
  log_checkpoints: 'false',
  // Everything from LOG upwards (recovery, panic), not every refused statement.
  log_min_messages: 'log',
};

const startParams = (durable: boolean): string[] => [
  '--single',
  '-O',
  '-j',
  ...Object.entries({ ...startSettings, fsync: durable ? 'on' : 'off' }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  ),
];

/** Log segments of 4 MB instead of 16: the new folder is a third smaller. */
export const initialSettings = ['--wal-segsize=4'];

/** Starts PostgreSQL in this process. Values go in and out as the outside size does it. */
export const startEngine = (options: {
  files: SyncingFiles;
  durable: boolean;
  log: Log;
}): Promise<PGlite> =>
  PGlite.create({
    fs: options.files,
    startParams: startParams(options.durable),
    parsers: { ...readers },
    serializers: strictSerializers,
    onStderr: (line) => {
      if (line.includes(' PANIC: ')) options.files.stop(new Error(line));
      options.log('embedded PostgreSQL says', { line });
      return false;
    },
  });

const writeJson = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  // `pg` sends a list as a PostgreSQL array, which no json column accepts. Refused here too, or
  // a statement would work embedded and fail outside.
  throw new Error('a list for a json column must be given as text: JSON.stringify it');
};

const writeInstant = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  throw new Error('an instant for a timestamptz column must be given as a Date or as ISO text');
};

const strictSerializers = { 114: writeJson, 3802: writeJson, 1184: writeInstant };
