/** Which order a line belongs to, in the words of the channel that sold it. */
import type { TrytonSettings } from '../settings.ts';
import type { SoldLines } from './lines.ts';
import { soldIn, type Shipment, type Sold } from './shipment.ts';

const numberOf = (
  { number, reference }: { readonly number: string | null; readonly reference: string | null },
  { orderNumber }: Pick<TrytonSettings, 'orderNumber'>,
): string | null =>
  (orderNumber === 'reference' ? reference ?? number : number ?? reference);

/** By the sale’s line; of a sale that has neither number nor reference there is none. */
export const numbersBySold = (
  sold: ReadonlyMap<number, Sold>,
  settings: Pick<TrytonSettings, 'orderNumber'>,
): ReadonlyMap<string, string> => new Map([...sold.values()].flatMap((one) => {
  const number = numberOf(one['sale.'], settings);
  return number === null ? [] : [[String(one.id), number] as const];
}));

/** `12 [SO-1001]` is how a sale is named by its number and reference [try-src]. */
const nameOfSale = /^(\S+)(?: \[(.*)\])?$/s;

/** The order of the shipment as a whole, or why it cannot be told, in words. */
export const orderNumberOf = (
  shipment: Shipment,
  sold: SoldLines,
  settings: Pick<TrytonSettings, 'orderNumber'>,
): { readonly number: string } | string => {
  const ids = soldIn(shipment);
  if (ids.length === 0) {
    const number = shipment.reference ?? shipment.number;
    return number === null ? 'it has no number' : { number };
  }
  if (sold !== null) {
    const [first] = ids.flatMap((one) => sold.get(one) ?? [])
      .toSorted((one, other) => one.sale - other.sale || one.id - other.id);
    const number = first === undefined ? null : numberOf(first['sale.'], settings);
    return number === null ? 'its sale has no number' : { number };
  }
  const [, number = null, reference = null] = nameOfSale.exec(shipment.origins ?? '') ?? [];
  const found = numberOf({ number, reference: reference === '' ? null : reference }, settings);
  return found === null || /\], \S+ \[|^\S+, \S/.test(shipment.origins ?? '')
    ? 'it is for several sales, and the user may not read which line is for which: give it the ' +
      'group Sales' : { number: found };
};

/** The channel whose order numbers begin like this one, the longest beginning first. */
export const channelOf = (
  orderNumber: string,
  { channel }: Pick<TrytonSettings, 'channel'>,
): string | null => {
  const [longest] = Object.keys(channel).filter((one) => orderNumber.startsWith(one))
    .toSorted((one, other) => other.length - one.length);
  return longest === undefined ? null : channel[longest] ?? null;
};
