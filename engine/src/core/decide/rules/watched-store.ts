/**
 * Where a store brings orders into ShipStation by itself, the gate is watched: parked, then let go.
 */
import { attemptsOf } from '../../facts/attempts.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { openUnits, stoodSince, type StandingOrder } from '../../facts/releases.ts';
import { totalOf, without } from '../../facts/units.ts';
import { urgencyOf } from '../release-content.ts';
import type { Case } from '../case.ts';
import { later, type Instant } from '../../model/instant.ts';
import { lookAgain, oblige, raise, wish, type Draft, type Rule } from '../draft.ts';
import { pursue } from '../pursue.ts';
import { cancelledBy } from './cancellation.ts';

export const watchedStore: Rule = (at, draft) => {
  if (at.channel?.enters !== 'channel' || draft.obligations.release !== undefined) return draft;
  const closedAt = at.labels[0]?.firstSeenAt ?? stoodSince(at.shipped);
  if (closedAt !== null && at.open.length === 0) {
    return oblige(draft, 'release', {
      is: 'met', at: closedAt,
      because: { is: 'in-shipstation', number: at.dossier.orderNumber },
    });
  }
  const [order] = at.open;
  if (order === undefined) {
    return oblige(draft, 'release', {
      is: 'open', waitsOn: 'channel', since: at.says.since.received ?? at.says.arrivedAt,
      limitAt: null, because: { is: 'waits-for-store' },
    });
  }
  // We do not change what a store brought in; so all of it has to be there.
  const due = without(draft.mayRelease, at.spokenFor);
  const isGateOpen = totalOf(due) > 0 && totalOf(without(openUnits(at.open), due)) === 0;
  // Of the parts of a split, the one that still has to be changed.
  return isGateOpen
    ? letGo(at, draft, at.open.find((one) => isParkedByUs(at, one)) ?? order)
    : park(at, draft, at.open.find((one) => one.order.status.is !== 'on-hold') ?? order);
};

/** The orders feed comes round within two minutes. */
const feedIsDue = 60_000;

const parkedByUs = ({ facts }: Case, { order }: StandingOrder) =>
  attemptsOf(facts, 'park-order', order.id).findLast((one) => one.outcome?.is === 'done') ?? null;

const isParkedByUs = (at: Case, standing: StandingOrder): boolean =>
  standing.order.status.is === 'on-hold' && parkedByUs(at, standing) !== null;

const park = (at: Case, draft: Draft, standing: StandingOrder): Draft => {
  const { order, seenAt } = standing;
  const { number } = order;
  if (order.status.is === 'on-hold') return parkedUntil(at, draft, standing);
  const parked = parkedByUs(at, standing);
  const parkedAt = parked?.outcome?.at ?? null;
  // Seen off hold by a look that began after we had parked it: somebody let it go.
  const isUnparked = parkedAt !== null && seenAt > parkedAt;
  const raised = isUnparked ? raise(draft, 'order.unparked', {
    fault: at.snapshot.channel, since: seenAt, because: { is: 'unparked-early', number },
  }) : draft;
  return ask(at, raised, standing, 'park-order', { is: 'to-park', number }, isUnparked);
};

/** On hold, and what has to happen before it may go. */
const parkedUntil = (at: Case, draft: Draft, { order, firstSeenAt }: StandingOrder): Draft => {
  const { number } = order;
  const open = { is: 'open', since: firstSeenAt, limitAt: null } as const;
  const byHand = (since: Instant): Draft => {
    const because = { is: 'amend-barred', number, by: 'store' } as const;
    return oblige(
      raise(draft, 'order.unchangeable', { fault: at.snapshot.channel, since, because }),
      'release', { ...open, waitsOn: 'person', since, because });
  };
  const cancelled = cancelledBy(at);
  if (cancelled !== null) return byHand(cancelled.at);
  const parked = { is: 'parked', number } as const;
  if (draft.obligations.confirm?.is === 'open') {
    return oblige(draft, 'release', { ...open, waitsOn: 'warehouse', because: parked });
  }
  if (at.dossier.channelSays?.order.status === 'pending') {
    return oblige(draft, 'release', { ...open, waitsOn: 'channel', because: { is: 'not-paid' } });
  }
  // The goods are there; what keeps it back is with a person, by a hold or by an exception.
  const ruling = rulingInForce(at.facts, 'hold', null, at.now);
  if (ruling !== null) {
    return oblige(draft, 'release', {
      ...open, waitsOn: 'person', since: ruling.at,
      because: { is: 'held', by: ruling.by, why: ruling.why, until: ruling.until },
    });
  }
  const [trouble] = draft.exceptions.toReversed();
  return trouble === undefined ? byHand(at.says.arrivedAt) : oblige(draft, 'release', {
    ...open, waitsOn: 'person', since: trouble.since, because: trouble.because,
  });
};

const letGo = (at: Case, draft: Draft, standing: StandingOrder): Draft => {
  const { order, firstSeenAt } = standing;
  const { number } = order;
  // A hold that we did not set is not ours to lift.
  if (isParkedByUs(at, standing)) {
    return ask(at, draft, standing, 'unpark-order', { is: 'to-unpark', number }, false);
  }
  return oblige(draft, 'release', {
    is: 'met', at: firstSeenAt, because: { is: 'watched', number },
  });
};

const ask = (
  at: Case,
  draft: Draft,
  { order, firstSeenAt, seenAt }: StandingOrder,
  operation: 'park-order' | 'unpark-order',
  because: { readonly is: 'to-park' | 'to-unpark'; readonly number: string },
  isAnew: boolean,
): Draft => {
  if (at.warehouse === null) return draft;
  const pursuit = pursue(at, { operation, about: order.id, content: order.id });
  if (pursuit.is === 'refused') {
    const refused = { is: 'change-refused', number: order.number, text: pursuit.text } as const;
    return oblige(
      raise(draft, 'order.refused', { fault: pursuit.text, since: pursuit.at, because: refused }),
      'release',
      { is: 'open', waitsOn: 'person', since: pursuit.at, limitAt: null, because: refused });
  }
  const open = oblige(draft, 'release', {
    is: 'open', waitsOn: 'gatepass', since: firstSeenAt, limitAt: null, because,
  });
  const mayAsk = pursuit.is === 'go' || (pursuit.is === 'done' && isAnew && seenAt > pursuit.at);
  if (!mayAsk) return lookAgain(
    open, pursuit.is === 'done' ? later(at.now, feedIsDue) : pursuit.until);
  return wish(open, {
    do: operation, about: order.id, connection: at.warehouse.shipstation, order: order.id,
    urgency: urgencyOf(at, null, firstSeenAt),
  });
};
