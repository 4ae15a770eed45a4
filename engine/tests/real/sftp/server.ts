/**
 * An OpenSSH server of its own on 127.0.0.1: with keys and settings of its own in a folder of its
 * own, and nothing of /etc/ssh. It is ended by its id, and the sessions it opened by theirs.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from '../../together/processes.ts';

const sshd = '/usr/sbin/sshd';

/** Why no server can be started here; null when one can. */
export const whyNoServer = (): string | null => {
  if (!existsSync(sshd)) return `there is no ${sshd}`;
  return existsSync('/usr/bin/ssh-keygen') ? null : 'there is no ssh-keygen';
};

export type SftpServer = {
  readonly port: number;
  readonly user: string;
  /** `SHA256:…` of its host key, as ssh-keygen shows it. */
  readonly hostKey: string;
  /** Text of the key that it lets in. */
  readonly privateKey: string;
  /** Another key, which it does not know. */
  readonly strangerKey: string;
  /** What lies in it, on this machine. */
  readonly root: string;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const makeKey = (folder: string, name: string): string => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  return readFileSync(join(folder, name), 'utf8');
};

export const openSftpServer = async (folder: string): Promise<SftpServer> => {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'in'), { recursive: true });
  makeKey(folder, 'host');
  const privateKey = makeKey(folder, 'client');
  const strangerKey = makeKey(folder, 'stranger');
  const port = await freePort();
  // As root it wants an empty folder of this name to lock itself into.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  writeFileSync(join(folder, 'conf'), [
    `Port ${String(port)}`, 'ListenAddress 127.0.0.1', `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'client.pub')}`, 'PasswordAuthentication no',
    'KbdInteractiveAuthentication no', 'UsePAM no', 'StrictModes no', 'PidFile none',
    `Subsystem sftp internal-sftp -d ${root}`, '',
  ].join('\n'));
  const shown = execFileSync('ssh-keygen', ['-lf', join(folder, 'host.pub')], { encoding: 'utf8' });
  let running: ChildProcess | null = null;
  return {
    port, root, privateKey, strangerKey, user: userInfo().username,
    hostKey: /SHA256:\S+/.exec(shown)?.[0] ?? '',
    async start() {
      running = spawn(sshd, ['-D', '-f', join(folder, 'conf'), '-E', join(folder, 'log')], {
        stdio: 'ignore',
      });
      await until('the SFTP server listens', () => isListening(port));
    },
    async stop() {
      const child = running;
      running = null;
      if (child?.pid === undefined) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const sessions = descendantsOf(child.pid);
      child.kill('SIGTERM');
      await ended;
      for (const pid of sessions) end(pid);
    },
  };
};

const isListening = (port: number): Promise<true | null> => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => { resolve(null); });
});

/** A session outlives the server that opened it. */
const descendantsOf = (pid: number): readonly number[] => {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    .filter((one) => parentOf(one) === pid);
  return [...children.flatMap(descendantsOf), ...children];
};

const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (gone) {
    if (gone instanceof Error && 'code' in gone) return null;
    throw gone;
  }
};

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (gone) {
    if (!(gone instanceof Error && 'code' in gone && gone.code === 'ESRCH')) throw gone;
  }
};
