/** Recorded pairs: what a real Tryton 6.0.29 answered, and what is seen in it. */
import { describe, expect, test } from 'vitest';
import type { LookAnswer, Seen } from '../../contract/connector.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { ConsignmentSnapshot } from '../../core/model/warehouse.ts';
import { instant } from '../../core/model/instant.ts';
import { tryton } from './connector.ts';
import recorded from './fixtures/recorded.json' with { type: 'json' };

const now = instant(Date.UTC(2026, 10, 28, 12, 0));
const settings = {
  baseUrl: 'https://tryton.example', database: 'wms', user: 'gatepass', password: 'a password',
  warehouse: 'WH', channel: 'shop-uk',
};

type Row = Readonly<Record<string, unknown>>;
type Recorded = { readonly shipments: readonly Row[]; readonly sold: readonly Row[] | null };
type Asked = { readonly method: string; readonly params: readonly unknown[] };

const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer =>
  ({ is: 'answer', status: 200, headers, body: JSON.stringify({ id: 0, result: value }) });

const of = (title: string): Recorded => {
  const one = recorded.find((row) => row.title === title);
  if (one === undefined) throw new Error(`nothing was recorded as ${title}`);
  return one;
};

/** The connector on what was recorded, with what it asked. */
const opened = (
  { shipments, sold }: Recorded,
  over: { readonly settings?: object; readonly date?: string; readonly unit?: string } = {},
) => {
  const asked: Asked[] = [];
  const answer = ({ method, params }: Asked): unknown => {
    switch (method) {
      case 'common.db.login': return [4, 'f00d'];
      case 'model.res.user.get_preferences': return { company: 1 };
      case 'model.stock.move.fields_get': return { [over.unit ?? 'uom']: {} };
      case 'model.ir.model.access.get_access':
        return { 'sale.line': { read: sold === null ? 0 : 1 } };
      case 'model.sale.line.search_read': return sold;
      case 'model.stock.shipment.out.search_read': return shipments;
      default: throw new Error(`${method} ${JSON.stringify(params)} was not to be asked`);
    }
  };
  const open = tryton.open({ ...settings, ...over.settings }, {
    request: ({ body }: WireRequest) => {
      // What this connector sends.
      const one = JSON.parse(body ?? '') as Asked;
      asked.push(one);
      return Promise.resolve(json(
        answer(one), over.date === undefined ? {} : { date: over.date }));
    },
  });
  if (open.is === 'refused') throw new Error(JSON.stringify(open.problems));
  const look = (from = now - 600_000): Promise<LookAnswer> =>
    open.session.look({ feed: 'shipments', from: instant(from), to: now, page: null }, now);
  return { look, asked };
};

const pageOf = async (given: Recorded, over: Parameters<typeof opened>[1] = {}) => {
  const said = await opened(given, over).look();
  if (said.is !== 'page') throw new Error(said.text);
  return said;
};

const snapshots = (seen: readonly Seen[]): readonly ConsignmentSnapshot[] =>
  seen.flatMap((one) => (one.kind === 'consignment' ? [one.snapshot] : []));

const seenIn = async (given: Recorded, over: Parameters<typeof opened>[1] = {}) =>
  snapshots((await pageOf(given, over)).seen);

/** SKU, ordered, allocated, picked, packed, short. */
const counts = (all: readonly ConsignmentSnapshot[]) => all.map(({ status, lines }) => [
  status, ...lines.map((one) =>
    [one.sku, one.ordered, one.allocated, one.picked, one.packed, one.short]),
]);

test('a packed shipment is a consignment with its lines, its box and where it goes', async () => {
  const { seen, unreadable, next } = await pageOf(of('packed, two T-shirts in one box'));
  expect({ unreadable, next }).toEqual({ unreadable: [], next: null });
  expect(seen).toEqual([{
    kind: 'consignment', place: 'WH', reference: '1:1',
    snapshot: {
      revision: now, updatedAt: expect.any(Number), orderNumber: 'SO-1', channel: 'shop-uk',
      status: 'packed', service: 'DPD - [DPD-12] DPD-12', wave: null, sequence: null, shipBy: null,
      shipTo: {
        name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: 'Flat 2',
        street3: null, city: 'Leeds', state: null, postalCode: 'LS1 4BT', country: 'GB',
        phone: '+44 113 496 0000', email: 'iris@example.test',
      },
      lines: [{
        line: '1', channelLine: null, orderNumber: null, sku: 'TEE-BLK-M',
        name: 'T-shirt, black, M', ordered: 2, allocated: 2, picked: 2, packed: 2, short: 0,
        shortReason: null, bin: 'A-03-2', unitPrice: { amount: 1999, currency: 'GBP' },
        weightGrams: 180, customs: null,
      }],
      parcels: [{
        reference: '1', weightGrams: 360, lengthMm: null, widthMm: null, heightMm: null,
        lines: [{ line: '1', quantity: 2 }],
      }],
      dispatch: null,
    },
  }]);
});

test.each([
  ['five wanted and two there: waiting, assigned in part',
    [['received', ['CAP-RED', 5, 2, 0, 0, 0], ['MUG-WHT', 1, 1, 0, 0, 0]]]],
  ['assigned as what is there',
    [['allocated', ['CAP-RED', 5, 2, 0, 0, 3], ['MUG-WHT', 1, 1, 0, 0, 0]]]],
  ['picked short', [['picked', ['CAP-RED', 5, 2, 2, 0, 3], ['MUG-WHT', 1, 1, 1, 0, 0]]]],
  ['picked short, without the right to read sales',
    [['picked', ['CAP-RED', 2, 2, 2, 0, 0], ['MUG-WHT', 1, 1, 1, 0, 0]]]],
  ['packed short', [['packed', ['CAP-RED', 5, 2, 2, 2, 3], ['MUG-WHT', 1, 1, 1, 1, 0]]]],
  ['done short, and a shipment of the rest', [
    ['dispatched', ['CAP-RED', 2, 2, 2, 2, 0], ['MUG-WHT', 1, 1, 1, 1, 0]],
    ['received', ['CAP-RED', 3, 0, 0, 0, 0]],
  ]],
  ['picked, none of one line there',
    [['picked', ['TEE-BLK-M', 1, 1, 1, 0, 0], ['CAP-RED', 3, 0, 0, 0, 3]]]],
  ['cancelled', [['cancelled', ['TEE-BLK-M', 1, 0, 0, 0, 0]]]],
])('%s: what is ordered, set aside, picked, packed and short', async (title, shown) => {
  expect(counts(await seenIn(of(title)))).toEqual(shown);
});

test('goods by weight are named with their quantity, and taken for no units', async () => {
  const { seen, unreadable } = await pageOf(of('by weight'));
  expect(seen).toEqual([]);
  expect(unreadable).toEqual([
    'shipment 6: 2.5 kg of TEA-LOOSE cannot be counted in whole units',
  ]);
});

describe('a shipment as it might be', () => {
  const base = of('packed, two T-shirts in one box');
  const [row = {}] = base.shipments;
  const changed = (over: Row): Recorded => ({ ...base, shipments: [{ ...row, ...over }] });
  const moves = row['moves.'] as readonly Row[];

  test.each([
    ['shipped', 'dispatched'], ['done', 'dispatched'], ['cancel', 'cancelled'],
    ['cancelled', 'cancelled'], ['draft', 'received'], ['waiting', 'received'],
  ])('%s, as some versions say, is %s', async (state, status) => {
    expect(await seenIn(changed({ state }))).toMatchObject([{ status }]);
  });

  test('a state that nobody has heard of is named, and spoils no other', async () => {
    const both = { ...base, shipments: [{ ...row, id: 9, number: '9', state: 'beamed' }, row] };
    const { seen, unreadable } = await pageOf(both);
    expect(seen).toHaveLength(1);
    expect(unreadable).toEqual(['shipment 9: its state beamed is none that is known here']);
  });

  test('without a country or a street it is seen, and nothing is made up', async () => {
    const address = { ...row['delivery_address.'] as Row, 'country.': null, 'street': null };
    expect(await seenIn(changed({ 'delivery_address.': address }))).toMatchObject([
      { shipTo: { country: null, street1: null, city: 'Leeds' } },
    ]);
  });

  test('names and streets in other writing arrive letter by letter', async () => {
    const address = {
      ...row['delivery_address.'] as Row, party_name: 'Анна Ковальова', name: '渋谷ビル',
      street: '東京都渋谷区\n1-2-3\n4階\nうら', city: 'القاهرة',
    };
    expect(await seenIn(changed({ 'delivery_address.': address }))).toMatchObject([{
      shipTo: {
        name: 'Анна Ковальова', street1: '渋谷ビル', street2: '東京都渋谷区',
        street3: '1-2-3, 4階, うら', city: 'القاهرة',
      },
    }]);
  });

  test('several sales in one shipment: each line names its own order', async () => {
    const goes = moves.find((one) => String(one['origin']).startsWith('sale.line'));
    const [sold = {}] = base.sold ?? [];
    const other = { ...goes, id: 900, origin: 'sale.line,90', package: null };
    const two: Recorded = {
      shipments: [{ ...row, 'moves.': [...moves, other], 'origins': '2 [SO-9], 1 [SO-1]' }],
      sold: [...base.sold ?? [], {
        ...sold, 'id': 90, 'sale': 90, 'sale.': { number: '2', reference: 'SO-9' }, 'moves.': [],
      }],
    };
    const [snapshot] = await seenIn(two);
    expect(snapshot?.orderNumber).toBe('SO-1');
    expect(snapshot?.lines.map((one) => [one.line, one.orderNumber]))
      .toEqual([['1', null], ['90', 'SO-9']]);
    const { unreadable } = await pageOf({ ...two, sold: null });
    expect(unreadable).toEqual([expect.stringContaining('give it the group Sales')]);
  });

  test('the order number is the sale’s reference, or its number where that is wanted', async () => {
    const number = { settings: { orderNumber: 'number' } };
    expect(await seenIn(base, number)).toMatchObject([{ orderNumber: '1' }]);
    const blind = { ...base, sold: null };
    expect(await seenIn(blind)).toMatchObject([{ orderNumber: 'SO-1' }]);
    expect(await seenIn(blind, number)).toMatchObject([{ orderNumber: '1' }]);
  });

  test('its channel is told by how its order number begins', async () => {
    const channel = 'SO- = shop-uk, AMZ- = amazon-uk';
    expect(await seenIn(base, { settings: { channel } })).toMatchObject([{ channel: 'shop-uk' }]);
    const { unreadable } = await pageOf(base, { settings: { channel: 'AMZ- = amazon-uk' } });
    expect(unreadable).toEqual([expect.stringContaining('begins like those of no channel')]);
  });

  test('from 7.0 on a unit is called otherwise, and asked for so', async () => {
    const { look, asked } = opened(base, { unit: 'unit' });
    expect(await look()).toMatchObject({ is: 'page' });
    const fields = JSON.stringify(asked.at(-2)?.params);
    expect(fields).toContain('moves.unit.symbol');
    expect(fields).not.toContain('moves.uom.symbol');
  });

  test('a box in a box goes with the outermost, in millimetres', async () => {
    const [box = {}] = row['packages.'] as readonly Row[];
    const outer = {
      ...box, 'id': 77, 'code': 'PALLET', 'parent': null, 'length': 120, 'width': 80, 'height': 10,
      'length_uom.': { factor: 0.01 }, 'width_uom.': { factor: 0.01 },
      'height_uom.': { factor: 0.01 },
    };
    expect(await seenIn(changed({ 'packages.': [outer, { ...box, parent: 77 }] }))).toMatchObject([{
      parcels: [{
        reference: 'PALLET', lengthMm: 1200, widthMm: 800, heightMm: 100,
        lines: [{ line: '1', quantity: 2 }],
      }],
    }]);
  });
});

describe('what is asked for', () => {
  const base = of('packed, two T-shirts in one box');

  const since = async (date?: string): Promise<unknown> => {
    const { look, asked } = opened(base, date === undefined ? {} : { date });
    await look(Date.UTC(2026, 10, 28, 11, 30));
    const search = asked.find((one) => one.method === 'model.stock.shipment.out.search_read');
    // The first parameter of a search is its domain.
    return (search?.params[0] as readonly unknown[] | undefined)?.at(-1);
  };

  test('shipments, addresses, moves and packages that were made or changed since', async () => {
    const text = JSON.stringify(await since());
    for (const part of ['', 'moves.', 'packages.', 'delivery_address.']) {
      expect(text).toContain(`"${part}write_date"`);
      expect(text).toContain(`"${part}create_date"`);
    }
    expect(text).toContain('"hour":11,"minute":30');
  });

  test('a clock of theirs that is behind is looked back by, and one ahead is not', async () => {
    expect(JSON.stringify(await since('Sat, 28 Nov 2026 11:00:00 GMT')))
      .toContain('"hour":10,"minute":30');
    expect(JSON.stringify(await since('Sat, 28 Nov 2026 13:00:00 GMT')))
      .toContain('"hour":11,"minute":30');
  });
});
