/**
 * What two faces of one ShipStation account show of the same thing is one thing. An order on our
 * shelf and the order that ShipStation made of it; a label by ShipStation's notice and the same
 * label in its list. Facts keep both as they were heard; whoever reads them reads one of them.
 */
import type { ConsignmentFacts, Dossier, LabelSighting, OrderSighting } from '../model/dossier.ts';
import { readKey, type LabelId, type ShipStationOrderId } from '../model/ids.ts';
import { earliest } from '../model/instant.ts';
import type { Label, ShipStationOrder } from '../model/shipstation.ts';

/** The consignments of an order, each thing of theirs once. */
export const consignmentsOf = (dossier: Dossier): readonly ConsignmentFacts[] =>
  Object.values(dossier.consignments).map(withOneIdentity);

/** The facts themselves where neither our shelf nor a notice was ever used. */
export const withOneIdentity = (facts: ConsignmentFacts): ConsignmentFacts => {
  const shelved = Object.values(facts.orders).filter(({ order }) => order.shelf !== undefined);
  const noticed = Object.values(facts.labels).filter(({ label }) => label.isNoticed === true);
  if (shelved.length === 0 && noticed.length === 0) return facts;
  const orders = shelved.reduce((so, { order }) => {
    const shown = shownAs(facts, order);
    return shown === null ? so : so.set(order.id, shown.order.id);
  }, new Map<ShipStationOrderId, ShipStationOrderId>());
  const moved = noticed.map((one) => onOrder(one, orders))
    .toSorted((one, other) => Number(isBare(one.label)) - Number(isBare(other.label)));
  const labels = moved.reduce((so, { label }) => {
    const listed = listedAs(facts, label);
    return listed === null ? so : so.set(label.id, listed.label.id);
  }, new Map<LabelId, LabelId>());
  return {
    ...facts,
    orders: Object.fromEntries(
      Object.entries(facts.orders).filter(([, { order }]) => !orders.has(order.id))),
    labels: labelsOf(facts, moved, labels),
    messages: Object.fromEntries(Object.entries(facts.messages).map(([id, message]) => [id, {
      ...message,
      labels: message.labels.map((one) => labels.get(one) ?? one),
      voids: message.voids.map((one) => labels.get(one) ?? one),
    }])),
  };
};

/** The order that ShipStation made of what it fetched: of several parts the one they came from. */
const shownAs = (facts: ConsignmentFacts, shelved: ShipStationOrder): OrderSighting | null =>
  Object.values(facts.orders)
    .filter(({ order }) => order.shelf === undefined && (order.key === shelved.key ||
      // Should it give its orders keys of its own, the number is what is left.
      (order.number === shelved.number && !isOurs(order.key))))
    .toSorted((one, other) =>
      Number(one.order.splitFrom !== null) - Number(other.order.splitFrom !== null) ||
      one.firstSeenAt - other.firstSeenAt || (one.order.id < other.order.id ? -1 : 1))[0] ?? null;

const isOurs = (key: string | null): boolean => key !== null && readKey(key) !== null;

const onOrder = (
  sighting: LabelSighting,
  orders: ReadonlyMap<ShipStationOrderId, ShipStationOrderId>,
): LabelSighting => {
  const { order } = sighting.label;
  const shown = order === null ? undefined : orders.get(order);
  return shown === undefined
    ? sighting : { ...sighting, label: { ...sighting.label, order: shown } };
};

/** The same number on the same order is the same parcel. */
const listedAs = (facts: ConsignmentFacts, noticed: Label): LabelSighting | null => {
  const ofOrder = Object.values(facts.labels).filter(({ label }) => !label.isReturn &&
    (label.order === noticed.order || label.orderKey === noticed.orderKey));
  const same = isBare(noticed)
    ? ofOrder.filter(({ label }) => !isBare(label))
    : ofOrder.filter(({ label }) => label.isNoticed !== true && noticed.trackingNumber !== null &&
      label.trackingNumber === noticed.trackingNumber);
  return same.toSorted((one, other) =>
    one.label.madeAt - other.label.madeAt || (one.label.id < other.label.id ? -1 : 1))[0] ?? null;
};

/** A notice whose body was lost, of a parcel without a number: that one was made, and no more. */
const isBare = ({ isNoticed, trackingNumber, lines }: Label): boolean =>
  isNoticed === true && trackingNumber === null && lines.length === 0;

const labelsOf = (
  facts: ConsignmentFacts,
  moved: readonly LabelSighting[],
  listed: ReadonlyMap<LabelId, LabelId>,
): ConsignmentFacts['labels'] => {
  const so: Record<LabelId, LabelSighting> = { ...facts.labels };
  for (const one of moved) {
    const there = listed.get(one.label.id);
    const known = there === undefined ? undefined : so[there];
    if (there === undefined || known === undefined) {
      so[one.label.id] = one;
      continue;
    }
    delete so[one.label.id];
    so[there] = {
      ...known,
      firstSeenAt: earliest(known.firstSeenAt, one.firstSeenAt) ?? known.firstSeenAt,
      // That the notice came is the proof that its store was told, and the store is ourselves.
      label: {
        ...known.label, channelNotice: { is: 'told' },
        lines: known.label.lines.length > 0 ? known.label.lines : one.label.lines,
      },
    };
  }
  return so;
};
