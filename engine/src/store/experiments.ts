/** Steps of experiments that people have consented to, and what was found out by them. */
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type StoredStep = {
  readonly step: string;
  readonly consentedBy: string;
  readonly consentedAt: number;
  readonly state: 'waiting' | 'underway' | 'over';
  readonly progress: string | null;
  readonly isBegun: boolean;
  readonly goOnAt: number;
  readonly calls: number;
  readonly words: string | null;
  readonly found: StepEnd | null;
  readonly endedAt: number | null;
};

/** What is kept of how a step ended; what was learnt stands with the traits. */
export type StepEnd = {
  readonly notLearnt: readonly { readonly name: string; readonly why: string }[];
  readonly sentences: readonly string[];
};

export const readSteps = async (tx: Tx, connection: string): Promise<readonly StoredStep[]> => {
  const rows = await tx.selectFrom('experiment').selectAll()
    .where('connection', '=', connection).orderBy('position').execute();
  return rows.map((row) => ({
    step: row.step, consentedBy: row.consented_by, consentedAt: row.consented_at,
    state: row.state, progress: row.progress, isBegun: row.is_begun, goOnAt: row.go_on_at,
    calls: row.calls, words: row.words, endedAt: row.ended_at,
    // Written by endStep from this type.
    found: row.found as StepEnd | null,
  }));
};

/** A consent given again to a step that is over begins it anew; one that goes on goes on. */
export const saveConsent = async (
  tx: Tx,
  connection: string,
  step: { readonly step: string; readonly position: number },
  consent: { readonly by: string; readonly at: number },
): Promise<void> => {
  const fresh = {
    position: step.position, consented_by: consent.by, consented_at: consent.at,
    state: 'waiting' as const, progress: null, is_begun: false, go_on_at: consent.at, calls: 0,
    words: null, found: null, ended_at: null,
  };
  await tx
    .insertInto('experiment')
    .values({ connection, step: step.step, ...fresh })
    .onConflict((clash) => clash.columns(['connection', 'step']).doUpdateSet(fresh)
      .where('experiment.state', '=', 'over'))
    .execute();
};

/** Committed before the turn's call leaves. */
export const beginTurn = async (tx: Tx, connection: string, step: string): Promise<void> => {
  await tx.updateTable('experiment').set({ state: 'underway', is_begun: true })
    .where('connection', '=', connection).where('step', '=', step).execute();
};

export const endTurn = async (
  tx: Tx,
  connection: string,
  step: string,
  turn: {
    readonly progress: string; readonly goOnAt: number; readonly calls: number;
    readonly words: string | null;
  },
): Promise<void> => {
  await tx.updateTable('experiment')
    .set((row) => ({
      progress: turn.progress, go_on_at: turn.goOnAt, words: turn.words, is_begun: false,
      calls: row('calls', '+', turn.calls),
    }))
    .where('connection', '=', connection).where('step', '=', step).execute();
};

export const endStep = async (
  tx: Tx,
  connection: string,
  step: string,
  end: { readonly found: StepEnd; readonly at: number },
): Promise<void> => {
  await tx.updateTable('experiment')
    .set({
      state: 'over', progress: null, is_begun: false, words: null, found: json(end.found),
      ended_at: end.at,
    })
    .where('connection', '=', connection).where('step', '=', step).execute();
};

/** For a connection that is another one now, or none any more. */
export const forgetExperiments = async (tx: Tx, connection: string): Promise<void> => {
  await tx.deleteFrom('experiment').where('connection', '=', connection).execute();
  await tx.deleteFrom('trait').where('connection', '=', connection).execute();
};
