/** Takes in that a party has taken in some of our messages: the read-back of what it was told. */
import { consignmentId, messageId, orderId, type OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { lockDossiers } from '../store/dossiers.ts';
import { findMessage, saveAcknowledged, type StoredMessage } from '../store/messages.ts';
import { takeAll } from './hear.ts';

/** Only messages to parties on this connection count; answers the orders that learned something. */
export const hearAcknowledged = async (
  tx: Tx,
  { policy, connection, acknowledged }: {
    readonly policy: Policy; readonly connection: string; readonly acknowledged: readonly string[];
  },
  now: Instant,
): Promise<readonly OrderId[]> => {
  const found = new Map<string, StoredMessage>();
  for (const id of new Set(acknowledged)) {
    const message = await findOf(tx, policy, connection, id);
    if (message !== null) found.set(id, message);
  }
  const orders = [...new Set([...found.values()].map((one) => orderId(one.order)))];
  const stored = await lockDossiers(tx, orders);
  for (const id of found.keys()) await saveAcknowledged(tx, id, now);
  return takeAll(tx, orders.flatMap((order) => {
    const dossier = stored.get(order)?.dossier;
    return dossier === undefined ? [] : [{
      dossier,
      sightings: [...found].filter(([, one]) => one.order === order).map(([id, one]) => ({
        kind: 'acknowledged' as const, consignment: consignmentId(one.consignment),
        message: messageId(id), at: now,
      })),
    }];
  }), now);
};

const findOf = async (
  tx: Tx, { warehouses, channels }: Policy, connection: string, id: string,
): Promise<StoredMessage | null> => {
  for (const [party, all] of [['warehouse', warehouses], ['channel', channels]] as const) {
    for (const [name, one] of Object.entries(all)) {
      const message = one.connection === connection
        ? await findMessage(tx, party, name, id) : null;
      if (message !== null) return message;
    }
  }
  return null;
};
