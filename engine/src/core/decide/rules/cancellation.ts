/** A cancelled order owes nothing more; a label on it must be intercepted on the floor. */
import type { Instant } from '../../model/instant.ts';
import type { Case } from '../case.ts';
import { excuse, oblige, raise, takeOut, type Rule } from '../draft.ts';

export const cancellation: Rule = (at, draft) => {
  const cancelled = cancelledBy(at);
  if (cancelled === null || draft.obligations.confirm?.is === 'not-owed') return draft;
  const because = { is: 'cancelled', by: cancelled.by } as const;
  const out = excuse(takeOut(draft), ['confirm'], because);
  // While something still stands in ShipStation, taking it out is what is owed.
  const released = at.open.length === 0 ? excuse(out, ['release'], because) : out;
  if (at.outbound.length === 0) return excuse(released, ['label', 'leave'], because);
  const trackingNumbers = at.outbound.flatMap(({ label }) => label.trackingNumber ?? []);
  const hasLeft = at.snapshot.dispatch !== null || at.snapshot.status === 'dispatched' ||
    // Gone by a person's word, with no label of ours to stop.
    at.labels.length === 0;
  const danger = {
    is: hasLeft ? 'cancelled-after-leaving' : 'label-on-cancelled', trackingNumbers,
  } as const;
  const raised = raise(released, 'label.on-cancelled', {
    fault: at.facts.warehouse,
    lines: at.outbound.flatMap((one) => one.contents.map(({ line }) => line)),
    since: cancelled.at,
    because: danger,
  });
  return hasLeft ? raised : oblige(raised, 'leave', {
    is: 'open', waitsOn: 'person', since: cancelled.at, limitAt: null, because: danger,
  });
};

export const cancelledBy = (
  { dossier, says, snapshot }: Case,
): { readonly by: 'warehouse' | 'channel'; readonly at: Instant } | null => {
  if (snapshot.status === 'cancelled') {
    return { by: 'warehouse', at: says.since.cancelled ?? says.arrivedAt };
  }
  const { channelSays } = dossier;
  return channelSays?.order.status === 'cancelled'
    ? { by: 'channel', at: channelSays.arrivedAt }
    : null;
};
