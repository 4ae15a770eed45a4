/** Takes in what a look or a reply showed, whoever of the three systems showed it. */
import type { Seen, SeenOfParty } from '../contract/connector.ts';
import type { OrderId } from '../core/model/ids.ts';
import type { Tx } from '../store/database.ts';
import { wake } from '../store/dossiers.ts';
import { forgetLeftOut } from '../store/left-out.ts';
import { storableWhole } from '../store/storable.ts';
import { hearAccount, type HeardAt } from './hear.ts';
import { hearParties } from './hear-parties.ts';
import { leaveOut, recordOf } from './leave-out.ts';
import { inParts, type Care } from './part.ts';

/**
 * Answers the orders that learned something; they are woken. Parted, a record that we trip over is
 * left out, and the others are taken in.
 */
export const hearSeen = async (
  tx: Tx,
  connection: string,
  given: readonly Seen[],
  { care = 'usual', ...at }: HeardAt & { readonly care?: Care },
): Promise<readonly OrderId[]> => {
  // Whatever connector read it: a text that cannot be stored would stop the page for good.
  const seen = storableWhole(given);
  const hear = (some: readonly Seen[]) => hearAll(tx, connection, some, at);
  return care === 'usual' ? hear(seen) : inParts(tx, seen, hear, async (one, fault) => {
    await leaveOut(tx, connection, one, fault, at);
    return [];
  });
};

const hearAll = async (
  tx: Tx,
  connection: string,
  seen: readonly Seen[],
  at: HeardAt,
): Promise<readonly OrderId[]> => {
  const ofParties = seen.filter(isOfParty);
  const inAccount = seen.filter((one) => !isOfParty(one));
  const changed = [
    ...(ofParties.length === 0 ? [] : await hearParties(tx, connection, ofParties, at.now)),
    ...(inAccount.length === 0 ? [] : await hearAccount(tx, connection, inAccount, at)),
  ];
  await wake(tx, await forgetLeftOut(tx, connection, seen.map(recordOf)), at.now);
  return changed;
};

const isOfParty = (seen: Seen): seen is SeenOfParty =>
  seen.kind === 'consignment' || seen.kind === 'channel-order' || seen.kind === 'acknowledgement';
