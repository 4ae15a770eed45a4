/** A change after the release is carried into ShipStation, in the fields that are ours. */
import { understandAddress } from '../../facts/address.ts';
import { attemptsOf } from '../../facts/attempts.ts';
import { fingerprint } from '../../facts/fingerprint.ts';
import { isOfAnother, openUnits, type StandingOrder } from '../../facts/releases.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { parcelOfOrder } from '../../facts/parcels.ts';
import { carriesOthers, sameUnits, totalOf, unitsOf, within, without } from '../../facts/units.ts';
import { shipStationOrderId } from '../../model/ids.ts';
import type { ShipStationOrder } from '../../model/shipstation.ts';
import { changeOrder } from '../change-order.ts';
import { newestWordAt } from '../newest-word.ts';
import { isAddressConfirmed, readyRelease, urgencyOf } from '../release-content.ts';
import type { Case } from '../case.ts';
import { oblige, raise, type Draft, type Rule } from '../draft.ts';

export const amend: Rule = (at, draft) => amendOpen(at, movedAfterLabel(at, draft));

/** A label is already on its way to the old address: only a person can still turn it round. */
const movedAfterLabel = (at: Case, draft: Draft): Draft => {
  const hasLeft = at.snapshot.dispatch !== null || at.snapshot.status === 'dispatched';
  const [label] = at.labels;
  const known = label === undefined ? undefined : at.facts.orders[label.label.order ?? none];
  const isOver = draft.obligations.confirm?.is === 'not-owed';
  if (known === undefined || hasLeft || isOver || !isMoved(at, known.order)) return draft;
  return raise(draft, 'order.unchangeable', {
    fault: 'label',
    since: at.says.arrivedAt,
    because: { is: 'amend-barred', number: known.order.number, by: 'label' },
  });
};

const none = shipStationOrderId('none');

/** Whether the address that was sent last is no longer the one to send. */
const isMoved = (at: Case, order: ShipStationOrder): boolean => {
  const sent = [
    ...attemptsOf(at.facts, 'create-order', order.key ?? ''),
    ...attemptsOf(at.facts, 'amend-order', order.id),
  ].findLast((one) => one.sentTo !== undefined && one.outcome?.is === 'done');
  const understood = understandAddress(at.snapshot.shipTo, isAddressConfirmed(at));
  return sent?.sentTo !== undefined && understood.is === 'complete' &&
    sent.sentTo !== fingerprint(understood.address);
};

const amendOpen: Rule = (at, draft) => {
  const [first, second] = at.open;
  const isWatched = at.channel?.enters === 'channel';
  const isDue = draft.mayStay !== null && totalOf(draft.mayStay) > 0;
  if (first === undefined || !isDue || isWatched || draft.obligations.release !== undefined) {
    return draft;
  }
  const parcel = parcelOfOrder(at, first.order);
  const rest = without(draft.mayStay ?? new Map(), at.spokenFor);
  const due = parcel === null ? rest : within(rest, unitsOf(parcel.lines));
  const isMore = at.snapshot.lines.some((one) =>
    (openUnits(at.open).get(one.line) ?? 0) > (due.get(one.line) ?? 0));
  // One part of a split may be labelled already: what is left is still a part.
  const isPart = second !== undefined || isSplit(at, first) || isPartlyLabelled(at, first);
  if (isPart) {
    return isMore || isMoved(at, first.order) ? barred(at, draft, first, 'split') : draft;
  }
  const ready = readyRelease(at, first.release ?? 1, due, parcel);
  if (ready === null || !isChanged(at, first, ready.content, isMore, sameUnits(first.units, due))) {
    return draft;
  }
  if (carriesOthers(at.facts, first)) return barred(at, draft, first, 'combined');
  if (!mayChange(at, first)) return barred(at, draft, first, 'adopted');
  const content = fingerprint(ready.content);
  const { number } = first.order;
  return changeOrder(at, draft, first, {
    operation: 'amend-order',
    content,
    since: newestWordAt(at),
    because: { is: 'to-amend', number },
    underWay: { is: 'amend-under-way', number },
    action: {
      do: 'amend-order', about: first.order.id, connection: ready.connection,
      order: first.order.id, release: ready.content,
      urgency: urgencyOf(at, ready.content.carrier, at.says.arrivedAt),
    },
  });
};

/** Ours; or another program's, and a person said that Gatepass may change it. */
export const mayChange = (at: Case, standing: StandingOrder): boolean =>
  !isOfAnother(standing) ||
  rulingInForce(at.facts, 'change-adopted', standing.order.id, at.now) !== null;

const isSplit = ({ releases }: Case, { release, order }: StandingOrder): boolean =>
  order.splitFrom !== null ||
  (releases.find((one) => one.number === release)?.orders.length ?? 0) > 1;

/** Of what ShipStation fetched it says nothing, but that a part has its label. */
const isPartlyLabelled = ({ labels }: Case, { order }: StandingOrder): boolean =>
  order.shelf !== undefined && labels.some(({ label }) => label.order === order.id);

/**
 * Something else would be sent now than was sent last; or more stands there than may. What the
 * desk changed in fields of its own is no reason.
 */
const isChanged = (
  { facts }: Case,
  { order, release, seenAt }: StandingOrder,
  content: NonNullable<ReturnType<typeof readyRelease>>['content'],
  isMore: boolean,
  isSame: boolean,
): boolean => {
  const sent = [
    ...(release === null ? [] : attemptsOf(facts, 'create-order', content.key)),
    ...attemptsOf(facts, 'amend-order', order.id),
  ].toSorted((one, other) => one.begunAt - other.begunAt);
  const done = sent.findLast((one) => one.outcome?.is === 'done');
  if (isMore) return true;
  // Seen there without an answer of ours, or adopted: only its quantities are compared.
  if (done === undefined) return !isSame;
  // They said yes; it counts when a look that began afterwards has shown it.
  const isUnseen = done.operation === 'amend-order' && done.outcome !== null &&
    seenAt < done.outcome.at;
  return isUnseen || done.content !== fingerprint(content);
};

export const barred = (
  at: Case,
  draft: Draft,
  { order }: StandingOrder,
  by: 'split' | 'combined' | 'adopted',
): Draft => {
  const since = at.says.arrivedAt;
  const because = { is: 'amend-barred', number: order.number, by } as const;
  return oblige(
    raise(draft, 'order.unchangeable', { fault: by, since, because }),
    'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
};
