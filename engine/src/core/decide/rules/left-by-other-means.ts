/**
 * Goods that left without a label of ours are not released any more; what stands is marked shipped.
 */
import { carrierFromWarehouse } from '../../policy/mapping.ts';
import { looksLikeCarrier } from '../../policy/tracking-shape.ts';
import { voidedLabels } from '../../facts/labels.ts';
import { messagesTo } from '../../facts/messages.ts';
import { sentTakenBack } from '../../facts/sent-otherwise.ts';
import type { StandingOrder } from '../../facts/releases.ts';
import { fingerprint } from '../../facts/fingerprint.ts';
import { later, type Instant } from '../../model/instant.ts';
import type { Reason } from '../../model/reasons.ts';
import { shelfOf, unfetchedChange } from '../change-order.ts';
import { newestWordAt } from '../newest-word.ts';
import { urgencyOf } from '../release-content.ts';
import type { Case } from '../case.ts';
import { excuse, lookAgain, oblige, raise, stop, wish, type Draft, type Rule } from '../draft.ts';
import { pursue } from '../pursue.ts';

export const leftByOtherMeans: Rule = (at, draft) => {
  const { snapshot, says, labels } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  const isOver = draft.obligations.confirm?.is === 'not-owed';
  const everLabelled = labels.length > 0 || voidedLabels(at.facts).length > 0 ||
    at.sent.length > 0 || sentTakenBack(at.facts).length > 0;
  // Said by a person before, of the same goods.
  const isSaid = draft.obligations.leave?.because.is === 'sent-otherwise';
  if (!hasLeft || isOver || isSaid) return draft;
  const carrier = snapshot.dispatch?.carrier ?? null;
  const because = { is: 'left-by-other-means', carrier } as const;
  if (everLabelled) return leftUnderLabel(at, draft, because);
  const leftAt = snapshot.dispatch?.at ?? says.since.dispatched ?? says.arrivedAt;
  const left = oblige({ ...stop(draft), mayStay: null }, 'leave', {
    is: 'met', at: leftAt, because,
  });
  const told = toldByHand(at, excuse(left, ['label', 'tell-warehouse'], because));
  return at.open.length === 0
    ? excuse(told, ['release'], because)
    : at.open.reduce((so, order) => markAsShipped(at, so, order, leftAt), told);
};

/** Nothing more is sent or changed; with the label voided and the order gone, nothing is owed. */
const leftUnderLabel = (at: Case, draft: Draft, because: Reason): Draft => {
  const left = { ...stop(draft), mayStay: null };
  // What was marked as shipped needs no label any more; of the rest one may still appear.
  const unmarked = at.shipped.length - at.marks.length;
  const isStanding = at.outbound.length + at.open.length + unmarked > 0;
  if (isStanding) return left;
  const over = excuse(left, ['release', 'label'], because);
  return messagesTo(at.facts, 'channel').length > 0 ? over : toldByHand(at, over);
};

const toldByHand = (at: Case, draft: Draft): Draft => {
  const { dispatch } = at.snapshot;
  return tellByHand(at, draft, {
    since: at.says.since.dispatched ?? at.says.arrivedAt, carrier: dispatch?.carrier ?? null,
    trackingNumbers: dispatch?.trackingNumbers ?? [],
  });
};

/** Nobody tells a channel of a label that there is not; so a person does. */
export const tellByHand = (
  at: Case,
  draft: Draft,
  { since, carrier, trackingNumbers }: {
    readonly since: Instant;
    readonly carrier: string | null;
    readonly trackingNumbers: readonly string[];
  },
): Draft => {
  const { channel, snapshot } = at;
  if (channel?.toldBy !== 'gatepass' && channel?.toldBy !== 'shipstation') return draft;
  const isToldThere = at.marks.length > 0 &&
    at.marks.every(({ mark }) => mark.channelNotice.is === 'told');
  if (channel.toldBy === 'shipstation' && isToldThere) {
    // Somebody marked it as shipped there, and had the channel told with it.
    return oblige(draft, 'tell-channel', {
      is: 'met', at: since, because: { is: 'told-by-other', by: 'shipstation' },
    });
  }
  const because = { is: 'tell-by-hand', carrier, trackingNumbers } as const;
  return oblige(
    raise(draft, 'channel.untold', { fault: snapshot.channel, since, because }),
    'tell-channel', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
};

/** The order must not stay Awaiting Shipment: somebody would label it again. */
const markAsShipped = (at: Case, draft: Draft, standing: StandingOrder, leftAt: Instant): Draft => {
  const { snapshot, policy, says, warehouse } = at;
  const { order } = standing;
  // Of an unknown warehouse we do not know where its orders stand; that is said already.
  if (warehouse === null) return draft;
  const said = snapshot.dispatch?.carrier ?? null;
  const [trackingNumber] = snapshot.dispatch?.trackingNumbers ?? [];
  const carrier = said === null ? null : carrierFromWarehouse(policy, said);
  const since = says.since.dispatched ?? says.arrivedAt;
  const parts = [
    said === null ? 'a carrier' : carrier === null ? `a mapping for the carrier ${said}` : null,
    trackingNumber === undefined ? 'a tracking number' : null,
  ].filter((part) => part !== null);
  if (carrier === null || trackingNumber === undefined) {
    const looksLike = trackingNumber === undefined ? null : looksLikeCarrier(trackingNumber);
    const because = { is: 'dispatch-lacks', parts, looksLike } as const;
    return oblige(
      raise(draft, 'dispatch.incomplete', { fault: parts.join(', '), since, because }),
      'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
  }
  const content = fingerprint([carrier, trackingNumber]);
  const pursuit = pursue(at, { operation: 'mark-as-shipped', about: order.id, content });
  const because = { is: 'to-mark-as-shipped', number: order.number } as const;
  // They said yes. A look that began afterwards and shows it unchanged says no.
  const isUnheeded = pursuit.is === 'done' && standing.seenAt > pursuit.at;
  if (pursuit.is === 'refused' || isUnheeded) {
    const text = pursuit.is === 'refused' ? pursuit.text : 'it said yes, but nothing changed';
    const refused = { is: 'change-refused', number: order.number, text } as const;
    return oblige(
      raise(draft, 'order.still-awaiting', {
        fault: text, since: pursuit.at, because: refused,
      }),
      'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because: refused });
  }
  const open = oblige(draft, 'release', {
    is: 'open', waitsOn: 'gatepass', since, because,
    limitAt: later(newestWordAt(at), at.limits.readyToRelease),
    ...(pursuit.is === 'done' ? unfetchedChange(at, standing, 'shipped', pursuit.at) : {}),
  });
  return pursuit.is !== 'go'
    ? lookAgain(open, pursuit.is === 'done' ? null : pursuit.until)
    : wish(open, {
        do: 'mark-as-shipped', about: order.id, connection: warehouse.shipstation,
        order: order.id, ...shelfOf(at, standing), carrier, trackingNumber, shippedAt: leftAt,
        urgency: urgencyOf(at, carrier, since),
      });
};
