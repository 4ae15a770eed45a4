/** A label does not move goods: that they left the building is a fact of its own. */
import { aboutLeaving } from '../../facts/about-telling.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { later } from '../../model/instant.ts';
import { nextCollection } from '../../policy/calendar.ts';
import type { Case } from '../case.ts';
import { oblige, type Rule } from '../draft.ts';

/** The van may be late; after this long it is taken to have gone without the parcel. */
const collectionGrace = 45 * 60_000;

export const leave: Rule = (at, draft) => {
  const { snapshot, says } = at;
  if (snapshot.dispatch !== null || snapshot.status === 'dispatched') {
    const when = snapshot.dispatch?.at ?? says.since.dispatched ?? says.arrivedAt;
    return oblige(draft, 'leave', { is: 'met', at: when, because: { is: 'left', at: when } });
  }
  const newest = at.labels.at(-1);
  if (newest === undefined) {
    return oblige(draft, 'leave', { is: 'later', because: { is: 'after', what: 'label' } });
  }
  const seen = rulingInForce(at.facts, 'seen-leaving', aboutLeaving(at.facts), at.now);
  if (seen !== null) {
    return oblige(draft, 'leave', {
      is: 'met', at: seen.at, because: { is: 'seen-leaving', at: seen.at, by: seen.by },
    });
  }
  const since = newest.firstSeenAt;
  const collectionAt = collectionFor(at, newest.label.carrier, newest.label.madeAt);
  return oblige(draft, 'leave', {
    is: 'open',
    waitsOn: 'carrier',
    since,
    limitAt: collectionAt === null
      ? later(since, at.limits.labelToCollected)
      : later(collectionAt, collectionGrace),
    because: { is: 'waits-for-collection', collectionAt },
  });
};

const collectionFor = ({ warehouse }: Case, carrier: string, madeAt: Case['now']) =>
  warehouse === null
    ? null
    : nextCollection(warehouse.collections, carrier, warehouse.timeZone, madeAt);
