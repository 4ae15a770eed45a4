/** Files on a server, by SFTP: one deed after the other on one connection to each place. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type Client from 'ssh2-sftp-client';
import type {
  FileAnswer, FileDeed, FilePath, FileState,
} from '../../contract/files.ts';
import { closed, unfinished } from './names.ts';
import { connect, type Connected, type Sftp } from './sftp-client.ts';

/** A connection that nobody used for so long is ended, in milliseconds. */
const idleMilliseconds = 60_000;

type Line = {
  connected: Connected | null;
  last: Promise<unknown>;
  idle: NodeJS.Timeout | null;
};

export type SftpLines = {
  perform(place: Sftp, deed: FileDeed, timeoutMilliseconds: number): Promise<FileAnswer>;
  close(): Promise<void>;
};

export const openSftpLines = (allowPrivate: boolean): SftpLines => {
  const lines = new Map<string, Line>();
  const hangUp = async (line: Line): Promise<void> => {
    const { connected } = line;
    line.connected = null;
    if (line.idle !== null) clearTimeout(line.idle);
    await connected?.client.end().catch(() => null);
  };
  const on = async (line: Line, place: Sftp, deed: FileDeed): Promise<FileAnswer> => {
    if (line.idle !== null) clearTimeout(line.idle);
    if (line.connected === null) {
      const made = await connect(place, allowPrivate, () => { line.connected = null; });
      if (made.is === 'closed') return made;
      line.connected = made;
    }
    try {
      return await perform(line.connected.client, place.root, deed);
    } catch (fault) {
      const answer = wordsOf(fault, deed);
      if (answer.is === 'closed' && answer.why === 'silence') await hangUp(line);
      return answer;
    }
  };
  return {
    async perform(place, deed, timeoutMilliseconds) {
      const key = createHash('sha256').update(JSON.stringify(place)).digest('hex');
      const line: Line = lines.get(key) ??
        { connected: null, last: Promise.resolve(), idle: null };
      lines.set(key, line);
      const mine = line.last.then(() => inTime(on(line, place, deed), timeoutMilliseconds));
      line.last = mine.then(async (answer) => {
        if (answer === late) await hangUp(line);
        line.idle = setTimeout(() => {
          lines.delete(key);
          void hangUp(line);
        }, idleMilliseconds).unref();
      });
      return mine;
    },
    async close() {
      const all = [...lines.values()];
      lines.clear();
      await Promise.all(all.map(hangUp));
    },
  };
};

const late: FileAnswer = closed('silence', 'the server did not answer in time');

const inTime = async (
  answer: Promise<FileAnswer>, milliseconds: number,
): Promise<FileAnswer> => {
  let timer: NodeJS.Timeout | null = null;
  const patience = new Promise<FileAnswer>((give) => {
    timer = setTimeout(() => { give(late); }, milliseconds);
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
};

const under = (root: string, ...parts: readonly string[]): string =>
  [root.replace(/\/+$/, ''), ...parts.filter((one) => one !== '')].join('/') || '/';

const pathOf = (root: string, { folder, name }: FilePath): string => under(root, folder, name);

const perform = async (client: Client, root: string, deed: FileDeed): Promise<FileAnswer> => {
  switch (deed.do) {
    case 'list': {
      const found = await client.list(under(root, deed.folder));
      // A link is left alone: where it leads is not ours to say.
      return { is: 'listing', files: found.filter(({ type }) => type === '-').map((one) => ({
        name: one.name, size: one.size, modifiedAt: one.modifyTime, steadyMilliseconds: 0,
      })) };
    }
    case 'read':
      return read(client, pathOf(root, deed.path), deed.mostBytes);
    case 'write': {
      const half = under(root, deed.path.folder, unfinished(deed.path.name));
      const bytes = Buffer.from(deed.bytes);
      await inFolder(client, under(root, deed.path.folder), () => client.put(bytes, half));
      await replace(client, half, pathOf(root, deed.path));
      return { is: 'done' };
    }
    case 'move':
      return move(client, root, deed);
    case 'remove':
      await client.delete(pathOf(root, deed.path));
      return { is: 'done' };
    default:
      return deed satisfies never;
  }
};

const read = async (client: Client, path: string, mostBytes: number): Promise<FileAnswer> => {
  const found = await client.lstat(path);
  if (!found.isFile) return { is: 'missing' };
  if (found.size > mostBytes) return { is: 'too-large' };
  // Of a file that grows meanwhile no more than it had.
  const bytes = found.size === 0 ? Buffer.alloc(0)
    : await client.get(path, undefined, { readStreamOptions: { start: 0, end: found.size - 1 } });
  return { is: 'content', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/** Our own folders are made where they are missing. */
const inFolder = async (
  client: Client, folder: string, act: () => Promise<unknown>,
): Promise<void> => {
  try {
    await act();
  } catch (fault) {
    if (codeOf(fault) !== noSuchFile) throw fault;
    await client.mkdir(folder, true);
    await act();
  }
};

type Renaming = Pick<Client, 'posixRename' | 'rename' | 'lstat' | 'delete'>;

/** In one step where the server can; else only onto a name that is free, or is freed `by` us. */
export const replace = async (
  client: Renaming, from: string, to: string, by: 'freeing' | 'waiting' = 'freeing',
): Promise<void> => {
  try {
    await client.posixRename(from, to);
  } catch (fault) {
    const isUnknown = codeOf(fault) === notSupported ||
      (fault instanceof Error && /not support/i.test(fault.message));
    if (!isUnknown) throw fault;
    await (by === 'freeing' ? free(client, from, to) : client.rename(from, to));
  }
};

/** For a moment neither file bears the name. */
const free = async (client: Renaming, from: string, to: string): Promise<void> => {
  try {
    await client.rename(from, to);
  } catch (fault) {
    if (codeOf(fault) === noSuchFile || await stateOf(client, to) === null) throw fault;
    await client.delete(to);
    await client.rename(from, to);
  }
};

const stateOf = async (client: Pick<Client, 'lstat'>, path: string): Promise<FileState | null> => {
  try {
    const found = await client.lstat(path);
    return found.isFile ? { size: found.size, modifiedAt: found.modifyTime } : null;
  } catch (fault) {
    if (codeOf(fault) === noSuchFile) return null;
    throw fault;
  }
};

const isSame = (one: FileState, other: FileState): boolean =>
  one.size === other.size && one.modifiedAt === other.modifiedAt;

const move = async (
  client: Client, root: string, deed: Extract<FileDeed, { do: 'move' }>,
): Promise<FileAnswer> => {
  const [from, to] = [pathOf(root, deed.path), pathOf(root, deed.to)];
  const found = await stateOf(client, from);
  if (found === null) {
    const there = await stateOf(client, to);
    return there !== null && isSame(there, deed.as) ? { is: 'done' } : { is: 'missing' };
  }
  if (!isSame(found, deed.as)) return { is: 'changed' };
  await inFolder(client, under(root, deed.to.folder), () => replace(client, from, to));
  const moved = await stateOf(client, to);
  if (moved !== null && isSame(moved, deed.as)) return { is: 'done' };
  // Written to between the look and the move: back to where it is read again.
  await replace(client, to, from, 'waiting');
  return { is: 'changed' };
};

/** What the protocol calls it, and what the library makes of some. */
const noSuchFile = 'ENOENT';
const notSupported = '8';

const codeOf = (fault: unknown): string => {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  return code === '2' ? noSuchFile : code;
};

const wordsOf = (fault: unknown, deed: FileDeed): FileAnswer => {
  const text = fault instanceof Error ? fault.message : 'the server did not answer';
  const folder = deed.do === 'list' ? deed.folder : deed.path.folder;
  switch (codeOf(fault)) {
    case noSuchFile:
      return deed.do === 'list' || deed.do === 'write'
        ? closed('refused', `there is no folder ${folder}`) : { is: 'missing' };
    case '3': case 'EACCES':
      return closed('refused', deed.do === 'list' || deed.do === 'read'
        ? `the login has no right to read ${folder}`
        : `the login has no right to write, rename or remove in ${folder}`);
    case '4':
      return closed('refused', `the server failed to ${deed.do} in ${folder}: ${text}`);
    default:
      return closed('silence', text);
  }
};
