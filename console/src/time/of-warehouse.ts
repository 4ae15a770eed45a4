/** In which zone a warehouse stands, as the policy says. */
import type { Policy } from '../api/client.ts';

/** Of that warehouse, else of the policy's first. Null where the policy says none. */
export function zoneIn(policy: Policy | undefined, warehouse: string | undefined): string | null {
  const all = warehousesIn(policy);
  const [, place] = all.find(([name]) => name === warehouse) ?? all[0] ?? [];
  const zone = read(place, 'timeZone');
  return typeof zone === 'string' ? zone : null;
}

/** The first warehouse that uses a connection: the engine tells its times there as well. */
export const warehouseOver = (
  policy: Policy | undefined, connection: string,
): string | undefined => warehousesIn(policy).find(([, place]) =>
  ['connection', 'shipstation'].some((use) => read(place, use) === connection))?.[0];

function warehousesIn(policy: Policy | undefined): readonly [string, unknown][] {
  const places = policy?.document['warehouses'];
  return typeof places === 'object' && places !== null ? Object.entries(places) : [];
}

const read = (place: unknown, name: string): unknown =>
  typeof place === 'object' && place !== null ? Reflect.get(place, name) : undefined;
