/** What stands in ShipStation waits for the shipping desk to make its label. */
import { stoodSince } from '../../facts/releases.ts';
import { later } from '../../model/instant.ts';
import { oblige, type Rule } from '../draft.ts';

export const label: Rule = (at, draft) => {
  const [standing] = at.open;
  const since = stoodSince(at.open);
  const [first] = at.labels;
  if (standing !== undefined && since !== null) {
    const { number, status } = standing.order;
    const isHeld = status.is === 'on-hold';
    return oblige(draft, 'label', {
      is: 'open',
      waitsOn: 'shipping-desk',
      since,
      limitAt: later(since, at.policy.limits.releaseToLabel),
      because: isHeld ? { is: 'on-hold-there', number } : { is: 'waits-for-label', number },
    });
  }
  if (first === undefined) {
    return oblige(draft, 'label', { is: 'later', because: { is: 'after', what: 'release' } });
  }
  return oblige(draft, 'label', {
    is: 'met',
    at: first.firstSeenAt,
    because: {
      is: 'labelled',
      trackingNumbers: at.labels.flatMap((one) => one.label.trackingNumber ?? []),
      carrier: first.label.carrier,
    },
  });
};
