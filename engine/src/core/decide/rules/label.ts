/** What stands in ShipStation waits for the shipping desk to make its label. */
import { standingRelease } from '../../facts/releases.ts';
import { later } from '../../model/instant.ts';
import { oblige, type Rule } from '../draft.ts';

export const label: Rule = (at, draft) => {
  const [first] = at.labels;
  if (first !== undefined) {
    return oblige(draft, 'label', {
      is: 'met',
      at: first.firstSeenAt,
      because: {
        is: 'labelled',
        trackingNumbers: at.labels.flatMap((one) => one.label.trackingNumber ?? []),
        carrier: first.label.carrier,
      },
    });
  }
  const standing = standingRelease(at.facts, 1);
  if (standing === null) {
    return oblige(draft, 'label', { is: 'later', because: { is: 'after', what: 'release' } });
  }
  return oblige(draft, 'label', {
    is: 'open',
    waitsOn: 'shipping-desk',
    since: standing.since,
    limitAt: later(standing.since, at.policy.limits.releaseToLabel),
    because: { is: 'waits-for-label', number: standing.order.number },
  });
};
