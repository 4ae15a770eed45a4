/**
 * Lives through one drawn world, moment by moment, and gives an account of it: what broke, how
 * many steps it had, and a sum over its whole history by which two runs can be compared.
 */
import { createHash } from 'node:crypto';
import { emptyRun, type JoinedRun, type Worker } from '../run.ts';
import type { PointName } from '../life.ts';
import { agendaOf } from './agenda.ts';
import { worldOf } from './begin.ts';
import { newBenches, type Benches } from './benches.ts';
import { newCeiling } from './ceiling.ts';
import { newHistory, type Broken, type History } from './broken.ts';
import { readEnding } from './ending.ts';
import type { ProcessPlan, WorldPlan } from './plan.ts';
import { newStruck, type Struck } from './struck.ts';
import { newWatch, type Watch } from './watch.ts';

export type Account = {
  readonly plan: WorldPlan;
  readonly broken: readonly Broken[];
  /** Moments at which the clock stood still and all was at rest. */
  readonly steps: number;
  /** How often the invariants were read from the store. */
  readonly looks: number;
  readonly deaths: number;
  /** How often each fault of ShipStation struck, by its name. */
  readonly struck: ReadonlyMap<string, number>;
  readonly hash: string;
  readonly history: readonly string[];
};

/** All that stands in the store is read so often, in milliseconds of the world; see Watch. */
const lookEvery = 10_000;

export const live = async (plan: WorldPlan): Promise<Account> => {
  const heard: { now: () => number; watch: Watch | null } = { now: () => plan.from, watch: null };
  const history = newHistory(() => heard.now());
  const ceiling = newCeiling(worldOf(plan).switches?.callsPerMinute);
  const struck = newStruck();
  const run = await emptyRun({
    onAnswer: struck.heard,
    ...(plan.areHooksOn ? { publicUrl: 'http://gatepass' } : {}),
    seed: plan.seed, from: plan.from, isShared: plan.processes.length > 1,
    world: worldOf(plan), note: history.note,
    onCall: (call) => {
      history.note(`process ${String(call.process)} calls for ${call.request.purpose}`);
      heard.watch?.heard(call);
      ceiling.heard(heard.now(), call);
    },
  });
  heard.now = run.clock.now;
  const watch = newWatch(run.database);
  heard.watch = watch;
  try {
    const benches = newBenches(run, plan);
    const { steps, deaths } = await goThrough(run, plan, { watch, history, struck, benches });
    const ending = await readEnding(run.database, run.world(), plan, {
      now: run.clock.now(), asked: benches.asked(),
    });
    const sum = createHash('sha256');
    for (const line of [...history.lines, ...ending.sum]) sum.update(`${line}\n`);
    return {
      plan, steps, deaths, struck: struck.counts, history: history.lines, looks: watch.looks(),
      broken: [...ceiling.broken, ...watch.broken, ...ending.broken],
      hash: sum.digest('hex').slice(0, 16),
    };
  } finally {
    await run.end();
  }
};

const goThrough = async (
  run: JoinedRun,
  plan: WorldPlan,
  { watch, history, struck, benches }: {
    readonly watch: Watch; readonly history: History; readonly struck: Struck;
    readonly benches: Benches;
  },
): Promise<{ steps: number; deaths: number }> => {
  const calmAt = plan.from + plan.salesMilliseconds + plan.lullMilliseconds;
  const endsAt = calmAt + plan.aftermathMilliseconds;
  const isCalm = (): boolean => run.clock.now() >= calmAt;
  const staff = plan.processes.map((one, index) => employ(run, one, index, isCalm, history));
  const agenda = agendaOf(run, plan, calmAt, struck);
  const skew = 2 * Math.max(0, ...plan.processes.map((one) => Math.abs(one.skewMilliseconds)));
  let steps = 0;
  let isOpen = false;
  let staffedSince: number | null = null;
  let lookAt = plan.from;
  while (run.clock.now() < endsAt) {
    const now = run.clock.now();
    for (const one of staff) await one.turnUp(now);
    while ((agenda[0]?.at ?? Infinity) <= now) await agenda.shift()?.go();
    await benches.ask(now);
    staffedSince = staff.some((one) => one.works()) ? (staffedSince ?? now) : null;
    // Before somebody has come through its start-up there may be no tables to look at.
    isOpen ||= staff.some((one) => one.works());
    if (isOpen) await watch.step(now, skew);
    if (isOpen && now >= lookAt) {
      await watch.look(now, { staffedSince, skew });
      lookAt = now + lookEvery;
    }
    const nextAt = Math.min(
      run.clock.nextAt() ?? Infinity, endsAt, agenda[0]?.at ?? Infinity,
      benches.askAgainAt() ?? Infinity,
      ...staff.map((one) => one.comesBackAt() ?? Infinity));
    await run.pass(Math.max(1, nextAt - now));
    steps += 1;
  }
  await watch.look(run.clock.now(), { staffedSince, skew });
  return { steps, deaths: staff.reduce((sum, one) => sum + one.deaths(), 0) };
};

type Employee = {
  /** Starts, dies for good, freezes and thaws as the plan has it. */
  readonly turnUp: (now: number) => Promise<void>;
  readonly works: () => boolean;
  readonly comesBackAt: () => number | null;
  readonly deaths: () => number;
};

const employ = (
  run: JoinedRun,
  plan: ProcessPlan,
  index: number,
  isCalm: () => boolean,
  history: History,
): Employee => {
  const name = `worker ${String(index + 1)}`;
  const deaths = [...plan.deaths];
  const freezes = plan.freezes.map((one) =>
    ({ from: run.clock.now() + one.at, until: run.clock.now() + one.at + one.for }));
  let worker: Worker | null = null;
  let backAt: number | null = run.clock.now();
  let died = 0;
  let thaw: (() => void) | null = null;
  let thawAt = 0;

  const start = async (): Promise<void> => {
    const death = deaths.shift();
    let passed = 0;
    const endsAt = (point: PointName): boolean => {
      if (death === undefined || isCalm() || point !== death.point) return false;
      passed += 1;
      return passed === death.passing;
    };
    history.note(`${name} starts`);
    try {
      worker = await run.start({ skewMilliseconds: plan.skewMilliseconds, endsAt });
      backAt = null;
    } catch (problem) {
      if (passed !== death?.passing) throw problem;
      history.note(`${name} is killed at "${death.point}" while it starts`);
      died += 1;
      backAt = run.clock.now() + death.awayMilliseconds;
    }
    away = death?.awayMilliseconds ?? 0;
  };
  let away = 0;

  return {
    deaths: () => died,
    works: () => worker !== null && !worker.isDead() && thaw === null,
    comesBackAt: () => {
      const frost = freezes[0]?.from ?? Infinity;
      const next = Math.min(backAt ?? Infinity, thaw === null ? frost : thawAt);
      return next === Infinity ? null : next;
    },
    async turnUp(now) {
      if (worker?.isDead() === true) {
        history.note(`${name} is dead`);
        died += 1;
        worker = null;
        thaw = null;
        backAt = now + away;
      }
      if (worker === null && backAt !== null && backAt <= now) await start();
      if (thaw !== null && thawAt <= now) {
        history.note(`${name} thaws`);
        thaw();
        thaw = null;
      }
      const [frost] = freezes;
      if (frost === undefined || frost.from > now) return;
      freezes.shift();
      if (worker === null || thaw !== null || worker.isDead()) return;
      history.note(`${name} freezes`);
      thaw = worker.freeze();
      thawAt = frost.until;
    },
  };
};
