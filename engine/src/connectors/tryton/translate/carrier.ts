/** Which of their carriers is meant by the policy’s word for it. */
import { z } from 'zod';
import { id, listOf, text } from './shapes.ts';

export const carriersShape = listOf(z.object({
  'id': id, 'rec_name': text,
  'party.': z.object({ name: text }).nullish(),
  'carrier_product.': z.object({ name: text, code: text }).nullish(),
}));

export const carrierFields = [
  'rec_name', 'party.name', 'carrier_product.name', 'carrier_product.code',
];

/** A name such as `DPD`, the article that it is billed by, or the whole as it stands on screens. */
export const carrierSearch = (word: string) => [
  'OR', ['party.name', '=', word], ['carrier_product.name', '=', word],
  ['carrier_product.code', '=', word], ['party.name', '=', word.split(' - ')[0] ?? word],
];

export type Chosen =
  | { readonly is: 'carrier'; readonly id: number }
  | { readonly is: 'refused'; readonly code: string; readonly text: string };

export const chooseCarrier = (
  all: z.output<typeof carriersShape>,
  word: string,
  current: number | null,
): Chosen => {
  const whole = all.filter((one) => one.rec_name === word);
  const fitting = whole.length > 0 ? whole : all.filter((one) => [
    one['party.']?.name, one['carrier_product.']?.name, one['carrier_product.']?.code,
  ].includes(word));
  // Of several by one name, what stands there already is one.
  const there = fitting.find((one) => one.id === current);
  const [only, another] = fitting;
  if (there !== undefined) return { is: 'carrier', id: there.id };
  if (only === undefined) {
    return { is: 'refused', code: 'carrier.unknown', text: `Tryton has no carrier called ${word}` +
      ': add it there, or give the mapping of carriers the name that it has' };
  }
  if (another === undefined) return { is: 'carrier', id: only.id };
  const names = fitting.map((one) => one.rec_name ?? '').slice(0, 5).join('; ');
  return { is: 'refused', code: 'carrier.ambiguous', text: `Tryton has several carriers called ` +
    `${word} (${names}): give the mapping of carriers one of these names` };
};
