/** By which way a system is reached, and which settings that asks for. */
import type { ConnectorView, Document } from '../api/connectors.ts';
import { membersOf } from './steps.ts';

/** The choice of a connector that may be reached in all its ways at once. */
export const allWays = 'all';

/** What may be chosen, the usual one first; none where there is only one way. */
export const waysOf = ({ reached }: ConnectorView): readonly string[] => [
  ...(reached?.ways ?? []).map(({ way }) => way), ...(reached?.by === 'any' ? [allWays] : []),
];

/** The way that was chosen, or the usual one; null where there is nothing to choose. */
export const wayOf = (connector: ConnectorView, chosen: string): string | null => {
  const ways = waysOf(connector);
  return ways.find((one) => one === chosen) ?? ways[0] ?? null;
};

/** The connector as it is asked about by one way: what that does not need is not there. */
export function askedBy(connector: ConnectorView, way: string | null): ConnectorView {
  const ways = connector.reached?.ways ?? [];
  const used = ways.filter((one) => way === allWays || one.way === way);
  const needs = used.flatMap((one) => one.needs);
  const wanted = used.flatMap((one) => one.settings);
  const ofNobody = ways.flatMap((one) => one.settings).filter((path) => !wanted.includes(path));
  return {
    ...connector,
    settings: connector.settings.filter(({ path }) => !ofNobody.includes(path))
      .map((one) => ({ ...one, isRequired: one.isRequired || needs.includes(one.path) })),
  };
}

/** Pages about a system, and about the ways that were chosen. */
export const guidesFor = (connector: ConnectorView, way: string | null) => [
  ...(connector.guide === null ? [] : [{ about: connector.title, address: connector.guide }]),
  ...(connector.reached?.ways ?? []).flatMap((one) => {
    const isUsed = way === allWays || one.way === way;
    return isUsed && one.guide !== null ? [{ about: one.label, address: one.guide }] : [];
  }),
];

/**
 * Who can bring a channel's orders into these accounts by the ways that they are reached, the usual
 * one first; null where that is not known of all of them.
 */
export function entersInto(
  accounts: readonly string[], document: Document, connectors: readonly ConnectorView[],
): readonly string[] | null {
  const connections = membersOf(document['connections']);
  const of = accounts.map((account) => {
    const { connector, settings } = membersOf(connections[account]);
    const ways = connectors.find((one) => one.connector === connector)?.reached?.ways ?? [];
    const used = ways.filter(({ needs }) =>
      needs.every((path) => settingAt(settings, path) !== undefined));
    return used.length === 0 || used.some(({ enters }) => enters === null) ? null
      : used.flatMap(({ enters }) => enters ?? []);
  });
  if (of.length === 0 || of.includes(null)) return null;
  return [...new Set(of.flatMap((one) => one ?? []))];
}

const settingAt = (settings: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, step) => membersOf(at)[step], settings);
