/** Takes in what a look or a reply showed, whoever of the three systems showed it. */
import type { Seen, SeenOfParty } from '../contract/connector.ts';
import type { OrderId } from '../core/model/ids.ts';
import type { Tx } from '../store/database.ts';
import { storableWhole } from '../store/storable.ts';
import { hearAccount, type HeardAt } from './hear.ts';
import { hearParties } from './hear-parties.ts';

/** Answers the orders that learned something; they are woken. */
export const hearSeen = async (
  tx: Tx,
  connection: string,
  given: readonly Seen[],
  at: HeardAt,
): Promise<readonly OrderId[]> => {
  // Whatever connector read it: a text that cannot be stored would stop the page for good.
  const seen = storableWhole(given);
  const ofParties = seen.filter(isOfParty);
  const inAccount = seen.filter((one) => !isOfParty(one));
  return [
    ...(ofParties.length === 0 ? [] : await hearParties(tx, connection, ofParties, at.now)),
    ...(inAccount.length === 0 ? [] : await hearAccount(tx, connection, inAccount, at)),
  ];
};

const isOfParty = (seen: Seen): seen is SeenOfParty =>
  seen.kind === 'consignment' || seen.kind === 'channel-order' || seen.kind === 'acknowledgement';
