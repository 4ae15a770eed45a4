/** The names that the policy gives to warehouses, channels and carriers, for choosing among. */
import { useQuery } from '@tanstack/react-query';
import type { Policy } from './client.ts';
import { policyQuestion } from './questions.ts';

export type Names = {
  readonly warehouses: readonly string[];
  readonly channels: readonly string[];
  readonly carriers: readonly string[];
  /** As warehouses ask for them, and as ShipStation calls them. */
  readonly services: readonly string[];
  /** Addresses outside that are told when something stops. */
  readonly alerts: readonly string[];
};

export function namesIn(policy: Policy | undefined): Names {
  const document = policy?.document ?? {};
  return {
    warehouses: keysOf(document['warehouses']),
    channels: keysOf(document['channels']),
    carriers: wordsIn(document['mappings'], ['services', 'carriers'], ['carrier', 'shipstation']),
    services: wordsIn(document['mappings'], ['services'], ['says', 'service']),
    alerts: keysOf(document['alerts']),
  };
}

export type MessagePlace = {
  readonly party: 'warehouse' | 'channel';
  readonly name: string;
};

/** The warehouses and channels that are spoken to over a connection. */
export function placesBehind(
  policy: Policy | undefined, connection: string,
): readonly MessagePlace[] {
  const document = policy?.document ?? {};
  const over = (party: MessagePlace['party'], part: unknown): MessagePlace[] =>
    typeof part !== 'object' || part === null ? [] : Object.entries(part)
      .filter(([, place]: [string, unknown]) => typeof place === 'object' && place !== null
        && Reflect.get(place, 'connection') === connection)
      .map(([name]) => ({ party, name }));
  return [...over('warehouse', document['warehouses']), ...over('channel', document['channels'])];
}

/** Without an answer there is nothing to choose; the pages work all the same. */
export const useNames = (): Names => namesIn(useQuery(policyQuestion).data);

function keysOf(part: unknown): readonly string[] {
  return typeof part === 'object' && part !== null ? Object.keys(part) : [];
}

/** What stands under these names in the rows of these parts of the mappings. */
function wordsIn(
  mappings: unknown, parts: readonly string[], names: readonly string[],
): readonly string[] {
  if (typeof mappings !== 'object' || mappings === null) return [];
  const rows = parts.flatMap((name): unknown[] => {
    const part: unknown = Reflect.get(mappings, name);
    return Array.isArray(part) ? part : [];
  });
  const found = rows.flatMap((row) => {
    if (typeof row !== 'object' || row === null) return [];
    return names.map((name): unknown => Reflect.get(row, name))
      .filter((word) => typeof word === 'string');
  });
  return [...new Set(found)].toSorted();
}
