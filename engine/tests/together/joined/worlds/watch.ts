/**
 * Looks over the shoulder of every process while a world goes on: what must hold at any moment is
 * read from the store and from the calls that leave, and whatever does not is noted once.
 */
import { sql } from 'kysely';
import { check } from '../../../../src/core/check/check.ts';
import type { Decision } from '../../../../src/core/model/decision.ts';
import type { Dossier } from '../../../../src/core/model/dossier.ts';
import { instant } from '../../../../src/core/model/instant.ts';
import { readStandpoint } from '../../../../src/loop/standpoint.ts';
import type { Database, Tx } from '../../../../src/store/database.ts';
import type { CallLeft } from '../run.ts';
import { attemptsIn, newBegun } from './begun.ts';
import type { Broken } from './broken.ts';

export type Watch = {
  /** A call leaves: an effect must have been begun by then. */
  readonly heard: (call: CallLeft) => void;
  /** At every step: what was decided since the last one is held against the checker. */
  readonly step: (now: number, skew: number) => Promise<void>;
  /** Reads the store; `idleSince` is when the last process died or stood still, if none works. */
  readonly look: (now: number, about: Staffing) => Promise<void>;
  readonly broken: readonly Broken[];
  readonly looks: () => number;
};

export type Staffing = {
  /** Since when at least one process has worked without a break; null when none does. */
  readonly staffedSince: number | null;
  /** How far clocks may be apart, in milliseconds. */
  readonly skew: number;
};

/** An order that is due is decided on within so long, whatever becomes of others. */
const decidedWithin = 60_000;

export const newWatch = (database: Database): Watch => {
  const broken: Broken[] = [];
  const said = new Set<string>();
  const begun = newBegun();
  const messages = new Map<string, string>();
  let looks = 0;
  let decisions = 0;

  const tell = (one: Broken): void => {
    const name = `${one.rule} ${one.orderNumber ?? ''} ${one.sentence}`;
    if (said.has(name)) return;
    said.add(name);
    broken.push(one);
  };

  const cursorsAreNotAhead = async (tx: Tx, now: number, skew: number): Promise<void> => {
    const { rows } = await sql<{ feed: string }>`
      select feed from feed where through_at > ${now + skew} or window_to > ${now + skew}`
      .execute(tx);
    for (const { feed } of rows) {
      tell({ at: now, rule: 'cursor', orderNumber: null, sentence: `Feed ${feed} is ahead.` });
    }
  };

  const messagesStayAsTheyAre = async (tx: Tx, now: number): Promise<void> => {
    const { rows } = await sql<{ id: string; number: string; sum: string }>`
      select message_id as id, order_number as number, md5(message.content::text) as sum
        from message join dossier using (order_id)`.execute(tx);
    for (const { id, number, sum } of rows) {
      const before = messages.get(id);
      messages.set(id, before ?? sum);
      if (before === undefined || before === sum) continue;
      tell({
        at: now, rule: 'one id, one message', orderNumber: number,
        sentence: `Message ${id} changed its content.`,
      });
    }
  };

  const nobodyIsForgotten = async (
    tx: Tx, now: number, { staffedSince, skew }: Staffing,
  ): Promise<void> => {
    if (staffedSince === null || now - staffedSince < decidedWithin) return;
    const { rows } = await sql<{ number: string; due: number }>`
      select order_number as number, look_again_at as due from dossier
       where look_again_at < ${now - decidedWithin - skew}`.execute(tx);
    for (const { number, due } of rows) {
      tell({
        at: now, rule: 'stalled', orderNumber: number,
        sentence: `A decision was due at ${new Date(due).toISOString()} and was not made.`,
      });
    }
  };

  /** What was decided since the last step, held against the checker by the facts as they are. */
  const decisionsHold = async (tx: Tx, now: number, skew: number): Promise<void> => {
    const { rows } = await sql<Decided>`
      select newest.id, order_number as number, facts, decision, decided_at as at,
             look_again_at as due
        from dossier join (
          select order_id, max(decision_id) as id from decision
           where decision_id > ${decisions} group by order_id) as newest using (order_id)
       where decision is not null and decided_at is not null
       order by order_number`.execute(tx);
    if (rows.length === 0) return;
    decisions = Math.max(...rows.map((one) => one.id));
    const { policy, circumstances } = await readStandpoint(tx, instant(now));
    for (const { number, facts, decision, at, due } of rows) {
      for (const { code } of decision.exceptions) {
        if (code !== 'gatepass.bug') continue;
        tell({ at, rule: 'bug', orderNumber: number, sentence: JSON.stringify(decision.headline) });
      }
      for (const sentence of openWithoutLimit(decision)) {
        tell({ at, rule: 'limits', orderNumber: number, sentence });
      }
      // Facts that came after the decision are answered by the next one.
      if (due !== null && due <= now + skew) continue;
      for (const one of check(facts, decision, policy, circumstances, instant(at))) {
        tell({
          at, rule: `check ${one.rule}`, orderNumber: number,
          sentence: `${one.says} (${one.severity})`,
        });
      }
    }
  };

  return {
    broken,
    looks: () => looks,
    heard: begun.heard,
    step: (now, skew) => database.transaction((tx) => decisionsHold(tx, now, skew)),
    async look(now, staffing) {
      looks += 1;
      await database.transaction(async (tx) => {
        for (const one of await begun.check(attemptsIn(tx), staffing.skew)) tell(one);
        await cursorsAreNotAhead(tx, now, staffing.skew);
        await messagesStayAsTheyAre(tx, now);
        await nobodyIsForgotten(tx, now, staffing);
      });
    },
  };
};

type Decided = {
  readonly id: number;
  readonly number: string;
  // Both as they were written from these types.
  readonly facts: Dossier;
  readonly decision: Decision;
  readonly at: number;
  readonly due: number | null;
};

/**
 * What waits without a limit and without anybody having been told would wait in silence. In shadow
 * mode nothing is owed yet; the silence of a system is told once, as its connection's trouble, and
 * what a person paused stands on the connection with who and why.
 */
const openWithoutLimit = ({ consignments }: Decision): readonly string[] =>
  consignments.flatMap(({ obligations, exceptions }) =>
    exceptions.length > 0 ? [] : obligations.flatMap(({ kind, state }) =>
      state.is === 'open' && state.limitAt === null && !isToldElsewhere(state.because.is)
        ? [`${kind} waits on ${state.waitsOn} without a limit: ${JSON.stringify(state.because)}`]
        : []));

const isToldElsewhere = (because: string): boolean =>
  because === 'shadow' || because === 'not-answering' || because === 'paused';
