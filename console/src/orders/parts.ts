/** The parts that somebody may filter by, and what there is to choose from in each. */
import { orderFilterNames, type OrderFilterName } from '../api/client.ts';
import type { Names } from '../api/names.ts';
import { instantOf } from '../time/clock.ts';
import { wordsOfPart } from './chips.ts';

/** A number is looked for by the box above; a cause comes by a link, with its value at fault. */
export const addable: readonly OrderFilterName[] = orderFilterNames.filter((name) =>
  !['orderNumber', 'causeCode', 'causeFault', 'causeId', 'id'].includes(name));

type Option = { readonly value: string; readonly label: string };

/** None where the value is typed. */
export function optionsOf(part: OrderFilterName, names: Names): readonly Option[] {
  const own = wordsOfPart[part];
  if (own !== undefined) return Object.entries(own).map(([value, label]) => ({ value, label }));
  const given = {
    warehouse: names.warehouses, notWarehouse: names.warehouses, channel: names.channels,
    notChannel: names.channels, carrier: names.carriers, notCarrier: names.carriers,
    service: names.services, notService: names.services,
  };
  const known = part in given ? given[part as keyof typeof given] : [];
  return known.map((value) => ({ value, label: value }));
}

/** What is typed is a time on the clocks that the page shows; the address holds the instant. */
export const asInstant = (local: string, zone: string): string =>
  Number.isNaN(Date.parse(local)) ? local : new Date(instantOf(local, zone)).toISOString();
