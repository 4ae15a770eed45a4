/** One order, SO-412345, from which all examples are told. */
export const order = 'ord_pxn36f7zw36pv7wt';
export const label = '2170800001';

const money = { amount: 1999, currency: 'GBP' };

export const address = {
  name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null, street3: null,
  city: 'Leeds', state: null, postalCode: 'LS1 4BT', country: 'GB', phone: '+44 113 496 0000',
  email: 'iris.bell@example.com',
};

export const snapshot = {
  revision: 7, updatedAt: '2026-11-22T13:40:12Z',
  orderNumber: 'SO-412345', channel: 'shopify-uk', status: 'packed',
  service: 'DPD-12', wave: 'W-118', sequence: 42, shipBy: '2026-11-22T16:30:00Z',
  shipTo: address,
  lines: [{
    line: '1', channelLine: '881', orderNumber: null, sku: 'TEE-BLK-M', name: 'T-shirt, black, M',
    ordered: 2, allocated: 2, picked: 2, packed: 2, short: 0, shortReason: null, bin: 'A-03-2',
    unitPrice: money, weightGrams: 180,
    customs: { hsCode: '6109100010', origin: 'PT', description: 'cotton T-shirt' },
  }],
  parcels: [{
    reference: 'P1', weightGrams: 450, lengthMm: 300, widthMm: 220, heightMm: 40,
    lines: [{ line: '1', quantity: 2 }],
  }],
  dispatch: null,
};

export const channelOrder = {
  revision: 2, updatedAt: '2026-11-22T09:12:40Z', orderNumber: 'SO-412345', status: 'paid',
  placedAt: '2026-11-22T09:10:00Z', requestedService: 'Next day by 12',
  shipBy: '2026-11-22T16:30:00Z', shipTo: address,
  lines: [{
    line: '881', sku: 'TEE-BLK-M', name: 'T-shirt, black, M', ordered: 2, cancelled: 0,
    unitPrice: money,
  }],
};

const met = (kind: string, since: string, sentence: string) => ({
  kind, state: 'met', waitsOn: null, since, limitAt: null, sentence,
});
const later = (kind: string, sentence: string) => ({
  kind, state: 'later', waitsOn: null, since: null, limitAt: null, sentence,
});

const packedAt = '2026-11-22T13:40:13.189Z';
const labelledAt = '2026-11-22T13:44:51.371Z';
const confirmed = met(
  'confirm', packedAt, 'The warehouse has confirmed 2 units: everything is packed.');
const afterLabel = 'Its turn comes when the label is made.';

export const snapshotAnswer = {
  order: { id: order, orderNumber: 'SO-412345', channel: 'shopify-uk' },
  accepted: 'new',
  stage: 'ready-to-ship',
  obligations: [
    confirmed,
    {
      kind: 'release', state: 'open', waitsOn: 'gatepass', since: packedAt,
      limitAt: '2026-11-22T13:42:13.189Z',
      sentence: 'Ready to ship: Gatepass is sending 2 units to ShipStation.',
    },
    later('label', 'Its turn comes when the order stands in ShipStation.'),
    later('tell-warehouse', afterLabel),
    later('tell-channel', afterLabel),
    later('leave', afterLabel),
  ],
  sentence: 'Ready to ship: Gatepass is sending 2 units to ShipStation. ' +
    'Waits on Gatepass since 13:40, late after 13:42.',
  exceptions: [],
};

export const exception = {
  id: 'exc_7c1v5b8n3q4k2m9x', code: 'service.unmapped',
  title: 'The service has no mapping', severity: 2, owner: 'lead', lines: [],
  since: '2026-11-22T13:41:02.511Z',
  sentence: 'No mapping says what the service DPD-12X is in ShipStation, so nothing is sent there.',
  handbook: '/handbook/service.unmapped',
};

export const summary = {
  id: order, orderNumber: 'SO-412345', channel: 'shopify-uk', stage: 'channel-told',
  waitsOn: 'warehouse', since: labelledAt, limitAt: '2026-11-22T13:49:51.371Z', isLate: false,
  exception: null,
  sentence: 'The warehouse was told. It has not confirmed it yet. ' +
    'Waits on the warehouse since 13:44, late after 13:49.',
  updatedAt: '2026-11-22T13:44:51.512Z',
  warehouse: 'leicester', carrier: 'dpd', service: 'dpd_by_12', tracking: ['15504270800001'],
  owner: null, collectionAt: '2026-11-22T16:30:00Z', disagrees: true, asked: false,
  waiting: { since: labelledAt, limitAt: '2026-11-22T13:49:51.371Z', age: 'in-time' },
  held: null,
};

export const orderView = {
  ...summary,
  pages: [{
    system: 'shipstation', name: 'shipstation-uk', reference: 'SO-412345',
    url: 'https://ship.shipstation.com/orders/all-orders-search-result?quickSearch=SO-412345',
  }],
  placedAt: '2026-11-22T09:10:00Z',
  says: [
    {
      system: 'warehouse', name: 'leicester-wms', says: 'Packed 13:40', seenAt: packedAt,
      by: 'push',
    },
    {
      system: 'shipstation', name: 'shipstation-uk',
      says: 'Label made 13:44, dpd 15504270800001', seenAt: labelledAt, by: 'poll',
    },
    {
      system: 'channel', name: 'shop-uk', says: 'Took the tracking number 13:44',
      seenAt: '2026-11-22T13:44:51.501Z', by: 'push',
    },
  ],
  agree: false,
  disagreement: 'ShipStation has 1 label that the warehouse has not confirmed yet.',
  timeZone: 'Europe/London',
  actions: [],
  consignments: [{
    id: 'con_rj868zz2mj03nww9', warehouse: 'leicester', reference: 'LE-412345',
    stage: 'channel-told',
    obligations: [
      confirmed,
      met('release', '2026-11-22T13:40:14.371Z', 'It stands in ShipStation as SO-412345.'),
      met('label', labelledAt, 'Label made by dpd (15504270800001).'),
      {
        kind: 'tell-warehouse', state: 'open', waitsOn: 'warehouse', since: labelledAt,
        limitAt: '2026-11-22T13:49:51.371Z',
        sentence: 'The warehouse was told. It has not confirmed it yet.',
      },
      met('tell-channel', '2026-11-22T13:44:51.501Z',
        'The channel was told and has confirmed it.'),
      {
        kind: 'leave', state: 'open', waitsOn: 'carrier', since: labelledAt,
        limitAt: '2026-11-22T17:15:00Z',
        sentence: 'Labelled for the 16:30 collection, not seen leaving the building yet.',
      },
    ],
    exceptions: [],
    rulings: [],
    lines: [{
      line: '1', sku: 'TEE-BLK-M', name: 'T-shirt, black, M', ordered: 2, picked: 2, packed: 2,
      short: 0, labelled: 2,
    }],
    parcels: [{
      label, document: null, trackingNumber: '15504270800001', carrier: 'dpd',
      service: 'dpd_by_12', cost: { amount: 602, currency: 'GBP' }, weightGrams: 450,
      madeAt: '2026-11-22T13:44:49.750Z', state: 'label made',
    }],
    because: [
      'The warehouse has confirmed 2 units: everything is packed.',
      'It stands in ShipStation as SO-412345.',
      'Label made by dpd (15504270800001).',
    ],
  }],
};

const parcel = (carrier: string, line: string) => ({
  trackingNumber: '15504270800001', trackingUrl: null, carrier, service: 'dpd_by_12',
  cost: { amount: 602, currency: 'GBP' }, weightGrams: 450, replaces: null,
  lines: [{ line, quantity: 2 }],
});

export const dispatchMessage = {
  id: 'msg_0cshp16zcco0xherpi2vc0', kind: 'dispatch', consignment: 'LE-412345',
  orderNumber: 'SO-412345', at: '2026-11-22T13:44:51.413Z', parcels: [parcel('DPD', '1')],
};

export const noticeMessage = {
  id: 'msg_08qeeasy0jf1z5rt5xjdqo', kind: 'notice', consignment: 'LE-412345',
  orderNumber: 'SO-412345', at: '2026-11-22T13:44:51.413Z', parcels: [parcel('DPD UK', '881')],
};
