/** A channel and its store that do at once what is expected of them. */
import { absorb } from '../../src/core/facts/absorb.ts';
import type { ObligationKind } from '../../src/core/model/decision.ts';
import type { Dossier } from '../../src/core/model/dossier.ts';
import type { ConsignmentId } from '../../src/core/model/ids.ts';
import type { Instant } from '../../src/core/model/instant.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import { channelPolicy, type Policy } from '../../src/core/policy/policy.ts';
import { orderSeen, storeOrder } from './in-shipstation.ts';

/** Payment comes in, the store brings its order, ShipStation tells of every label. */
export const channelCatchesUp = (
  dossier: Dossier,
  id: ConsignmentId,
  kind: ObligationKind,
  policy: Policy,
  at: Instant,
): Dossier => {
  const known = dossier.channelSays?.order;
  if (known?.status === 'pending') {
    return absorb(dossier, { kind: 'channel-says', arrivedAt: at, order: {
      ...known, revision: known.revision + 1, updatedAt: at, status: 'paid',
    } });
  }
  const channel = channelPolicy(policy, dossier.channel);
  if (kind === 'release' && channel?.enters === 'channel') {
    return absorb(dossier, orderSeen(storeOrder, at));
  }
  if (kind !== 'tell-channel' || channel?.toldBy !== 'shipstation') return dossier;
  return Object.values(dossier.consignments[id]?.labels ?? {})
    .map(({ label }): Sighting => ({
      kind: 'label', consignment: id, seenAt: at,
      label: { ...label, channelNotice: { is: 'told' } },
    }))
    .reduce(absorb, dossier);
};
