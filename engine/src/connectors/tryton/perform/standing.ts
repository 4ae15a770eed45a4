/** Finds the shipment of a message, and reads how it stands. */
import { z } from 'zod';
import { refused, Ended } from '../../../contract/one-message.ts';
import type { Standing } from '../access.ts';
import { closed } from '../rpc.ts';
import type { TrytonSettings } from '../settings.ts';
import { decimal, id, listOf, quantity, text } from '../translate/shapes.ts';
import { idOf } from '../translate/reference.ts';
import type { Ask } from './asking.ts';

const boxShape = z.object({
  id, code: z.coerce.string(), parent: id.nullish(), shipping_reference: text,
});

const moveShape = z.object({
  'id': id, 'origin': z.string().nullish(), 'state': z.string(), 'quantity': quantity,
  'package': id.nullish(), 'from_location': id, 'to_location': id,
  'product.': z.object({ id }),
});

/** What their protocol calls it. */
export const stampName = '_timestamp';

const foundShape = z.object({
  'id': id,
  'number': z.coerce.string(),
  'state': z.string(),
  [stampName]: z.coerce.string().nullish(),
  'warehouse_output': id,
  'carrier': id.nullish(),
  'cost': decimal,
  'cost_edit': z.union([z.boolean(), z.coerce.number().transform((one) => one === 1)]).nullish(),
  'company.': z.object({ 'currency.': z.object({ code: text }).nullish() }).nullish(),
  'packages.': listOf(boxShape),
  'moves.': listOf(moveShape),
});

export type Found = z.output<typeof foundShape>;

/** What a change since it was read is known by. */
export const stampIn = ({ [stampName]: stamp }: Found): string | null => stamp ?? null;

const fields = [
  'number', 'state', stampName, 'warehouse_output', 'carrier', 'cost', 'cost_edit',
  'company.currency.code',
  ...['code', 'parent', 'shipping_reference'].map((one) => `packages.${one}`),
  ...['origin', 'state', 'quantity', 'package', 'from_location', 'to_location', 'product.code']
    .map((one) => `moves.${one}`),
];

/** By its id; by its number where that is all there is, and then only the one that has it. */
export const findShipment = async (
  ask: Ask,
  standing: Standing,
  { warehouse }: Pick<TrytonSettings, 'warehouse'>,
  reference: string,
): Promise<Found> => {
  const id = idOf(reference);
  const given = await ask({
    method: 'model.stock.shipment.out.search_read',
    params: [
      [
        ['company', '=', standing.company], ['warehouse.code', 'in', warehouse],
        id === null ? ['number', '=', reference] : ['id', '=', id],
      ],
      0, 2, [['id', 'ASC']], fields, { company: standing.company, language: 'en' },
    ],
    timeoutMilliseconds: 2_500, purpose: 'find the shipment',
  });
  const read = listOf(foundShape).safeParse(given);
  if (!read.success) {
    throw new Ended(closed('unreadable', 'Tryton’s answer is no list of shipments'));
  }
  const [only, another] = read.data;
  if (another !== undefined) {
    throw refused('shipment.ambiguous',
      `Tryton has several shipments with the number ${reference}`);
  }
  if (only !== undefined) return only;
  throw refused('shipment.unknown', `Tryton shows no shipment ${reference} in ` +
    warehouse.join(', '));
};
