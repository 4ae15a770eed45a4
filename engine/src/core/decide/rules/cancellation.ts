/** A cancelled order owes nothing more; a label on it must be intercepted on the floor. */
import type { Instant } from '../../model/instant.ts';
import type { Case } from '../case.ts';
import { excuse, oblige, raise, type Rule } from '../draft.ts';

export const cancellation: Rule = (at, draft) => {
  const cancelled = cancelledBy(at);
  if (cancelled === null) return draft;
  const because = { is: 'cancelled', by: cancelled.by } as const;
  if (at.labels.length === 0) {
    return excuse(
      draft, ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave'], because);
  }
  const trackingNumbers = at.labels.flatMap(({ label }) => label.trackingNumber ?? []);
  const danger = { is: 'label-on-cancelled', trackingNumbers } as const;
  const raised = raise(draft, 'label.on-cancelled', {
    fault: at.facts.warehouse,
    lines: at.labels.flatMap((one) => one.contents.map(({ line }) => line)),
    since: cancelled.at,
    because: danger,
  });
  const intercepting = oblige(raised, 'leave', {
    is: 'open', waitsOn: 'person', since: cancelled.at, limitAt: null, because: danger,
  });
  return excuse(intercepting, ['confirm', 'release'], because);
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
