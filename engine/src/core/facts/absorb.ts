import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { ChannelName, ConsignmentId, OrderId } from '../model/ids.ts';
import { earliest, latest } from '../model/instant.ts';
import type { Label, ShipStationLine } from '../model/shipstation.ts';
import type { Sighting } from '../model/sighting.ts';
import { hearChannel } from './hear-channel.ts';
import { hearWarehouse } from './hear-warehouse.ts';
import { newer } from './newer.ts';

/** The dossier of an order of which nothing has been seen yet. */
export const emptyDossier = (
  order: OrderId,
  orderNumber: string,
  channel: ChannelName,
): Dossier => ({ order, orderNumber, channel, channelSays: null, consignments: {} });

/**
 * Folds one sighting into the dossier. Sightings may come late, twice and out of order: an older
 * one never wins over a newer one, and the same one twice changes nothing.
 */
export const absorb = (dossier: Dossier, sighting: Sighting): Dossier => {
  if (sighting.kind === 'channel-says') {
    const known = dossier.channelSays;
    const channelSays = hearChannel(known, sighting.order, sighting.arrivedAt);
    return channelSays === known ? dossier : { ...dossier, channelSays };
  }
  const facts = dossier.consignments[sighting.consignment] ?? unheardOf(sighting);
  if (facts === null) return dossier;
  return {
    ...dossier,
    consignments: { ...dossier.consignments, [facts.id]: absorbInto(facts, sighting) },
  };
};

type ConsignmentSighting = Exclude<Sighting, { kind: 'channel-says' }>;

/** Only the warehouse can introduce a consignment: nobody else says what it consists of. */
const unheardOf = (sighting: ConsignmentSighting): ConsignmentFacts | null =>
  sighting.kind === 'warehouse-says'
    ? {
        id: sighting.consignment,
        warehouse: sighting.warehouse,
        reference: sighting.reference,
        says: null,
        orders: {},
        labels: {},
        attempts: {},
        messages: {},
        rulings: [],
      }
    : null;

const absorbInto = (facts: ConsignmentFacts, sighting: ConsignmentSighting): ConsignmentFacts => {
  switch (sighting.kind) {
    case 'warehouse-says':
      return { ...facts, says: hearWarehouse(facts.says, sighting.snapshot, sighting.arrivedAt) };
    case 'shipstation-order':
      return withOrder(facts, sighting);
    case 'shipstation-order-gone': {
      const known = facts.orders[sighting.order];
      if (known === undefined || known.seenAt > sighting.at) return facts;
      // The newest look that missed it counts, so that no look from before can bring it back.
      const gone = { ...known, goneAt: latest(sighting.at, known.goneAt) };
      return { ...facts, orders: { ...facts.orders, [sighting.order]: gone } };
    }
    case 'adopted':
      return facts.adopted?.[sighting.order] === undefined
        ? { ...facts, adopted: { ...facts.adopted, [sighting.order]: sighting.adoption } } : facts;
    case 'ruled': {
      const { ruling } = sighting;
      if (facts.rulings.some((one) => one.id === ruling.id)) return facts;
      const rulings = [...facts.rulings, ruling].toSorted((one, other) =>
        one.at - other.at || (one.id < other.id ? -1 : 1));
      const series = ruling.kind === 'accept-new-series' && facts.says !== null
        ? { ...facts.says, acceptsFrom: ruling.at } : facts.says;
      return { ...facts, rulings, says: series };
    }
    case 'label-asked': {
      const { parcel, at } = sighting;
      const known = facts.labelAsks ?? {};
      const before = Object.hasOwn(known, parcel) ? (known[parcel] ?? null) : null;
      if (before !== null && before >= at) return facts;
      return { ...facts, labelAsks: { ...known, [parcel]: at } };
    }
    case 'ruling-withdrawn':
      return withoutRuling(facts, sighting);
    case 'label':
      return withLabel(facts, sighting);
    case 'mark':
      return withMark(facts, sighting);
    case 'begun': {
      const { attempt } = sighting;
      if (facts.attempts[attempt.id] !== undefined) return facts;
      return { ...facts, attempts: { ...facts.attempts, [attempt.id]: attempt } };
    }
    case 'answered': {
      const attempt = facts.attempts[sighting.attempt];
      // An answer that comes after we had given up is better knowledge than "unknown".
      if (attempt === undefined || isSettled(attempt.outcome)) return facts;
      const isBefore = attempt.outcome !== null && !isSettled(sighting.outcome) &&
        sighting.outcome.at < attempt.outcome.at;
      if (isBefore) return facts;
      const settled = { ...attempt, outcome: sighting.outcome };
      return { ...facts, attempts: { ...facts.attempts, [attempt.id]: settled } };
    }
    case 'message-written': {
      const { message } = sighting;
      if (facts.messages[message.id] !== undefined) return facts;
      return { ...facts, messages: { ...facts.messages, [message.id]: message } };
    }
    case 'acknowledged': {
      const message = facts.messages[sighting.message];
      if (message === undefined) return facts;
      const taken = { ...message, acknowledgedAt: earliest(sighting.at, message.acknowledgedAt) };
      return { ...facts, messages: { ...facts.messages, [message.id]: taken } };
    }
    default:
      return sighting satisfies never;
  }
};

const isSettled = (outcome: { readonly is: string } | null): boolean =>
  outcome !== null && outcome.is !== 'unknown';

/** All sightings of one consignment name it; the channel's name none. */
export const consignmentOf = (sighting: Sighting): ConsignmentId | null =>
  sighting.kind === 'channel-says' ? null : sighting.consignment;

/** Who took it back first is who took it back, whichever word comes in first. */
const withoutRuling = (
  facts: ConsignmentFacts,
  { ruling, withdrawal }: Extract<Sighting, { kind: 'ruling-withdrawn' }>,
): ConsignmentFacts => {
  const known = facts.withdrawn?.[ruling];
  const isFirst = known === undefined || withdrawal.at < known.at ||
    (withdrawal.at === known.at && withdrawal.by < known.by);
  return isFirst
    ? { ...facts, withdrawn: { ...facts.withdrawn, [ruling]: withdrawal } } : facts;
};

const withOrder = (
  facts: ConsignmentFacts,
  sighting: Extract<Sighting, { kind: 'shipstation-order' }>,
): ConsignmentFacts => {
  const known = facts.orders[sighting.order.id] ?? null;
  const { order, seenAt } = sighting;
  const kept = known === null || newer({ order, seenAt }, known) ? order : known.order;
  const next = {
    order: kept,
    firstSeenAt: earliest(seenAt, known?.firstSeenAt ?? null) ?? seenAt,
    seenAt: latest(seenAt, known?.seenAt ?? null) ?? seenAt,
    // Only a look that began after it was found gone can bring it back.
    goneAt: known !== null && known.goneAt !== null && seenAt <= known.goneAt
      ? known.goneAt : null,
  };
  return { ...facts, orders: { ...facts.orders, [order.id]: next } };
};

const withLabel = (
  facts: ConsignmentFacts,
  sighting: Extract<Sighting, { kind: 'label' }>,
): ConsignmentFacts => {
  const known = facts.labels[sighting.label.id] ?? null;
  const { label, seenAt } = sighting;
  const isNews = known === null || seenAt >= known.seenAt;
  const kept = isNews ? label : known.label;
  return {
    ...facts,
    labels: {
      ...facts.labels,
      [label.id]: {
        // A void is for ever, and lines once named stay named: list answers may leave them out.
        label: {
          ...kept,
          voidedAt: earliest(label.voidedAt, known?.label.voidedAt ?? null),
          lines: [kept, known?.label ?? label, label].find((one) => one.lines.length > 0)
            ?.lines ?? [],
          ...(kept.isNoticed === true ? noticed(kept, known?.label ?? label, label) : {}),
        },
        firstSeenAt: earliest(seenAt, known?.firstSeenAt ?? null) ?? seenAt,
        seenAt: latest(seenAt, known?.seenAt ?? null) ?? seenAt,
      },
    },
  };
};

/** A notice may come again with less in it, its body lost: what was said once stays said. */
const noticed = (
  kept: Label,
  one: Label,
  other: Label,
): Pick<Label, 'madeAt' | 'cost' | 'service' | 'lines'> => ({
  madeAt: earliest(one.madeAt, other.madeAt) ?? kept.madeAt,
  cost: one.cost.amount > other.cost.amount ? one.cost : other.cost,
  service: kept.service ?? one.service ?? other.service,
  lines: mostOf(one.lines, other.lines),
});

/** Two notices of one parcel tell of the same goods, or of more of them: what it held it holds. */
const mostOf = (
  known: readonly ShipStationLine[],
  said: readonly ShipStationLine[],
): readonly ShipStationLine[] => {
  const lines = new Map<string, ShipStationLine>();
  for (const line of [...known, ...said]) {
    const name = JSON.stringify([line.key, line.key === null ? line.sku : null]);
    const before = lines.get(name);
    if (before === undefined || before.quantity < line.quantity) lines.set(name, line);
  }
  return [...lines].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
};

const withMark = (
  facts: ConsignmentFacts,
  { mark, seenAt }: Extract<Sighting, { kind: 'mark' }>,
): ConsignmentFacts => {
  const known = facts.marks?.[mark.id] ?? null;
  const kept = known === null || seenAt >= known.seenAt ? mark : known.mark;
  return {
    ...facts,
    marks: {
      ...facts.marks,
      [mark.id]: {
        mark: { ...kept, voidedAt: earliest(mark.voidedAt, known?.mark.voidedAt ?? null) },
        firstSeenAt: earliest(seenAt, known?.firstSeenAt ?? null) ?? seenAt,
        seenAt: latest(seenAt, known?.seenAt ?? null) ?? seenAt,
      },
    },
  };
};
