/** A shipment of theirs with all its moves and boxes, as one search shows it. */
import { z } from 'zod';
import { decimal, id, listOf, quantity, stamp, text } from './shapes.ts';

const unit = z.object({ 'id': id, 'symbol': text });

const moveShape = z.object({
  'id': id,
  'origin': z.string().nullish(),
  'state': z.string(),
  'quantity': quantity,
  'internal_weight': quantity.nullish(),
  'unit_price': decimal,
  'from_location': id,
  'to_location': id,
  'package': id.nullish(),
  'write_date': stamp.nullish(),
  'create_date': stamp,
  'currency.': z.object({ code: text }).nullish(),
  'from_location.': z.object({ code: text, rec_name: text }).nullish(),
  'product.': z.object({ id, code: text, name: text }),
  'uom.': unit.nullish(),
  'unit.': unit.nullish(),
});

const length = z.object({ factor: quantity.nullish() }).nullish();

const boxShape = z.object({
  'id': id,
  'code': z.union([z.string(), z.number().transform(String)]),
  'parent': id.nullish(),
  'shipping_reference': text,
  'total_weight': quantity.nullish(),
  'length': quantity.nullish(), 'width': quantity.nullish(), 'height': quantity.nullish(),
  'length_uom.': length, 'width_uom.': length, 'height_uom.': length,
});

export const shipmentShape = z.object({
  'id': id,
  'number': z.union([z.string(), z.number().transform(String)]).nullish()
    .transform((given) => (given ?? '').trim() || null),
  'state': z.string(),
  'reference': text,
  'origins': text,
  'warehouse_storage': id,
  'warehouse_output': id,
  'write_date': stamp.nullish(),
  'create_date': stamp,
  'warehouse.': z.object({ code: text }),
  'customer.': z.object({
    name: text, full_name: text, phone: text, mobile: text, email: text,
  }),
  'delivery_address.': z.object({
    'party_name': text, 'name': text, 'street': text, 'city': text, 'postal_code': text,
    'country.': z.object({ code: text }).nullish(),
    'subdivision.': z.object({ code: text }).nullish(),
  }).nullish(),
  'carrier.': z.object({
    'rec_name': text, 'party.': z.object({ name: text }).nullish(),
    'carrier_product.': z.object({ name: text }).nullish(),
  }).nullish(),
  'moves.': listOf(moveShape),
  'packages.': listOf(boxShape),
});

export type Shipment = z.output<typeof shipmentShape>;
export type Move = z.output<typeof moveShape>;
export type Box = z.output<typeof boxShape>;

export const shipmentFields = (unitField: 'unit' | 'uom'): readonly string[] => [
  'number', 'state', 'reference', 'origins', 'warehouse_storage', 'warehouse_output', 'write_date',
  'create_date', 'warehouse.code',
  ...['name', 'full_name', 'phone', 'mobile', 'email'].map((one) => `customer.${one}`),
  ...['party_name', 'name', 'street', 'city', 'postal_code', 'country.code', 'subdivision.code']
    .map((one) => `delivery_address.${one}`),
  'carrier.rec_name', 'carrier.party.name', 'carrier.carrier_product.name',
  ...['origin', 'state', 'quantity', 'internal_weight', 'unit_price', 'from_location',
    'to_location', 'package', 'write_date', 'create_date', 'currency.code', 'from_location.code',
    'from_location.rec_name', 'product.code', 'product.name', `${unitField}.symbol`,
  ].map((one) => `moves.${one}`),
  ...['code', 'parent', 'shipping_reference', 'total_weight', 'length', 'width', 'height',
    'length_uom.factor', 'width_uom.factor', 'height_uom.factor',
  ].map((one) => `packages.${one}`),
];

/** What was sold of it, and all moves of that, in whichever shipment. */
const soldMoveShape = z.object({
  id, state: z.string(), quantity, shipment: z.string().nullish(),
});

export const soldShape = z.object({
  'id': id,
  'quantity': quantity,
  'sale': id,
  'unit.': unit.nullish(),
  'sale.': z.object({ number: text, reference: text }),
  'moves.': listOf(soldMoveShape),
  'moves_ignored.': listOf(z.object({ quantity })),
});

export type Sold = z.output<typeof soldShape>;

export const soldFields: readonly string[] = [
  'quantity', 'sale', 'unit.symbol', 'sale.number', 'sale.reference', 'moves.state',
  'moves.quantity', 'moves.shipment', 'moves_ignored.quantity',
];

/** `stock.shipment.out,4` -> 4, where it is one of that model. */
export const idIn = (reference: string | null | undefined, model: string): number | null => {
  const [of, number = ''] = (reference ?? '').split(',');
  return of === model && /^\d{1,15}$/.test(number) ? Number(number) : null;
};

/** The sales’ lines that a shipment’s moves come from. */
export const soldIn = (shipment: Shipment): readonly number[] =>
  shipment['moves.'].flatMap(({ origin }) => idIn(origin, 'sale.line') ?? []);
