/** What the gate has confirmed is created in ShipStation once, under one key of its own. */
import { fingerprint } from '../../facts/fingerprint.ts';
import { askedFor } from '../../facts/parcels.ts';
import { stoodSince, type StandingOrder } from '../../facts/releases.ts';
import { totalOf, without } from '../../facts/units.ts';
import type { ReleaseContent } from '../../model/decision.ts';
import { later, latest, type Instant } from '../../model/instant.ts';
import { fetchedWithin } from '../../policy/limits.ts';
import { newestWordAt } from '../newest-word.ts';
import { readyRelease, urgencyOf, type Ready } from '../release-content.ts';
import type { Case } from '../case.ts';
import { lookAgain, oblige, raise, wish, type Draft, type Rule } from '../draft.ts';
import { pursue } from '../pursue.ts';
import { isBenchWaiting } from '../parcels.ts';

export const release: Rule = (at, draft) => {
  if (draft.obligations.release !== undefined) return draft;
  const [standing] = at.open;
  const since = stoodSince(at.open);
  if (standing?.order.shelf !== undefined) return onShelf(at, draft, standing);
  if (standing !== undefined && since !== null) {
    return oblige(draft, 'release', {
      is: 'met', at: since, because: { is: 'in-shipstation', number: standing.order.number },
    });
  }
  const due = without(draft.mayRelease, at.spokenFor);
  const confirm = draft.obligations.confirm;
  const ready = readyRelease(at, nextNumber(at), due, draft.parcel);
  if (confirm?.is === 'met' && ready !== null) {
    // After a first release it is the newest word of the warehouse that made another one due.
    // A parcel's goods were never in the order of another parcel, so no part of one holds them.
    if (draft.parcel === null && mayStandUnseen(at)) return lookFirst(at, draft, ready);
    const dueAt = at.releases.length > 0 ? at.says.arrivedAt : confirm.at;
    return carryOn(at, draft, ready, dueAt, turnOf(at, draft));
  }
  const stoodAt = at.labels[0]?.firstSeenAt ?? stoodSince(at.shipped);
  const number = at.shipped[0]?.order.number ?? at.labels[0]?.label.orderNumber ?? null;
  return oblige(draft, 'release', stoodAt !== null && totalOf(due) === 0
    ? {
        is: 'met', at: stoodAt,
        because: { is: 'in-shipstation', number: number ?? at.dossier.orderNumber },
      }
    : { is: 'later', because: { is: 'after', what: 'confirm' } });
};

/** ShipStation comes for it: that it did is all that can be known before there is a label. */
const onShelf = (at: Case, draft: Draft, { order, firstSeenAt }: StandingOrder): Draft => {
  const { number, shelf } = order;
  const fetchedAt = shelf?.fetchedAt ?? null;
  return oblige(draft, 'release', fetchedAt !== null
    ? { is: 'met', at: fetchedAt, because: { is: 'fetched', number, at: fetchedAt } }
    : {
        is: 'open', waitsOn: 'shipping-desk', since: firstSeenAt,
        limitAt: later(firstSeenAt, fetchedWithin(at.limits)),
        because: { is: 'waits-for-fetch', number },
      });
};

/** Since when it can go: a parcel's turn comes with the bench's word, and after the one before. */
const turnOf = (at: Case, { parcel }: Draft): Instant => {
  const since = newestWordAt(at);
  if (parcel === null) return since;
  return latest(
    since, askedFor(at, parcel.reference), ...at.labels.map((one) => one.firstSeenAt)) ?? since;
};

/**
 * What a labelled order holds no more may stand in a part that people split off, and that only a
 * look at orders begun since then can show.
 */
const mayStandUnseen = ({ shipped, labels, contact, channel }: Case): boolean => {
  // An account without its API shows no order, ever: there is nothing to look for.
  if (channel?.enters === 'custom-store' && contact.ordersThrough === null) return false;
  const newest = latest(
    ...shipped.map((one) => one.seenAt), ...labels.map((one) => one.firstSeenAt));
  return newest !== null && (contact.ordersThrough === null || contact.ordersThrough < newest);
};

/** The look wakes nobody when it shows nothing new, so that we ask again by ourselves. */
const lookFirst = (at: Case, draft: Draft, { content }: Ready): Draft => {
  const since = newestWordAt(at);
  return lookAgain(
    oblige(draft, 'release', {
      is: 'open', waitsOn: 'gatepass', since,
      limitAt: later(since, at.limits.readyToRelease),
      because: { is: 'to-release', units: unitsIn(content) },
    }),
    later(at.now, lookEvery));
};

const lookEvery = 15_000;

/**
 * A release that never came to stand is tried again under its key; after one that did, the next.
 */
const nextNumber = ({ releases }: Case): number => {
  const newest = releases.at(-1);
  if (newest === undefined) return 1;
  return newest.orders.length === 0 ? newest.number : newest.number + 1;
};

/** Not there yet: wish for it, wait for an answer, or look before repeating. */
const carryOn = (
  at: Case,
  draft: Draft,
  { connection, content }: Ready,
  dueAt: Instant,
  since: Instant,
): Draft => {
  const limitAt = later(since, at.limits.readyToRelease);
  const open = { is: 'open', waitsOn: 'gatepass', since, limitAt } as const;
  const pursuit = pursue(at, {
    operation: 'create-order', about: content.key, content: fingerprint(content),
  });
  switch (pursuit.is) {
    case 'go':
      return wish(
        oblige(draft, 'release', {
          ...open, because: { is: 'to-release', units: unitsIn(content) },
        }),
        {
          do: 'create-order', about: content.key, connection, release: content,
          urgency: {
            ...urgencyOf(at, content.carrier, dueAt),
            ...(isBenchWaiting(at) ? { isAwaited: true as const } : {}),
          },
        });
    case 'under-way':
      return lookAgain(
        oblige(draft, 'release', { ...open, because: { is: 'release-under-way' } }), pursuit.until);
    case 'done':
      // Their answer named no order, so the feed has to show it.
      return oblige(draft, 'release', { ...open, because: { is: 'release-under-way' } });
    case 'looking':
      return lookAgain(
        oblige(draft, 'release', { ...open, because: { is: 'release-unanswered' } }),
        pursuit.until);
    case 'refused': {
      const because = { is: 'order-refused', text: pursuit.text } as const;
      const raised = raise(draft, 'order.refused', {
        fault: pursuit.text, since: pursuit.at, because,
      });
      return oblige(raised, 'release', {
        is: 'open', waitsOn: 'person', since: pursuit.at, limitAt: null, because,
      });
    }
    default:
      return pursuit satisfies never;
  }
};

const unitsIn = (content: ReleaseContent): number =>
  content.lines.reduce((sum, one) => sum + one.quantity, 0);
