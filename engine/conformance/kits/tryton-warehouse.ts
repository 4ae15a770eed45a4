/** A Tryton of one warehouse, as far as the connector asks it: measured on a real 6.0.29. */
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import type { Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

type Row = Record<string, unknown>;

export type Asked = { readonly method: string; readonly params: readonly unknown[] };

export const askedIn = ({ body }: WireRequest): Asked => {
  // What this connector sends.
  const { method, params } = JSON.parse(body ?? '') as Asked;
  return { method, params };
};

export const result = (value: unknown): WireAnswer => jsonAnswer(200, { id: 0, result: value });
export const complaint = (...error: readonly unknown[]): WireAnswer =>
  jsonAnswer(200, { id: 0, error });

const stampOf = (at: Date) => ({
  __class__: 'datetime', year: at.getUTCFullYear(), month: at.getUTCMonth() + 1,
  day: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes(),
  second: at.getUTCSeconds(), microsecond: 0,
});

/** A second apart. */
const timeOf = (number: number) =>
  stampOf(new Date(Date.UTC(2026, 10, 22, 13, 31) + number * 1_000));

const unit = { id: 1, symbol: 'u' };
const product = { id: 1, code: 'TEE-BLK-M', name: 'T-shirt' };

/** A packed shipment of two T-shirts, which were picked from their bin. */
export const shipmentRow = (number: number, { word, name, sortsAs }: Told = {}): Row => {
  const id = 7_000 + number;
  const at = { create_date: timeOf(0), write_date: timeOf(sortsAs ?? number) };
  const move = {
    ...at, 'quantity': 2, 'internal_weight': 0.36, 'currency.': { code: 'GBP' },
    'product.': product, 'uom.': unit,
  };
  return {
    id, 'number': String(number + 100), 'state': 'packed', 'reference': null,
    'origins': `${String(number + 1)} [SO-${String(1_000 + number)}]`,
    'warehouse_storage': 3, 'warehouse_output': 2, ...at,
    'warehouse.': { code: 'WH' },
    'customer.': {
      name: name ?? 'Iris Bell', full_name: name ?? 'Iris Bell', phone: '0113 496 0000',
      mobile: '', email: 'iris@example.test',
    },
    'delivery_address.': {
      'party_name': null, 'name': null, 'street': '7 Canal Street', 'city': 'Leeds',
      'postal_code': 'LS1 9ZZ', 'country.': { code: 'GB' }, 'subdivision.': null,
    },
    'carrier.': {
      'rec_name': word ?? 'DPD - DPD-12', 'party.': { name: 'DPD' },
      'carrier_product.': { name: 'DPD-12' },
    },
    'packages.': [{
      'id': 300 + number, 'code': 'P1', 'parent': null, 'shipping_reference': null,
      'total_weight': 0.45, 'length': 30, 'width': 22, 'height': 4,
      'length_uom.': { factor: 0.01 }, 'width_uom.': { factor: 0.01 },
      'height_uom.': { factor: 0.01 },
    }],
    'moves.': [
      {
        ...move, 'id': id * 10, 'origin': `sale.line,${String(id)}`, 'state': 'assigned',
        'from_location': 2, 'to_location': 7, 'package': 300 + number,
        'unit_price': { __class__: 'Decimal', decimal: '19.99' },
        'from_location.': { code: 'OUT', rec_name: 'Output Zone' },
      },
      {
        ...move, 'id': id * 10 + 1, 'origin': `stock.move,${String(id * 10)}`, 'state': 'done',
        'from_location': 9, 'to_location': 2, 'package': null, 'unit_price': null,
        'from_location.': { code: 'A-03-2', rec_name: 'A-03-2' },
      },
    ],
  };
};

const soldRow = (id: number): Row => ({
  'id': id, 'quantity': 2, 'sale': id, 'unit.': unit,
  'sale.': { number: String(id), reference: `SO-${String(id - 6_000)}` },
  'moves.': [{
    id: id * 10, state: 'assigned', quantity: 2, shipment: `stock.shipment.out,${String(id)}`,
  }],
  'moves_ignored.': [],
});

/** What is the same of any Tryton: signing in, and what may be asked of it. */
export const usualAnswer = ({ method, params }: Asked): WireAnswer | null => {
  switch (method) {
    case 'common.server.version': return result('6.0.29');
    case 'common.db.login': return result([4, 'f00dfeed']);
    case 'model.res.user.get_preferences':
      return result({ 'company': 1, 'company.rec_name': 'Acme Ltd' });
    case 'model.stock.move.fields_get': return result({ uom: { type: 'many2one' } });
    case 'model.stock.shipment.out.fields_get':
    case 'model.stock.package.fields_get':
      return result(Object.fromEntries((params[0] as readonly string[]).map((one) => [one, {}])));
    case 'model.ir.model.access.get_access':
      return result(Object.fromEntries((params[0] as readonly string[])
        .map((one) => [one, { read: 1, write: 1, create: 1, delete: 1 }])));
    case 'model.stock.location.search_read': return result([{ code: 'WH', name: 'Warehouse' }]);
    case 'system.listMethods':
      return result(['pick', 'pack', 'assign_try', 'wait', 'cancel', 'done', 'write']
        .map((one) => `model.stock.shipment.out.${one}`));
    default: return null;
  }
};

type Clause = readonly [string, string, unknown];

const clauseOf = (domain: readonly unknown[], name: string): Clause | undefined =>
  (domain as readonly Clause[]).find(([of]) => of === name);

type At = { year: number; month: number; day: number; hour: number; minute: number;
  second: number };
const millisecondsOf = (at: unknown): number => {
  const { year, month, day, hour, minute, second } = at as At;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** With just these shipments, by their ids, as many and as late as is asked. */
export const shipmentsOf = (rows: readonly unknown[]) => (request: WireRequest): WireAnswer => {
  const asked = askedIn(request);
  const usual = usualAnswer(asked);
  if (usual !== null) return usual;
  const [domain, , limit] = asked.params as [readonly unknown[], number, number];
  if (asked.method === 'model.sale.line.search_read') {
    const ids = clauseOf(domain, 'id')?.[2] ?? [];
    return result((ids as readonly number[]).map(soldRow));
  }
  const after = Number(clauseOf(domain, 'id')?.[2]);
  const changed = (domain.at(-1) as readonly unknown[]).slice(1)
    .find((one) => Array.isArray(one) && one[0] === 'write_date') as Clause | undefined;
  const idOf = (row: unknown): number | null => {
    const id: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : null;
    return typeof id === 'number' ? id : null;
  };
  const left = rows.filter((row) => {
    const id = idOf(row);
    // What has no place of its own stands where it was put.
    if (id === null || typeof row !== 'object' || row === null) return after === 0;
    const at: unknown = Reflect.get(row, 'write_date');
    const isChanged = changed === undefined || typeof at !== 'object' ||
      millisecondsOf(at) >= millisecondsOf(changed[2]);
    return id > after && isChanged;
  });
  const sorted = left.map((row, place) => ({ row, place })).toSorted((one, other) => {
    const [a, b] = [idOf(one.row), idOf(other.row)];
    return a === null || b === null || a === b ? one.place - other.place : a - b;
  }).map(({ row }) => row);
  return result(sorted.slice(0, limit));
};

type Boxed = {
  /** By box: how many of which line of the sale are inside. */
  readonly boxes?: readonly Readonly<Record<string, number>>[];
  readonly state?: string;
  /** What this version calls its methods. */
  readonly methods?: readonly string[];
};

/** A warehouse with one packed shipment of the number that the kit’s messages are about. */
export const pretendWarehouse = (
  { boxes = [{ '1': 2 }], state = 'packed', methods }: Boxed = {},
) => {
  const shipment = {
    state, carrier: null as unknown, cost: null as unknown, cost_edit: 0,
    numbers: boxes.map((): string | null => null), notes: [] as string[],
  };
  const methodsAsked: string[] = [];
  const shown = (): Row => ({
    'id': 7_001, 'number': 'C-1', '_timestamp': '1795356001', 'warehouse_output': 2,
    'state': shipment.state, 'carrier': shipment.carrier, 'cost': shipment.cost,
    'cost_edit': shipment.cost_edit,
    'company.': { 'currency.': { code: 'GBP' } },
    'packages.': boxes.map((_, at) => ({
      id: 301 + at, code: `P${String(at + 1)}`, parent: null,
      shipping_reference: shipment.numbers[at] ?? null,
    })),
    'moves.': boxes.flatMap((inside, at) =>
      Object.entries(inside).map(([line, quantity], place) => ({
        'id': 70_010 + 10 * at + place, 'origin': `sale.line,${line}`, 'state': 'assigned',
        quantity, 'package': 301 + at, 'from_location': 2, 'to_location': 7,
        'product.': { id: Number(line) },
      }))),
  });
  const write = (values: Row): void => {
    for (const name of ['carrier', 'cost', 'cost_edit'] as const) {
      if (name in values) Object.assign(shipment, { [name]: values[name] });
    }
    const written = (values['packages'] ?? []) as
      readonly (readonly [string, number[], { shipping_reference: string | null }])[];
    for (const [, [box = 0], { shipping_reference: number }] of written) {
      shipment.numbers[box - 301] = number;
    }
  };
  return {
    shipment,
    methodsAsked,
    answer: (request: WireRequest): WireAnswer => {
      const asked = askedIn(request);
      methodsAsked.push(asked.method);
      if (asked.method === 'system.listMethods' && methods !== undefined) {
        return result(methods.map((one) => `model.stock.shipment.out.${one}`));
      }
      const usual = usualAnswer(asked);
      if (usual !== null) return usual;
      switch (asked.method) {
        case 'model.carrier.search_read': {
          const name = ((asked.params[0] as readonly unknown[])[1] as Clause)[2];
          return result([{
            'id': 5, 'rec_name': name, 'party.': { name }, 'carrier_product.': null,
          }]);
        }
        case 'model.stock.shipment.out.write':
          write(asked.params[1] as Row);
          return result(null);
        // Says yes whatever the state is, and does something only where it is packed.
        case 'model.stock.shipment.out.done':
        case 'model.stock.shipment.out.do':
        case 'model.stock.shipment.out.ship':
          if (shipment.state === 'packed') {
            shipment.state = asked.method.endsWith('ship') ? 'shipped' : 'done';
          }
          return result(null);
        case 'model.ir.note.create':
          shipment.notes.push(
            (asked.params[0] as readonly { readonly message: string }[])[0]?.message ?? '');
          return result([1]);
        case 'model.ir.note.search_read':
          return result(shipment.notes.map((message) => ({ message })));
        default: return result([shown()]);
      }
    },
  };
};
