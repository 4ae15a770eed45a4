/**
 * Invented orders in the shapes of the public API, for the console's browser tests and pictures:
 * one of each kind that the Order page must get right. The moment is fixed, so that durations are.
 */
import type {
  ConsignmentView, ExceptionView, ObligationView, OrderView, TimelineEntry,
} from '../src/api/client.ts';
import { pagesElsewhere, released, toldOnce, toldThrice, toldTwice } from './stand-in-calls.ts';
import { heldByMia, offer } from './stand-in-rulings.ts';

/** World time of the stand-in: a Sunday at the dispatch bench in Leicester. */
export const standInNow = Date.parse('2026-11-22T14:32:30Z');

export type StandInOrder = { readonly order: OrderView; readonly timeline: TimelineEntry[] };

const at = (time: string) => `2026-11-22T${time}Z`;

const owed = (
  kind: ObligationView['kind'], state: ObligationView['state'],
  facts: Partial<ObligationView> = {},
): ObligationView =>
  ({ kind, state, waitsOn: null, since: null, limitAt: null, sentence: '', ...facts });

const met = (kind: ObligationView['kind'], time: string) =>
  owed(kind, 'met', { since: at(time) });

const line = (
  number: string, sku: string, name: string, [ordered, picked, short, labelled]: readonly number[],
): ConsignmentView['lines'][number] => ({
  line: number, sku, name, ordered: ordered ?? 0, picked: picked ?? 0, packed: picked ?? 0,
  short: short ?? 0, labelled: labelled ?? 0,
});

type Parcel = ConsignmentView['parcels'][number];
const parcel = (trackingNumber: string, time: string, facts: Partial<Parcel> = {}): Parcel => ({
  label: `label-${trackingNumber}`, document: null,
  trackingNumber, carrier: 'DPD', service: 'Next day by 12', madeAt: at(time), weightGrams: 450,
  cost: { amount: 642, currency: 'GBP' }, state: 'label made', ...facts,
});

/** What an order has no word of before its label. */
const unlabelled =
  { service: null, tracking: [], owner: null, collectionAt: null, held: null, placedAt: null };

let entryCount = 0;
const entry = (
  time: string, who: TimelineEntry['who'], kind: TimelineEntry['kind'], sentence: string,
  facts: Partial<TimelineEntry> = {},
): TimelineEntry => {
  entryCount += 1;
  return {
    id: `tl_${entryCount}`, at: at(time), who, kind, sentence, isProblem: false,
    tookMilliseconds: null, call: null, ...facts,
  };
};

const exception = (code: string, facts: Partial<ExceptionView>): ExceptionView => ({
  id: `exc_${code}`, code, title: '', severity: 2, owner: 'lead', lines: [], since: at('13:51:40'),
  limitAt: at('14:00:00'), isOverLimit: true, escalatesTo: facts.owner ? 'lead' : 'admin',
  sentence: '', handbook: `https://handbook.example/exceptions/${code}`, actions: [], ...facts,
});

/** Labelled, but the warehouse does not answer and the channel knows nothing: the three differ. */
function untold(): StandInOrder {
  const sentence = 'Labelled at 13:51, but the warehouse has not been told: it did not answer '
    + '3 times. Next try 14:36. If it is still here at 15:00, it goes to the engineer.';
  return {
    order: {
      id: 'ord_untold', orderNumber: 'SO-412345', channel: 'shopify-uk', stage: 'labelled',
      waitsOn: 'warehouse', since: at('13:51:40'), limitAt: at('13:56:40'), isLate: true,
      exception: 'warehouse.untold', sentence, updatedAt: at('14:32:10'),
      warehouse: 'leicester', carrier: 'dpd', disagrees: true, asked: false, owner: 'engineer',
      service: 'Next day by 12', tracking: ['15501234567890', '15501234567891'],
      collectionAt: at('16:30:00'), held: null, placedAt: '2026-11-21T18:04:00Z',
      waiting: { since: at('13:51:41'), limitAt: at('13:56:41'), age: 'very-late' },
      actions: [], pages: pagesElsewhere,
      timeZone: 'Europe/London', agree: false,
      disagreement: 'ShipStation has made 2 labels. The warehouse still says packed and names no '
        + 'parcel; the channel still says not shipped.',
      says: [
        { system: 'warehouse', name: 'leicester-wms', says: 'Packed: 3 of 3',
          seenAt: at('13:40:12'), by: 'push' },
        { system: 'shipstation', name: 'shipstation-uk', says: 'Shipped, 2 labels, DPD by 12',
          seenAt: at('14:31:40'), by: 'poll' },
        { system: 'channel', name: 'shop-uk', says: 'Paid, not shipped',
          seenAt: at('14:20:05'), by: 'push' },
      ],
      consignments: [{
        id: 'con_untold', warehouse: 'leicester', reference: 'C-88120', stage: 'labelled',
        rulings: [],
        obligations: [
          met('confirm', '13:40:12'), met('release', '13:40:14'), met('label', '13:51:40'),
          owed('tell-warehouse', 'open', {
            waitsOn: 'warehouse', since: at('13:51:40'), limitAt: at('13:56:40'),
            sentence: 'The warehouse did not answer 3 times; next try 14:36.',
          }),
          owed('tell-channel', 'later'), owed('leave', 'later'),
        ],
        exceptions: [exception('warehouse.untold', {
          title: 'Warehouse not told', severity: 3, owner: 'engineer', since: at('13:56:40'),
          sentence: 'The labels are made, but the warehouse cannot be reached, so its own papers '
            + 'and its next step lack the tracking numbers. Gatepass goes on trying by itself.',
          actions: [
            offer('ord_untold', 'tell-again', { exception: 'exc_warehouse.untold' }),
            offer('ord_untold', 'told-by-hand', { exception: 'exc_warehouse.untold' }),
          ],
        })],
        lines: [
          line('1', 'TEE-BLK-M', 'Tee shirt, black, M', [2, 2, 0, 2]),
          line('2', 'MUG-ENAMEL', 'Enamel mug', [1, 1, 0, 1]),
        ],
        parcels: [
          parcel('15501234567890', '13:51:40'),
          parcel('15501234567891', '13:51:44', { weightGrams: 2350 }),
        ],
        because: [
          'All 3 units are packed, so the gate is open.',
          'ShipStation made 2 labels at 13:51.',
          'The warehouse did not answer 3 times; the last was at 14:32.',
        ],
      }],
    },
    timeline: [
      entry('13:12:04', 'channel', 'said', 'Order placed and paid: 2 lines, 3 units.'),
      entry('13:40:12', 'warehouse', 'said', 'Packed: 3 of 3 units in 2 parcels.'),
      entry('13:40:12', 'gatepass', 'decided', 'The gate is open: release to ShipStation.'),
      entry('13:40:14', 'gatepass', 'call', 'Released to ShipStation as SO-412345.',
        { tookMilliseconds: 612, call: released('13:40:13') }),
      entry('13:51:40', 'shipstation', 'said', 'Labels made: 15501234567890 and 15501234567891.'),
      entry('13:51:41', 'gatepass', 'call', 'Told the warehouse: no answer within 30 s (try 1).',
        { isProblem: true, tookMilliseconds: 30_000, call: toldOnce('13:51:41') }),
      entry('13:53:41', 'gatepass', 'call', 'Told the warehouse: it answered 503 (try 2).',
        { isProblem: true, tookMilliseconds: 240, call: toldTwice('13:53:41') }),
      entry('13:56:40', 'gatepass', 'exception', 'Over its limit: the warehouse is not told.',
        { isProblem: true }),
      entry('14:32:10', 'gatepass', 'call', 'Told the warehouse: it answered 503 (try 3).',
        { isProblem: true, tookMilliseconds: 310, call: toldThrice('14:32:10') }),
    ],
  };
}

/** One unit is missing on the shelf: nothing may go to ShipStation. */
function short(): StandInOrder {
  const sentence = 'Short pick: 1 of 2 MUG-ENAMEL is missing. Nothing goes to ShipStation until '
    + 'the warehouse finds it or a lead decides to ship short.';
  return {
    order: {
      id: 'ord_short', orderNumber: 'SO-412346', channel: 'shopify-uk', stage: 'picking',
      waitsOn: 'person', since: at('14:02:00'), limitAt: at('14:42:00'), isLate: false,
      exception: 'pick.short', sentence, updatedAt: at('14:02:00'),
      actions: [offer('ord_short', 'hold'), offer('ord_short', 'sent-otherwise')],
      timeZone: 'Europe/London',
      warehouse: 'leicester', carrier: null, disagrees: false, asked: false,
      ...unlabelled, owner: 'lead',
      waiting: { since: at('14:02:00'), limitAt: null, age: 'in-time' },
      agree: true, disagreement: null,
      says: [
        { system: 'warehouse', name: 'leicester-wms', says: 'Picked short: 2 of 3',
          seenAt: at('14:02:00'), by: 'push' },
        { system: 'channel', name: 'shop-uk', says: 'Paid, not shipped', seenAt: null, by: null },
      ],
      consignments: [{
        id: 'con_short', warehouse: 'leicester', reference: 'C-88121', stage: 'picking',
        rulings: [],
        obligations: [
          owed('confirm', 'open', {
            waitsOn: 'person', since: at('14:02:00'), limitAt: at('14:42:00'),
            sentence: 'A lead decides: find it, ship short, or cancel the line.',
          }),
          ...(['release', 'label', 'tell-warehouse', 'tell-channel', 'leave'] as const)
            .map((kind) => owed(kind, 'later')),
        ],
        exceptions: [exception('pick.short', {
          title: 'Short pick', since: at('14:02:00'),
          lines: ['Line 2, MUG-ENAMEL: ordered 2, picked 1, short 1 (shelf empty)'],
          sentence: 'The warehouse could not pick everything. No label can be made, so nothing '
            + 'wrong can go out.',
          actions: [offer('ord_short', 'ship-short', { exception: 'exc_pick.short' })],
        })],
        lines: [
          line('1', 'TEE-BLK-M', 'Tee shirt, black, M', [1, 1, 0, 0]),
          line('2', 'MUG-ENAMEL', 'Enamel mug', [2, 1, 1, 0]),
        ],
        parcels: [], because: ['By policy of leicester, a short pick is held.'],
      }],
    },
    timeline: [
      entry('13:30:00', 'channel', 'said', 'Order placed and paid: 2 lines, 3 units.'),
      entry('14:02:00', 'warehouse', 'said', 'Picked short: 1 of 2 MUG-ENAMEL, shelf empty.',
        { isProblem: true }),
    ],
  };
}

/** Two warehouses, a label made anew, and words as long as they come. */
function split(): StandInOrder {
  const sentence = 'Relabelled at 14:10 in Leicester; the channel is being told the new number. '
    + 'Glasgow is still picking.';
  const consignment = (place: string, facts: Partial<ConsignmentView>): ConsignmentView => ({
    id: `con_${place}`, warehouse: place, reference: `C-${place}`, stage: 'picking',
    obligations: [], exceptions: [], rulings: [], lines: [], parcels: [], because: [], ...facts,
  });
  return {
    order: {
      id: 'ord_split', orderNumber: 'MARKETPLACE-ORDER-2026-11-22-000000000417-B2B-X',
      channel: 'marketplace-de', stage: 'warehouse-told', waitsOn: 'channel', since: at('14:25:00'),
      limitAt: at('14:35:00'), isLate: false, exception: null, sentence, updatedAt: at('14:25:00'),
      warehouse: 'leicester', carrier: 'royal_mail', disagrees: true, asked: true,
      ...unlabelled, tracking: ['15509999999991'], collectionAt: at('17:15:00'),
      waiting: { since: at('14:25:00'), limitAt: at('14:35:00'), age: 'due-soon' },
      actions: [],
      timeZone: 'Europe/London', agree: false,
      disagreement: 'The channel shows tracking number 15509999999990, which was voided.',
      says: [
        { system: 'warehouse', name: 'leicester-wms', says: 'Packed, told of the new label',
          seenAt: at('14:24:00'), by: 'reply' },
        { system: 'warehouse', name: 'glasgow-wms', says: 'Picking: 0 of 1',
          seenAt: at('14:05:00'), by: 'poll' },
        { system: 'shipstation', name: 'shipstation-uk', says: 'Shipped, 1 label, 1 voided',
          seenAt: at('14:24:30'), by: 'poll' },
        { system: 'channel', name: 'market-de', says: 'Shipped with 15509999999990',
          seenAt: at('14:20:05'), by: 'poll' },
      ],
      consignments: [
        consignment('leicester', {
          stage: 'warehouse-told',
          obligations: [
            met('confirm', '12:40:00'), met('release', '12:40:02'), met('label', '14:10:00'),
            met('tell-warehouse', '14:24:00'),
            owed('tell-channel', 'open', {
              waitsOn: 'channel', since: at('14:25:00'), limitAt: at('14:35:00'),
              sentence: 'The correction is on its way.',
            }),
            owed('leave', 'open', { waitsOn: 'carrier', since: at('14:10:00'),
              sentence: 'Labelled for the 16:30 collection.' }),
          ],
          lines: [line('1', 'GARDEN-TABLE-FOLDING-OAK-OILED-120x80', 'Folding garden table made of '
            + 'oiled oak, 120 by 80 cm, with weatherproof cover and spare hinges', [1, 1, 0, 1])],
          parcels: [
            parcel('15509999999990', '13:58:00', { state: 'voided' }),
            parcel('15509999999991', '14:10:00', {
              cost: { amount: 1290, currency: 'EUR' }, weightGrams: 14_500,
              document: '/v1/orders/ord_split/labels/15509999999991/document',
            }),
          ],
        }),
        consignment('glasgow', {
          obligations: [
            owed('confirm', 'open', { waitsOn: 'warehouse', since: at('13:20:00'),
              limitAt: at('15:20:00'), sentence: 'Picking goes on.' }),
            owed('release', 'later'), owed('label', 'later'), owed('tell-warehouse', 'later'),
            owed('tell-channel', 'not-owed'), owed('leave', 'later'),
          ],
          lines: [line('2', 'CUSHION', 'Cushion', [1, 0, 0, 0])],
        }),
      ],
    },
    timeline: [
      entry('12:40:00', 'warehouse', 'said', 'Leicester packed 1 of 1.'),
      entry('13:58:00', 'shipstation', 'said', 'Label made: 15509999999990.'),
      entry('14:09:00', 'person', 'said', 'Voided the label: the box was damaged.'),
      entry('14:10:00', 'shipstation', 'said', 'Label made: 15509999999991.'),
    ],
  };
}

/** All is done and nobody differs. */
function done(): StandInOrder {
  const kinds = ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave'] as const;
  return {
    order: {
      id: 'ord_done', orderNumber: 'SO-412300', channel: 'shopify-uk', stage: 'left-the-building',
      waitsOn: null, since: null, limitAt: null, isLate: false, exception: null,
      sentence: 'Left the building at 11:34 with DPD. Warehouse and channel know.',
      updatedAt: at('11:34:00'), actions: [],
      timeZone: 'Europe/London', agree: true, disagreement: null,
      warehouse: 'leicester', carrier: 'dpd', disagrees: false, asked: false, ...unlabelled,
      tracking: ['15501234560001'], waiting: null,
      says: [
        { system: 'warehouse', name: 'leicester-wms', says: 'Dispatched 11:34',
          seenAt: at('11:34:00'), by: 'push' },
        { system: 'shipstation', name: 'shipstation-uk', says: 'Shipped, DPD by 12',
          seenAt: at('10:51:00'), by: 'poll' },
        { system: 'channel', name: 'shop-uk', says: 'Shipped',
          seenAt: at('11:35:00'), by: 'reply' },
      ],
      consignments: [{
        id: 'con_done', warehouse: 'leicester', reference: 'C-88001', stage: 'left-the-building',
        rulings: [{
          id: 'rul_old', ruling: 'hold', consignment: 'con_done', by: 'Mia', at: at('09:10:00'),
          why: 'The customer may still change it', until: null, state: 'withdrawn', sent: null,
          sentence: 'User Mia holds the order: “The customer may still change it”.',
          withdrawn: { at: at('09:40:00'), by: 'Omar', why: 'She rang' },
        }],
        obligations: kinds.map((kind) => met(kind, '11:34:00')), exceptions: [],
        lines: [line('1', 'TEE-BLK-M', 'Tee shirt, black, M', [1, 1, 0, 1])],
        parcels: [parcel('15501234560001', '10:51:00')], because: [],
      }],
    },
    timeline: [entry('11:34:00', 'warehouse', 'said', 'Left the building.')],
  };
}

/** An order that was only just heard of: the channel named it, no warehouse has it yet. */
export function standInFresh(number: number): StandInOrder {
  const received = new Date(standInNow - (4 + number) * 60_000).toISOString();
  const limitAt = new Date(Date.parse(received) + 60 * 60_000).toISOString();
  return {
    order: {
      id: `ord_fresh_${number}`, orderNumber: `SO-4130${String(number).padStart(2, '0')}`,
      channel: 'shopify-uk', stage: 'received', waitsOn: 'warehouse', since: received,
      limitAt, isLate: 4 + number > 60,
      exception: null, sentence: 'Waits for the warehouse to take it up.', updatedAt: received,
      warehouse: null, carrier: null, disagrees: false, asked: false, ...unlabelled,
      waiting: { since: received, limitAt, age: 4 + number > 60 ? 'late' : 'in-time' },
      actions: [],
      timeZone: 'Europe/London', agree: true, disagreement: null,
      says: [{ system: 'channel', name: 'shop-uk', says: 'Paid', seenAt: received, by: 'push' }],
      consignments: [],
    },
    timeline: [],
  };
}

type Kind = {
  readonly count: number;
  readonly stage: OrderView['stage'];
  readonly waitsOn: NonNullable<OrderView['waitsOn']>;
  readonly owes: ObligationView['kind'];
  /** How long the first of them waits; each next one a little less. */
  readonly minutes: number;
  readonly limit: number;
  readonly carrier: string | null;
  readonly sentence: string;
  readonly held?: ExceptionView;
};

/** The rest of a busy afternoon, so that the first page has something to show. */
const kinds: readonly Kind[] = [
  { count: 14, stage: 'allocated', waitsOn: 'warehouse', owes: 'confirm', minutes: 70, limit: 90,
    carrier: null, sentence: 'Waits for the pick.' },
  { count: 31, stage: 'ready-to-ship', waitsOn: 'person', owes: 'release', minutes: 125, limit: 50,
    carrier: null, sentence: 'Held: “DPD-12X” has no mapping to a ShipStation service.',
    held: exception('service.unmapped', {
      title: 'Service not mapped', since: at('13:02:00'),
      sentence: 'The warehouse asked for “DPD-12X”. No rule says which ShipStation service that '
        + 'is; add it to the mappings.',
    }) },
  { count: 22, stage: 'ready-to-ship', waitsOn: 'gatepass', owes: 'release', minutes: 24,
    limit: 30, carrier: 'dpd', sentence: 'Goes to ShipStation when its turn comes.' },
  { count: 17, stage: 'in-shipstation', waitsOn: 'shipping-desk', owes: 'label', minutes: 20,
    limit: 30, carrier: 'dpd', sentence: 'In ShipStation, waits for its label.' },
  { count: 6, stage: 'in-shipstation', waitsOn: 'shipping-desk', owes: 'label', minutes: 40,
    limit: 30, carrier: 'royal_mail', sentence: 'In ShipStation, waits for its label.' },
];

function many(kind: Kind): StandInOrder[] {
  return Array.from({ length: kind.count }, (_, number): StandInOrder => {
    const share = kind.minutes * (1 - (0.8 * number) / kind.count);
    const since = new Date(standInNow - share * 60_000).toISOString();
    const limitAt = new Date(Date.parse(since) + kind.limit * 60_000).toISOString();
    const id = `${kind.stage}_${kind.carrier ?? 'none'}_${number}`;
    return {
      order: {
        id: `ord_${id}`, orderNumber: `SO-42${kind.minutes}${String(number).padStart(2, '0')}`,
        channel: 'shopify-uk', stage: kind.stage, waitsOn: kind.waitsOn, since, limitAt,
        isLate: share > kind.limit, exception: kind.held?.code ?? null, sentence: kind.sentence,
        updatedAt: '2026-11-22T12:00:00Z', warehouse: 'leicester', carrier: kind.carrier,
        disagrees: false, asked: false, ...unlabelled, owner: kind.held?.owner ?? null,
        held: id === 'allocated_none_0' ? heldByMia : null,
        timeZone: 'Europe/London', agree: true, disagreement: null,
        waiting: { since, limitAt, age: share > kind.limit ? 'late' : 'in-time' }, says: [],
        actions: [],
        consignments: [{
          id: `con_${id}`, warehouse: 'leicester', reference: `C-${id}`, stage: kind.stage,
          obligations: [owed(kind.owes, 'open', { waitsOn: kind.waitsOn, since, limitAt })],
          exceptions: kind.held === undefined ? [] : [kind.held], rulings: [], lines: [],
          parcels: [], because: [],
        }],
      },
      timeline: [],
    };
  });
}

export const standInOrders = (): StandInOrder[] => [
  untold(), split(), short(), done(),
  ...Array.from({ length: 70 }, (_, number) => standInFresh(number)),
  ...kinds.flatMap(many),
];

/** Orders that ShipStation turned down, for work on many at once. */
export const refusedOrders = (count: number, from: number): StandInOrder[] => many({
  count, stage: 'ready-to-ship', waitsOn: 'person', owes: 'release', minutes: 15, limit: 30,
  carrier: `dpd_${from}`, sentence: 'ShipStation refused the order: “the store is closed”.',
  held: exception('order.refused', {
    title: 'ShipStation refused the order', since: at('14:17:00'),
    sentence: 'ShipStation refused the order: “the store is closed”. It needs a person.',
  }),
});
