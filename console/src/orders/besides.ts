/** Two filters together: of what both are about, is or is not, the second counts. */
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { isTime, opposites, without } from './chips.ts';

export function besides(filter: OrderFilter, added: OrderFilter): OrderFilter {
  const said = (Object.keys(added) as OrderFilterName[])
    .filter((name) => added[name] !== undefined);
  // A time after one and before another are both of them meant.
  const about = said.flatMap((name) => [name, isTime(name) ? name : opposites[name] ?? name]);
  return {
    ...without(filter, about), ...Object.fromEntries(said.map((name) => [name, added[name]])),
  };
}
