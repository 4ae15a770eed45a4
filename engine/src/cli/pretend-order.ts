/** The order that this room's tests tell of: one shirt short, no label yet, late. */
import {
  connectionShape, listOf, orderSummaryShape, orderViewShape, timelineEntryShape,
} from '../api/shapes.ts';
import type { Routes } from './pretend-gatepass.ts';

export const now = '2026-11-22T14:32:30Z';
const worldTime = { 'gatepass-now': now };

export const summary = orderSummaryShape.parse({
  id: 'ord_1', orderNumber: 'SO-412345', channel: 'shopify-uk', stage: 'in-shipstation',
  waitsOn: 'shipping-desk', since: '2026-11-22T13:51:00Z', limitAt: '2026-11-22T14:21:00Z',
  isLate: true, exception: 'pick.short',
  sentence: 'The shipping desk has not made the label for 41 minutes.',
  updatedAt: '2026-11-22T14:20:00Z',
  warehouse: 'leicester', carrier: 'dpd', service: 'DPD-12', tracking: [], owner: null,
  collectionAt: '2026-11-22T16:30:00Z', disagrees: true, asked: false,
  waiting: {
    since: '2026-11-22T13:51:00Z', limitAt: '2026-11-22T14:21:00Z', age: 'late',
  },
});

export const order = orderViewShape.parse({
  ...summary,
  agree: false,
  disagreement: 'the warehouse says packed, the channel says cancelled.',
  timeZone: 'Europe/London',
  says: [
    {
      system: 'warehouse', name: 'leicester-wms', says: 'Packed 13:40',
      seenAt: '2026-11-22T14:25:00Z', by: 'push',
    },
    {
      system: 'shipstation', name: 'shipstation-uk', says: 'Awaiting shipment',
      seenAt: '2026-11-22T14:31:00Z', by: 'poll',
    },
    { system: 'channel', name: 'shop-uk', says: 'Cancelled', seenAt: null, by: null },
  ],
  consignments: [{
    id: 'con_1', warehouse: 'leicester', reference: 'PICK-7', stage: 'in-shipstation',
    obligations: [
      {
        kind: 'confirm', state: 'met', waitsOn: null, since: null, limitAt: null,
        sentence: 'The warehouse has packed 3 units.',
      },
      {
        kind: 'label', state: 'open', waitsOn: 'shipping-desk', since: '2026-11-22T13:51:00Z',
        limitAt: '2026-11-22T14:21:00Z', sentence: 'SO-412345 stands in ShipStation.',
      },
      {
        kind: 'tell-channel', state: 'not-owed', waitsOn: null, since: null, limitAt: null,
        sentence: '',
      },
      {
        kind: 'leave', state: 'later', waitsOn: null, since: null, limitAt: null,
        sentence: 'After the label.',
      },
    ],
    exceptions: [{
      id: 'exc_1', code: 'pick.short', title: 'Short pick', severity: 2, owner: 'Lead',
      lines: ['2', '9'], since: '2026-11-21T12:02:00Z',
      sentence: 'One line was picked short; the order is held.',
      handbook: '/handbook/pick.short',
      limitAt: '2026-11-21T12:32:00Z', isOverLimit: true, escalatesTo: 'admin',
    }],
    lines: [{
      line: '2', sku: 'TEE-BLK-M', name: 'Black tee', ordered: 2, picked: 1, packed: 1, short: 1,
      labelled: 0,
    }],
    parcels: [],
    because: ['The gate is packed.', 'Everything confirmed is in ShipStation.'],
  }],
});

export const timeline = listOf(timelineEntryShape).parse({
  items: [
    {
      id: 'ev_2', at: '2026-11-22T13:53:41Z', who: 'gatepass', kind: 'call', isProblem: true,
      sentence: 'The warehouse did not answer.', tookMilliseconds: 30_000, call: null,
    },
    {
      id: 'ev_1', at: '2026-11-21T23:40:12Z', who: 'warehouse', kind: 'said', isProblem: false,
      sentence: 'Packed 3 of 3 units.', tookMilliseconds: null, call: null,
    },
  ],
  next: null,
});

/** A Gatepass that knows this one order. */
export const orderRoutes: Routes = {
  'GET /v1/orders': () => ({ document: { items: [summary], next: null } }),
  'GET /v1/orders/ord_1': () => ({ headers: worldTime, document: order }),
  'GET /v1/orders/ord_1/timeline': () => ({ document: timeline }),
};

export const connections = listOf(connectionShape).parse({
  items: [
    connection('leicester-wms', 'warehouse-api', 'Heard 2 minutes ago.'),
    connection('shipstation-uk', 'shipstation', 'Last good call 14:31.'),
  ],
  next: null,
});

function connection(name: string, connector: string, sentence: string) {
  return {
    name, connector, title: connector, sentence, mode: 'live', state: 'well', lastGoodAt: now,
    lease: null, budget: null, waiting: [], feeds: [],
    hooks: null, sweep: null,
  };
}
