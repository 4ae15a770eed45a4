/**
 * Forgets what is only looked back on: one rule for all of it, whatever is set up and whoever
 * writes it. What an age alone does not settle, its own statement says.
 */
import { later, type Instant } from '../core/model/instant.ts';
import { forgetAlerts } from '../store/alerts.ts';
import { forgetAnswered } from '../store/answered-requests.ts';
import { forgetCallTexts } from '../store/call-texts.ts';
import { forgetCalls } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { forgetDocuments } from '../store/documents.ts';
import { readErrand, saveErrand } from '../store/errands.ts';
import { forgetSteps } from '../store/flow.ts';
import { forgetLimitsReached } from '../store/limits-reached.ts';
import { readPolicy } from '../store/policies.ts';
import { forgetTaken } from '../store/taken.ts';
import { forgetUnclaimed } from '../store/unclaimed.ts';
import type { Surroundings } from './surroundings.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Long enough for a Monday to look into a Monday; it holds customers' addresses. */
export const textsKeptMilliseconds = 7 * day;

type Rule = {
  readonly keptMilliseconds: number;
  readonly forget: (tx: Tx, before: Instant) => Promise<void>;
};

const rules: readonly Rule[] = [
  { keptMilliseconds: textsKeptMilliseconds, forget: forgetCallTexts },
  // For whoever looks back over a month.
  { keptMilliseconds: 30 * day, forget: async (tx, before) => {
    await forgetAlerts(tx, before, Object.keys((await readPolicy(tx)).alerts ?? {}));
  } },
  // Two weekly reviews and the weeks that they are compared with.
  { keptMilliseconds: 35 * day, forget: forgetSteps },
  // What had no owner for a month is the other program's own.
  { keptMilliseconds: 30 * day, forget: forgetUnclaimed },
  // A label is printed within the day; a carrier's claim may ask for it for three months.
  { keptMilliseconds: 90 * day, forget: forgetDocuments },
  // The chart of a day, and the day before it for whoever asks.
  { keptMilliseconds: 2 * day, forget: forgetLimitsReached },
  // How long the key of a request is remembered.
  { keptMilliseconds: day, forget: forgetAnswered },
  // A file that comes again after so long is read again: its orders are older than that.
  { keptMilliseconds: 400 * day, forget: forgetTaken },
];

const forgotten = 'old things forgotten';

/** Once a minute of world time, however often and by how many processes it is asked. */
export const forgetOld = (
  { database, now, limitNow }: Pick<Surroundings, 'database' | 'now' | 'limitNow'>,
): Promise<void> =>
  database.transaction(async (tx) => {
    const at = now();
    if (Math.abs(at - Number(await readErrand(tx, forgotten) ?? 0)) < minute) return;
    await saveErrand(tx, forgotten, String(at));
    // The budget's log goes by the clock of the budget.
    await forgetCalls(tx, limitNow() - hour);
    for (const { keptMilliseconds, forget } of rules) {
      await forget(tx, later(at, -keptMilliseconds));
    }
  });
