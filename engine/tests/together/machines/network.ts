/**
 * Machines as network namespaces of this one: a hub, where PostgreSQL, the pretended ShipStation
 * and the API live, and one namespace for each worker, joined to the hub by a line that can be
 * taken down. Nothing outside of the namespaces is touched.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

export type Network = {
  /** Names of the namespaces. */
  readonly hub: string;
  readonly workers: readonly string[];
};

/** Where everybody reaches the hub. */
export const hubAddress = '10.77.0.1';

/** Where the hub reaches the worker of this number, from 1. */
export const workerAddress = (number: number): string => `10.77.${String(number)}.2`;

/** Whether this machine lets us make namespaces: needs root and Debian's `iproute2`. */
export const namespacesAllowed = (): boolean => {
  const name = `gp${randomBytes(3).toString('hex')}-try`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return false;
  const words = ['-n', name, 'link', 'add', 'try0', 'type', 'veth', 'peer', 'name', 'try1'];
  const line = spawnSync('ip', words);
  spawnSync('ip', ['netns', 'del', name]);
  return line.status === 0;
};

export const layNetwork = (workers: number): Network => {
  const prefix = `gp${randomBytes(3).toString('hex')}`;
  const hub = `${prefix}-hub`;
  const names = Array.from({ length: workers }, (_, index) => `${prefix}-w${String(index + 1)}`);
  for (const name of [hub, ...names]) {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  ip('-n', hub, 'addr', 'add', `${hubAddress}/32`, 'dev', 'lo');
  for (const [index, name] of names.entries()) {
    const number = index + 1;
    const near = `10.77.${String(number)}.1`;
    ip('-n', hub, 'link', 'add', lineOf(number), 'type', 'veth', 'peer', 'name', 'eth0',
      'netns', name);
    ip('-n', hub, 'addr', 'add', `${near}/30`, 'dev', lineOf(number));
    ip('-n', hub, 'link', 'set', lineOf(number), 'up');
    ip('-n', name, 'addr', 'add', `${workerAddress(number)}/30`, 'dev', 'eth0');
    ip('-n', name, 'link', 'set', 'eth0', 'up');
    ip('-n', name, 'route', 'add', hubAddress, 'via', near);
  }
  return { hub, workers: names };
};

export const removeNetwork = ({ hub, workers }: Network): void => {
  for (const name of [...workers, hub]) ip('netns', 'del', name);
};

/** Nothing comes through to this worker and nothing from it, and nobody is told. */
export const cut = ({ hub }: Network, number: number): void => {
  ip('-n', hub, 'link', 'set', lineOf(number), 'down');
};

export const mend = ({ hub }: Network, number: number): void => {
  ip('-n', hub, 'link', 'set', lineOf(number), 'up');
};

const lineOf = (number: number): string => `line${String(number)}`;

const ip = (...words: readonly string[]): void => {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
};
