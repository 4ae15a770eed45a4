// What some parts need from the machine beyond npm packages: Debian's PostgreSQL and Chromium, and
// the systems that run as test processes.
// As root on Debian they are installed; anybody else is told what will be skipped and why.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Need } from './table.ts';

type DebianNeed = Exclude<Need, 'console'>;

type DebianPackage = {
  need: DebianNeed;
  names: readonly string[];
  isHere: () => boolean;
  without: string;
};

const debianPackages: readonly DebianPackage[] = [
  {
    need: 'postgres',
    names: ['postgresql'],
    isHere: () =>
      Boolean(process.env['DATABASE_URL_TEST'])
      || globSync('/usr/lib/postgresql/*/bin/initdb').length > 0 || isOnPath('initdb'),
    without: 'tests on an outside PostgreSQL are skipped; those on the embedded store still run',
  },
  {
    need: 'chromium',
    names: ['chromium'],
    isHere: () => chromiumPath() !== null,
    without: 'the browser tests are skipped (CHROMIUM_PATH may name another Chromium)',
  },
  {
    need: 'tryton',
    names: ['tryton-server', 'tryton-modules-stock-package-shipping'],
    isHere: () => isOnPath('trytond') && isOnPath('trytond-admin'),
    without: 'the tests with a real Tryton are skipped',
  },
  {
    need: 'openssh',
    names: ['openssh-server', 'openssh-sftp-server'],
    isHere: () => existsSync('/usr/sbin/sshd'),
    without: 'the tests with a real SFTP server are skipped',
  },
];

/** The Chromium that browser tests drive, or null. */
export function chromiumPath(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  const places = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find((place) => place !== undefined && existsSync(place)) ?? null;
}

/** Installs or says; returns the needs that stay unmet. */
export function meetNeeds(needs: ReadonlySet<Need>): Set<Need> {
  const missing = debianPackages.filter(({ need, isHere }) => needs.has(need) && !isHere());
  if (missing.length === 0) return new Set();
  const names = missing.flatMap(({ names: some }) => some);
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log(`Installing Debian packages: ${names.join(', ')}`);
    const problem = withoutStarting(() => installDebianPackages(names));
    if (problem !== null) console.log(problem);
  }
  const unmet = missing.filter(({ isHere }) => !isHere());
  for (const { names: some, without } of unmet) {
    const name = some.join(' ');
    console.log(`Not on this machine: ${name}. So ${without}.`);
    console.log(`  To run them: apt-get install ${name} (as root).`);
  }
  return new Set(unmet.map(({ need }) => need));
}

/** Debian starts a server as it installs it; the word that keeps it from that is asked of this. */
const startsServers = '/usr/sbin/policy-rc.d';

/** Servers of the packages are not started: tests start their own, on loopback alone. */
function withoutStarting<T>(install: () => T): T {
  if (existsSync(startsServers)) return install();
  writeFileSync(startsServers, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    rmSync(startsServers);
  }
}

/** Returns why it did not work, or null. */
function installDebianPackages(names: readonly string[]): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', ...names],
  ];
  for (const step of steps) {
    const done = spawnSync('apt-get', step, { env, encoding: 'utf8' });
    if (done.status === 0) continue;
    const words = done.error?.message ?? done.stderr.trim().split('\n').slice(-3).join('\n  ');
    return `apt-get ${step[0]} did not work; going on without.\n  ${words}`;
  }
  return null;
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)));
}
