/** Where people may prove who they are, instead of a password here. One at most. */
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type StoredProvider = {
  /** On the button. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
  /** Whether an address counts that the provider does not say it has checked. */
  readonly trustsUnverified: boolean;
  readonly changedAt: number;
  readonly changedBy: string;
};

/** People stay bound to it when its settings change: it is the one that there is. */
export const providerId = 'provider';

export const readProvider = async (tx: Tx): Promise<StoredProvider | null> => {
  const row = await tx.selectFrom('sign_in_provider').selectAll().executeTakeFirst();
  return row === undefined ? null : {
    name: row.name, issuer: row.issuer, clientId: row.client_id,
    sealedSecret: row.sealed_secret, trustsUnverified: row.trusts_unverified,
    changedAt: row.changed_at, changedBy: row.changed_by,
  };
};

export const saveProvider = async (tx: Tx, provider: StoredProvider): Promise<void> => {
  const values = {
    name: storable(provider.name), issuer: provider.issuer, client_id: provider.clientId,
    sealed_secret: provider.sealedSecret, trusts_unverified: provider.trustsUnverified,
    changed_at: provider.changedAt, changed_by: storable(provider.changedBy),
  };
  await tx.insertInto('sign_in_provider').values({ provider_id: providerId, ...values })
    .onConflict((clash) => clash.column('provider_id').doUpdateSet(values)).execute();
};

/** Takes it away, with who was who there: another issuer's numbers may be somebody else's. */
export const forgetProvider = async (tx: Tx): Promise<void> => {
  await tx.deleteFrom('sign_in_provider').execute();
  await tx.deleteFrom('person_account').where('provider_id', '=', providerId).execute();
};
