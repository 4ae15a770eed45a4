import type { Obligation, ObligationKind, Stage } from '../model/decision.ts';
import type { Case } from './case.ts';
import { cancelledBy } from './rules/cancellation.ts';

/** How far the consignment has come, for people: derived from obligations, never stored. */
export const stageOf = (at: Case, obligations: readonly Obligation[]): Stage => {
  const is = (kind: ObligationKind): Obligation['state']['is'] | undefined =>
    obligations.find((one) => one.kind === kind)?.state.is;
  if (cancelledBy(at) !== null) return 'cancelled';
  const channelDone = is('tell-channel') === 'met';
  if (is('leave') === 'met') return channelDone ? 'channel-told' : 'left-the-building';
  if (channelDone) return 'channel-told';
  if (is('tell-warehouse') === 'met') return 'warehouse-told';
  if (is('label') === 'met') return 'labelled';
  if (is('release') === 'met') return 'in-shipstation';
  // Also while something is still to be changed about it there.
  if (is('confirm') === 'met') return at.open.length > 0 ? 'in-shipstation' : 'ready-to-ship';
  return bench(at);
};

const bench = ({ snapshot }: Case): Stage => {
  switch (snapshot.status) {
    case 'received':
    case 'cancelled':
      return 'received';
    case 'allocated':
      return 'allocated';
    case 'picking':
    case 'picked':
    case 'packed':
    case 'dispatched':
      return 'picking';
    default:
      return snapshot.status satisfies never;
  }
};
