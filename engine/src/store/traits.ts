/** What was found out about an account: with evidence, when, and with whose consent. */
import type { Tx } from './database.ts';

export type StoredTrait = {
  readonly name: string;
  readonly value: string;
  readonly evidence: string;
  readonly step: string;
  readonly learntAt: number;
  readonly consentedBy: string;
  readonly consentedAt: number;
};

export const readTraits = async (tx: Tx, connection: string): Promise<readonly StoredTrait[]> => {
  const rows = await tx.selectFrom('trait').selectAll()
    .where('connection', '=', connection).orderBy('name').execute();
  return rows.map((row) => ({
    name: row.name, value: row.value, evidence: row.evidence, step: row.step,
    learntAt: row.learnt_at, consentedBy: row.consented_by, consentedAt: row.consented_at,
  }));
};

export const readTrait = async (
  tx: Tx,
  connection: string,
  name: string,
): Promise<string | null> => {
  const row = await tx.selectFrom('trait').select('value')
    .where('connection', '=', connection).where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
};

/** Changes whenever anything new was learnt; whoever holds the connection opens it again then. */
export const traitsAsOf = async (tx: Tx, connection: string): Promise<number> => {
  const row = await tx.selectFrom('trait').select((of) => of.fn.max('learnt_at').as('at'))
    .where('connection', '=', connection).executeTakeFirst();
  return row?.at ?? 0;
};

export const saveTraits = async (
  tx: Tx,
  connection: string,
  traits: readonly StoredTrait[],
): Promise<void> => {
  for (const one of traits) {
    const values = {
      value: one.value, evidence: one.evidence, step: one.step, learnt_at: one.learntAt,
      consented_by: one.consentedBy, consented_at: one.consentedAt,
    };
    await tx.insertInto('trait').values({ connection, name: one.name, ...values })
      .onConflict((clash) => clash.columns(['connection', 'name']).doUpdateSet(values))
      .execute();
  }
};
