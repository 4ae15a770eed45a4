/**
 * What the tests of the core build their stories from: a policy, a snapshot, labels, and the
 * "obedient other side" that does exactly what is wished and shows it at the next look.
 */
import { absorb, emptyDossier } from '../src/core/facts/absorb.ts';
import { addressOf, contentOf } from '../src/core/decide/action-content.ts';
import type { Action, Decision } from '../src/core/model/decision.ts';
import type { Circumstances, Contact, Dossier } from '../src/core/model/dossier.ts';
import {
  attemptId, channelName, connectionName, consignmentId, labelId, markId, orderId,
  shipStationOrderId, warehouseName, type ConsignmentId,
} from '../src/core/model/ids.ts';
import { instant, later, type Instant } from '../src/core/model/instant.ts';
import type { Label, Mark, ShipStationOrder } from '../src/core/model/shipstation.ts';
import type { Sighting } from '../src/core/model/sighting.ts';
import type { ConsignmentLine, ConsignmentSnapshot } from '../src/core/model/warehouse.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import type { Policy } from '../src/core/policy/policy.ts';

/** Sunday 22 November 2026, 13:00 in London. */
export const noon: Instant = instant(Date.UTC(2026, 10, 22, 13));
export const minutes = (count: number): number => count * 60_000;

export const leicester = warehouseName('leicester');
export const shop = channelName('shopify-uk');
export const account = connectionName('shipstation-uk');

const document = {
  connections: {
    'shipstation-uk': { connector: 'shipstation' },
    'leicester-wms': { connector: 'warehouse-api' },
    'shop-uk': { connector: 'channel-api' },
  },
  warehouses: {
    leicester: {
      connection: 'leicester-wms', shipstation: 'shipstation-uk', timeZone: 'Europe/London',
      gate: 'packed', shortPick: 'hold', country: 'GB',
    },
  },
  channels: {
    'shopify-uk': {
      connection: 'shop-uk', enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'label',
    },
  },
  mappings: {
    services: [
      { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
      { says: 'STANDARD', leave: 'shipstation', expect: ['royal_mail', 'dpd'] },
    ],
    carriers: [
      { shipstation: 'dpd', warehouse: 'DPD', channels: { 'shopify-uk': 'DPD UK' } },
      { shipstation: 'royal_mail', warehouse: 'RM', channels: { 'shopify-uk': 'Royal Mail' } },
    ],
  },
};

/** The usual policy, with parts of one warehouse, channel or section put otherwise. */
export const policyWith = (changes: {
  readonly warehouse?: Readonly<Record<string, unknown>>;
  readonly channel?: Readonly<Record<string, unknown>>;
  readonly sections?: Readonly<Record<string, unknown>>;
} = {}): Policy => {
  const parsed = parsePolicy({
    ...document,
    warehouses: { leicester: { ...document.warehouses.leicester, ...changes.warehouse } },
    channels: { 'shopify-uk': { ...document.channels['shopify-uk'], ...changes.channel } },
    ...changes.sections,
  }, 1);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
};

export const lineWith = (changes: Partial<ConsignmentLine> = {}): ConsignmentLine => ({
  line: '1', channelLine: '881', orderNumber: null, sku: 'TEE-BLK-M', name: 'Tee, black, M',
  ordered: 2, allocated: 2, picked: 2, packed: 2, short: 0, shortReason: null, bin: 'A-03-2',
  unitPrice: { amount: 1999, currency: 'GBP' }, weightGrams: 180, customs: null, ...changes,
});

export const snapshotWith = (changes: Partial<ConsignmentSnapshot> = {}): ConsignmentSnapshot => ({
  revision: 1, updatedAt: noon, orderNumber: 'SO-412345', channel: 'shopify-uk', status: 'packed',
  service: 'DPD-12', wave: 'W-118', sequence: 42, shipBy: null,
  shipTo: {
    name: 'Ada Example', company: null, street1: '1 High Street', street2: null, street3: null,
    city: 'Leicester', state: null, postalCode: 'LE1 1AA', country: 'GB', phone: null, email: null,
  },
  lines: [lineWith()], parcels: [], dispatch: null, ...changes,
});

export const consignment: ConsignmentId = consignmentId('con_one');

export const said = (
  snapshot: ConsignmentSnapshot,
  arrivedAt: Instant = noon,
  id: ConsignmentId = consignment,
): Sighting => ({
  kind: 'warehouse-says', consignment: id, warehouse: leicester, reference: `L-${id.slice(4)}`,
  snapshot, arrivedAt,
});

export const emptyOrder = (): Dossier =>
  emptyDossier(orderId('ord_one'), 'SO-412345', shop);

export const dossierOf = (...sightings: readonly Sighting[]): Dossier =>
  sightings.reduce(absorb, emptyOrder());

const freshContact = (at: Instant): Contact => ({
  ordersThrough: at, labelsThrough: at, labelsTwiceThrough: later(at, -minutes(1)),
  lately: { withdrawals: 0, voids: 0 }, openOrders: 10,
  paused: [], silence: null, standstills: [],
});

/** Everything looked at just now, nothing paused, plenty in stock. */
export const calm = (now: Instant, changes: Partial<Contact> = {}): Circumstances => ({
  contacts: { [account]: { ...freshContact(now), ...changes } },
  stock: {},
});

export const labelWith = (order: ShipStationOrder | null, changes: Partial<Label> = {}): Label => ({
  id: labelId('9001'), order: order?.id ?? null, orderNumber: order?.number ?? null,
  orderKey: order?.key ?? null, madeAt: noon, trackingNumber: '15501234567890', carrier: 'dpd',
  service: 'dpd_by_12', cost: { amount: 642, currency: 'GBP' }, weightGrams: 450, isReturn: false,
  voidedAt: null, lines: order?.lines ?? [], channelNotice: { is: 'not-told' }, ...changes,
});

export const markWith = (order: ShipStationOrder | null, changes: Partial<Mark> = {}): Mark => ({
  id: markId('6001'), order: order?.id ?? null, orderNumber: order?.number ?? null,
  trackingNumber: 'V-17', carrier: 'Own van', provider: null, madeAt: noon,
  shippedOn: '2026-11-22', voidedAt: null, channelNotice: { is: 'not-told' }, ...changes,
});

export type Carried = { readonly dossier: Dossier; readonly done: readonly Action[] };

/** Does what every wish asks, at once and completely, and shows it as a look would. */
export const obey = (dossier: Dossier, decision: Decision, now: Instant): Carried => {
  let so = dossier;
  const done: Action[] = [];
  for (const { consignment: id, actions } of decision.consignments) {
    for (const action of actions) {
      done.push(action);
      const count = Object.keys(so.consignments[id]?.attempts ?? {}).length;
      const attempt = attemptId(`att_${String(count)}_${id}`);
      const address = addressOf(action);
      const sightings: readonly Sighting[] = [
        ...(action.do === 'tell-warehouse' || action.do === 'tell-channel'
          ? [written(id, action, now)] : []),
        { kind: 'begun', consignment: id, attempt: {
          id: attempt, operation: action.do, about: action.about, content: contentOf(action),
          begunAt: now, outcome: null,
          ...(address === null ? {} : { sentTo: address }),
        } },
        { kind: 'answered', consignment: id, attempt, outcome: { is: 'done', at: later(now, 1) } },
        ...shown(so, id, action, later(now, 2)),
      ];
      so = sightings.reduce(absorb, so);
    }
  }
  return { dossier: so, done };
};

export const written = (
  id: ConsignmentId,
  action: Extract<Action, { do: 'tell-warehouse' | 'tell-channel' }>,
  now: Instant,
): Sighting => ({
  kind: 'message-written', consignment: id, message: {
    id: action.message.id, to: action.do === 'tell-warehouse' ? 'warehouse' : 'channel',
    kind: action.message.kind,
    labels: action.message.parcels.map((one) => one.label)
      .filter((one) => !action.message.voids.includes(one)),
    voids: action.message.voids, writtenAt: now, acknowledgedAt: null,
  },
});

/** What the next look shows after ShipStation, warehouse or channel did as it was asked. */
export const shown = (
  dossier: Dossier,
  id: ConsignmentId,
  action: Action,
  at: Instant,
): readonly Sighting[] => {
  const orderSeen = (order: ShipStationOrder): Sighting => ({
    kind: 'shipstation-order', consignment: id, order: { ...order, modifiedAt: at }, seenAt: at,
  });
  const known = 'order' in action
    ? dossier.consignments[id]?.orders[action.order]?.order : undefined;
  switch (action.do) {
    case 'create-order':
      return [orderSeen(orderFrom(action.release))];
    case 'amend-order':
      return known === undefined ? [] : [orderSeen({
        ...orderFrom(action.release), id: known.id, key: known.key, status: known.status,
      })];
    case 'withdraw-order':
      return known === undefined ? [] : [orderSeen({ ...known, status: { is: 'cancelled' } })];
    case 'park-order':
      return known === undefined ? [] : [orderSeen({ ...known, status: { is: 'on-hold' } })];
    case 'unpark-order':
      return known === undefined ? [] : [orderSeen({ ...known, status: { is: 'awaiting' } })];
    case 'mark-as-shipped':
      return known === undefined ? [] : [orderSeen({ ...known, status: { is: 'shipped' } })];
    case 'buy-label':
      return known === undefined ? [] : [
        { kind: 'label', consignment: id, seenAt: at, label: boughtLabel(known, action, at) },
        orderSeen({ ...known, status: { is: 'shipped' } }),
      ];
    case 'void-label': {
      const label = dossier.consignments[id]?.labels[action.label]?.label;
      return label === undefined ? []
        : [{ kind: 'label', consignment: id, label: { ...label, voidedAt: at }, seenAt: at }];
    }
    case 'tell-warehouse':
    case 'tell-channel':
      return [{ kind: 'acknowledged', consignment: id, message: action.message.id, at }];
    default:
      return action satisfies never;
  }
};

/** The order as ShipStation shows it after taking a release. */
export const orderFrom = (
  release: Extract<Action, { do: 'create-order' }>['release'],
): ShipStationOrder => ({
  id: shipStationOrderId(`ss-${release.key}`), number: release.number, key: release.key,
  status: { is: 'awaiting' }, modifiedAt: null, carrier: release.carrier,
  service: release.service, package: release.package, shipTo: release.shipTo,
  lines: release.lines.map(({ key, sku, name, quantity }) => ({ key, sku, name, quantity })),
  splitFrom: null, combines: [],
});

/** A label as it comes of a purchase; each has an id of its own. */
export const boughtLabel = (
  order: ShipStationOrder,
  { content }: Extract<Action, { do: 'buy-label' }>,
  at: Instant,
): Label => labelWith(order, {
  id: labelId(`bought-${order.id}-${String(at)}`), madeAt: at, carrier: content.carrier,
  service: content.service, weightGrams: content.weightGrams,
});

/** A person at the desk labels an order: the order shows as shipped, the label with its lines. */
export const deskLabels = (
  dossier: Dossier,
  order: ShipStationOrder,
  at: Instant,
  changes: Partial<Label> = {},
  id: ConsignmentId = consignment,
): Dossier =>
  ([
    { kind: 'label', consignment: id, seenAt: at,
      label: labelWith(order, { madeAt: at, ...changes }) },
    { kind: 'shipstation-order', consignment: id, seenAt: at,
      order: { ...order, status: { is: 'shipped' }, modifiedAt: at } },
  ] satisfies readonly Sighting[]).reduce<Dossier>(absorb, dossier);
