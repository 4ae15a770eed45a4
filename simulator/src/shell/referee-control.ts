import { z } from 'zod';
import { readClock } from '../clock.ts';
import { deskHabits } from '../desk/habits.ts';
import type { DeskHabit } from '../desk/habits.ts';
import { judge } from '../referee/judge.ts';
import { compareCards, scorecard } from '../referee/scorecard.ts';
import { readBody } from './control.ts';
import { moment } from './moment.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** The referee's verdict, and what it cannot see by itself: the exceptions shown to people. */
export function openRefereeControl(routes: Routes, running: Running): void {
  const now = () => readClock(running.clock(), running.realNow());
  routes.get('/control/referee', () => judge(running.world(), { now: now() }));
  routes.post('/control/referee', (request) =>
    judge(running.world(), { now: now(), ...given(readBody(request, rulesShape)) }),
  );
  routes.get('/control/referee/scorecard', () => {
    const card = scorecard(judge(running.world(), { now: now() }));
    return { ...card, rows: compareCards([card]) };
  });
  routes.post('/control/referee/shown', (request) => {
    const { items } = readBody(request, shownShape);
    return running.act((world) => {
      const shown = [...world.notebook.shown, ...items];
      const notebook = { ...world.notebook, shown };
      return { world: { ...world, notebook }, result: { shown: shown.length } };
    });
  });
}

const shownShape = z.strictObject({
  items: z
    .array(
      z.strictObject({
        orderNumber: z.string().min(1),
        code: z.string().min(1),
        at: moment,
        until: moment.optional(),
      }),
    )
    .max(10_000),
});

const limit = z.int().min(0).optional();
const habits = Object.keys(deskHabits) as DeskHabit[];

const rulesShape = z.strictObject({
  gate: z.enum(['allocated', 'picked', 'packed']).optional(),
  channelToldWhen: z.enum(['label', 'dispatched', 'never']).optional(),
  askedFor: z.array(z.string()).nullable().optional(),
  releaseWithinMs: limit,
  warehouseToldWithinMs: limit,
  channelToldWithinMs: limit,
  withdrawWithinMs: limit,
  shownWithinMs: limit,
  forgottenShownWithinMs: limit,
  sequenceToleranceMs: limit,
  agreedWithinMs: limit,
  codesFor: z.partialRecord(z.enum(habits), z.array(z.string())).optional(),
});

type Given<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** Leaves out what was not given, so that it does not overwrite. */
const given = <Value extends object>(value: Value): Given<Value> =>
  // Holds because exactly the undefined entries are dropped.
  Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined),
  ) as Given<Value>;
