/**
 * What bounds of looking would mean: how soon news is heard, and how many calls that takes. And
 * the policy that says so. Pure.
 */
import type { ConnectionView, Policy } from '../api/client.ts';
import type { Document, PolicyWish } from '../api/connectors.ts';

export type Looks = ConnectionView['feeds'][number]['looks'];

/** In milliseconds. */
export type Bounds = { readonly atMost: number; readonly atLeast: number };

export type BoundedList = {
  readonly feed: string;
  readonly looks: Looks;
  readonly bounds: Bounds;
};

export const boundsNow = ({ atMostEveryMilliseconds, atLeastEveryMilliseconds }: Looks): Bounds =>
  ({ atMost: atMostEveryMilliseconds, atLeast: atLeastEveryMilliseconds });

export const usualBounds = ({ usual }: Looks): Bounds => ({
  atMost: usual.atMostEveryMilliseconds, atLeast: usual.atLeastEveryMilliseconds,
});

/** News comes at any moment between two looks: on average it waits for half of that. */
export const heardAfter = (between: number, answerMilliseconds: number): number =>
  between / 2 + answerMilliseconds;

export type Effect = {
  /** Calls a minute of all lists together, while nothing is expected and while somebody waits. */
  readonly callsQuiet: number;
  readonly callsBrisk: number;
  /** Whether they leave what others need of the calls. */
  readonly isAllowed: boolean;
};

export function effectOf(
  lists: readonly BoundedList[], polling: NonNullable<ConnectionView['polling']>,
): Effect {
  const callsAt = (betweenOf: (list: BoundedList) => number): number =>
    lists.reduce((sum, list) => sum + (list.looks.costInCalls * 60_000) / betweenOf(list), 0);
  const callsBrisk = Math.ceil(callsAt(({ bounds }) => bounds.atMost));
  const usually = Math.ceil(callsAt(({ looks }) => usualBounds(looks).atMost));
  return {
    callsQuiet: Math.ceil(callsAt(({ bounds }) => bounds.atLeast)), callsBrisk,
    isAllowed: polling.atMost === null || callsBrisk <= Math.max(polling.atMost, usually),
  };
}

const seconds = [
  2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_800, 3_600,
];

/** Where a slider stops, shortest first: round lengths, and the numbers that hold now. */
export function stopsBetween(
  shortest: number, longest: number, also: readonly number[],
): readonly number[] {
  const all = [...seconds.map((one) => one * 1_000), shortest, longest, ...also];
  return [...new Set(all)].filter((one) => one >= shortest && one <= longest)
    .toSorted((one, other) => one - other);
}

/**
 * The lowest place of a slider. A connector looks no sooner than it does by itself because somebody
 * lets it: only looking at least that often makes it.
 */
export const shortestOf = (
  which: keyof Bounds, { looks, bounds }: Pick<BoundedList, 'looks' | 'bounds'>,
): number => which === 'atLeast' ? looks.shortestMilliseconds
  : Math.min(usualBounds(looks).atMost, bounds.atLeast);

/** One bound moved takes the other along, so that looks can keep to both. */
export const moved = (
  { looks, bounds }: Pick<BoundedList, 'looks' | 'bounds'>, which: keyof Bounds, to: number,
): Bounds => which === 'atMost' ? { atMost: to, atLeast: Math.max(to, bounds.atLeast) }
  : { atMost: Math.min(to, Math.max(bounds.atMost, usualBounds(looks).atMost)), atLeast: to };

/**
 * The policy in force with these bounds; what is as usual is left to the connector, and lists that
 * are not named stay as the policy has them.
 */
export function withBounds(
  { document, version }: Pick<Policy, 'document' | 'version'>,
  connection: string, lists: readonly BoundedList[],
): PolicyWish {
  const connections = recordIn(document, 'connections');
  const { looks: _, ...rest } = recordIn(connections, connection);
  const before = recordIn(recordIn(connections, connection), 'looks');
  const kept = Object.entries(before)
    .filter(([feed]) => lists.every((list) => list.feed !== feed));
  const looks = Object.fromEntries([...kept, ...lists.flatMap((list): [string, Document][] => {
    const said = boundsSaid(list);
    return Object.keys(said).length === 0 ? [] : [[list.feed, said]];
  })]);
  const bounded = Object.keys(looks).length === 0 ? rest : { ...rest, looks };
  return {
    basedOn: version, secrets: {},
    document: { ...document, connections: { ...connections, [connection]: bounded } },
  };
}

function boundsSaid({ looks, bounds }: BoundedList): Document {
  const usual = usualBounds(looks);
  return {
    ...bounds.atMost === usual.atMost ? {} : { atMostEvery: inShort(bounds.atMost) },
    ...bounds.atLeast === usual.atLeast ? {} : { atLeastEvery: inShort(bounds.atLeast) },
  };
}

/** As a policy file says it. */
const inShort = (milliseconds: number): string => `${Math.round(milliseconds / 1_000)}s`;

function recordIn(record: Document, name: string): Document {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
