import { sql } from 'kysely';
import { emptyPolicy, type Policy } from '../core/policy/policy.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** One policy is applied at a time: the next one sees what this one made. */
export const lockPolicy = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('gatepass policy'))`.execute(tx);
};

/** The policy in force; the empty one before the first was applied. */
export const readPolicy = async (tx: Tx): Promise<Policy> => {
  const row = await tx.selectFrom('policy_version').select('policy')
    .orderBy('version', 'desc').limit(1).executeTakeFirst();
  // Written by savePolicy from this type.
  return row === undefined ? emptyPolicy : (row.policy as Policy);
};

/** The newest policy that knew both; null where none ever did. */
export const readLastPolicyWith = async (
  tx: Tx,
  { warehouse, channel }: { readonly warehouse: string; readonly channel: string },
): Promise<Policy | null> => {
  const row = await tx.selectFrom('policy_version').select('policy')
    .where(sql<boolean>`policy->'warehouses' ? ${warehouse} and policy->'channels' ? ${channel}`)
    .orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : (row.policy as Policy);
};

export const readPolicyVersion = async (tx: Tx): Promise<number> => {
  const row = await tx.selectFrom('policy_version')
    .select((eb) => eb.fn.max('version').as('version')).executeTakeFirst();
  return row?.version ?? 0;
};

/** The document as it was applied, secrets left as `${NAME}`; null before the first. */
export const readPolicyDocument = async (
  tx: Tx,
): Promise<{ version: number; document: unknown; appliedAt: number; appliedBy: string } | null> => {
  const row = await tx.selectFrom('policy_version').selectAll()
    .orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : {
    version: row.version, document: row.document, appliedAt: row.applied_at,
    appliedBy: row.applied_by,
  };
};

/** Which versions were applied from an instant on, oldest first. */
export const policiesSince = async (
  tx: Tx,
  since: number,
): Promise<readonly { version: number; appliedAt: number; appliedBy: string }[]> => {
  const rows = await tx.selectFrom('policy_version').select(['version', 'applied_at', 'applied_by'])
    .where('applied_at', '>=', since).orderBy('version').execute();
  return rows.map((row) => ({
    version: row.version, appliedAt: row.applied_at, appliedBy: row.applied_by,
  }));
};

export const savePolicy = async (
  tx: Tx,
  policy: Policy,
  document: unknown,
  applied: { at: number; by: string },
): Promise<void> => {
  await tx
    .insertInto('policy_version')
    .values({
      version: policy.version, document: json(document), policy: json(policy),
      applied_at: applied.at, applied_by: applied.by,
    })
    .execute();
};

/** Every version that is kept, oldest first. */
export const readPolicyVersions = (
  tx: Tx,
): Promise<readonly { version: number; document: unknown; policy: unknown }[]> =>
  tx.selectFrom('policy_version').select(['version', 'document', 'policy'])
    .orderBy('version').execute();

/** Writes a version anew in the same meaning. */
export const rewritePolicyVersion = async (
  tx: Tx,
  version: number,
  { document, policy }: { readonly document: unknown; readonly policy: unknown },
): Promise<void> => {
  await tx.updateTable('policy_version').set({ document: json(document), policy: json(policy) })
    .where('version', '=', version).execute();
};

export const saveSecret = async (
  tx: Tx,
  name: string,
  sealed: string,
  at: number,
): Promise<void> => {
  await tx
    .insertInto('secret')
    .values({ name, sealed, written_at: at })
    .onConflict((clash) => clash.column('name').doUpdateSet({ sealed, written_at: at }))
    .execute();
};

/** When the value of each secret was last changed; a value that stays the same keeps its time. */
export const readSecretTimes = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.selectFrom('secret').select(['name', 'written_at']).execute();
  return new Map(rows.map((row) => [row.name, row.written_at]));
};

export const readSecrets = async (tx: Tx): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.selectFrom('secret').select(['name', 'sealed']).execute();
  return new Map(rows.map((row) => [row.name, row.sealed]));
};
