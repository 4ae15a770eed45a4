/**
 * The demo: the simulator as a program of its own beside this one, and a policy that points at
 * it. Nothing of the simulator is part of the product; it is only started, timed and stopped here.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { nextPace, usualPace, writeMoment, type DemoClock } from './demo-clock.ts';
import { clockFile, firstWorld } from './demo-store.ts';
import type { Visitors } from './demo-visitors.ts';

export type Demo = {
  /** The world stands still from here on. */
  readonly stand: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type DemoAbout = {
  readonly address: string;
  readonly key: string;
  readonly folder: string;
  readonly clock: DemoClock;
  readonly visitors: Visitors;
  /** By how much what is most overdue is late, in milliseconds of the world. */
  readonly late: () => Promise<number>;
  readonly say: (text: string) => void;
};

const simulator = fileURLToPath(new URL('../../simulator/src/main.ts', import.meta.url));
const policyFile = new URL('../../examples/demo-day.yaml', import.meta.url);
const exampleAddress = 'http://127.0.0.1:4610';

/** How often the pace is looked at, and how often the moment is written down. */
const pacedEvery = 1_000;
const keptEvery = 5;

export const startDemo = async (about: DemoAbout): Promise<Demo> => {
  const { address, key, folder, clock, say } = about;
  const child = spawn(process.execPath, [
    simulator, '--port', String(portBeside(address)), '--leash', '--demo',
    // One word: a key may begin with a dash, and would be taken for an option of its own.
    '--gatepass', address, `--key=${key}`, '--state', join(folder, 'simulator.json'),
    ...(existsSync(firstWorld(folder)) ? ['--first-world', firstWorld(folder)] : []),
  ], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const line = await firstLine(child, ended);
  const { listening } = z.object({ listening: z.url() }).parse(JSON.parse(line));
  const there = worldAt(listening);
  clock.moveTo((await there.read()).now);
  await applyDemoPolicy(address, key, listening);
  say(`The pretended ShipStation, warehouses and channels: ${listening}/control/clock`);
  const stopping = new AbortController();
  const pacing = keepPace(about, there, stopping.signal);
  void ended.then(() => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    clock.setPace(0);
    say('The pretended systems have ended, so the demo stands still. Stop it with Ctrl+C and ' +
      'start it again.');
  });
  const stand = async (): Promise<void> => {
    stopping.abort();
    await pacing;
    clock.setPace(0);
    // Where the simulator died there is no clock to stop.
    await there.follow(clock).catch(() => undefined);
    writeMoment(clockFile(folder), clock.now());
  };
  return {
    stand,
    async stop() {
      await stand();
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
};

/** Runs the clock of both programs together, as fast as they keep up and while people look. */
const keepPace = async (
  { clock, visitors, late, folder, say }: DemoAbout,
  there: ThereInTheWorld,
  signal: AbortSignal,
): Promise<void> => {
  let pace = usualPace;
  let hasEnded = false;
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      const { unanswered, endsAt } = await there.read();
      const isOver = clock.now() >= endsAt;
      pace = nextPace(pace, { lateMilliseconds: await late(), unanswered });
      const wanted = isOver || !visitors.areThere() ? 0 : pace;
      if (wanted !== clock.pace()) {
        clock.setPace(wanted);
        await there.follow(clock);
      }
      if (isOver && !hasEnded) {
        say('The days of the demo are over, and its clock stands still. ' +
          '`npx gatepass demo --reset` begins it anew.');
      }
      hasEnded = isOver;
      if (round % keptEvery === 0) writeMoment(clockFile(folder), clock.now());
    } catch (problem) {
      // A simulator that is too busy to answer is asked again; one that has ended ends the demo.
      if (!(problem instanceof TypeError) && !isTimeOut(problem)) throw problem;
    }
    await pause(pacedEvery, null, { signal }).catch(() => undefined);
  }
};

const isTimeOut = (problem: unknown): boolean =>
  problem instanceof DOMException && problem.name === 'TimeoutError';

type ThereInTheWorld = ReturnType<typeof worldAt>;

const toldShape = z.object({
  now: z.iso.datetime(), unanswered: z.number(), demoEndsAt: z.iso.datetime(),
});

/** The simulator's clock, which follows ours. */
const worldAt = (base: string) => {
  const call = async (body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${base}/control/clock`, {
      method: body === undefined ? 'GET' : 'POST', signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator's clock: ${await answer.text()}`);
    return answer.json();
  };
  return {
    async read() {
      const { now, unanswered, demoEndsAt } = toldShape.parse(await call());
      return { now: Date.parse(now), unanswered, endsAt: Date.parse(demoEndsAt) };
    },
    async follow(clock: DemoClock): Promise<void> {
      const { worldAt: moment, realAt, pace } = clock.line();
      await call({ set: new Date(moment).toISOString(), realAt, speed: pace });
    },
  };
};

const highestPort = 65_535;

/** Ten above ours, or any: the simulator takes another one where that is taken. */
const portBeside = (address: string): number => {
  const port = Number(new URL(address).port || 4600) + 10;
  return port > highestPort ? 0 : port;
};

const firstLine = async (child: ChildProcess, ended: Promise<void>): Promise<string> => {
  if (child.stdout === null) throw new Error('The simulator has no voice.');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => { lines.once('line', resolve); }),
    ended.then(() => null),
  ]);
  if (first === null) throw new Error('The pretended systems stopped before they were ready.');
  return first;
};

/** The example at first; afterwards what people made of it, at the addresses of this start. */
const applyDemoPolicy = async (address: string, key: string, base: string): Promise<void> => {
  const headers = { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' };
  const policy = async (init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${address}/v1/policy`, { ...init, headers });
    if (!answer.ok) throw new Error(`The demo's policy was refused: ${await answer.text()}`);
    return answer.json();
  };
  const put = (document: unknown) =>
    policy({ method: 'PUT', body: JSON.stringify({ document }) });
  const held = z.object({ version: z.number(), appliedBy: z.string().nullable(), document:
    z.unknown() }).parse(await policy());
  // The morning that lies ready was lived by another Gatepass, whose secrets cannot be read here.
  if (held.version === 0 || held.appliedBy === whoLivedTheMorning) {
    await put(parse((await readFile(policyFile, 'utf8')).replaceAll(exampleAddress, base)));
    return;
  }
  await put(JSON.parse(JSON.stringify(held.document)
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+(?=\/(?:shipstation|warehouse|channel)\b)/g, base)));
};

/** The name under which the policy of the morning was applied. */
const whoLivedTheMorning = 'the run';
