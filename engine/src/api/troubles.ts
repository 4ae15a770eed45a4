/** The standing troubles of connections, each with the orders that wait for it and their list. */
import { clock, counted, listed, named, quoted, type Reader } from '../core/explain/words.ts';
import type { Stage } from '../core/model/decision.ts';
import { renderInstant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import { standingTroubles, type StandingTrouble } from '../loop/standing-troubles.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import { readStandstills } from '../loop/standstills.ts';
import type { Tx } from '../store/database.ts';
import type { Pausable } from '../store/pauses.ts';
import { countWithLate } from '../store/flow.ts';
import { placesOf, together, type Places } from './connection-places.ts';
import { filterFrom, orderQueryShape, type OrderAddress } from './order-query.ts';
import { wordOf } from './pauses.ts';
import type { Flow } from './shapes/flow.ts';

type View = Flow['troubles'][number];
type Waiting = View['waiting'][number];

/** For one warehouse: what its orders may wait for; a channel is everybody's. */
export const viewTroubles = async (
  tx: Tx,
  surroundings: Pick<Surroundings, 'connectors' | 'now' | 'limitNow'>,
  policy: Policy,
  { warehouse, timeZone }: { readonly warehouse: string | null; readonly timeZone: string },
): Promise<Flow['troubles']> => {
  const now = surroundings.now();
  const still = await readStandstills(tx, now);
  const views: View[] = [];
  for (const [name, connection] of Object.entries(policy.connections)) {
    const places = placesOf(policy, name, warehouse);
    if (warehouse !== null && !isUsed(places)) continue;
    const silence = still[name]?.silence ?? null;
    for (const trouble of await standingTroubles(
      tx, surroundings, name, { connection, silence })) {
      const waiting: Waiting[] = [];
      for (const { what, list } of listsOf(trouble, places, warehouse)) {
        const { total } = await countWithLate(tx, filterFrom(orderQueryShape.parse(list)), now);
        waiting.push({ what, orders: total, list });
      }
      views.push({
        connection: name, party: partyOf(places), ...factsOf(trouble),
        waiting, sentence: sentenceOf(name, trouble, waiting, { timeZone, now }),
      });
    }
  }
  // What stops most comes first among those of one kind; the order of the policy settles the rest.
  return views.toSorted((one, other) =>
    gravity.indexOf(one.is) - gravity.indexOf(other.is) || held(other) - held(one));
};

const gravity: readonly View['is'][] =
  ['silent', 'not-let-in', 'tripped', 'paused', 'feed-behind', 'limit-used-up'];

const held = ({ waiting }: Pick<View, 'waiting'>): number =>
  waiting.reduce((sum, { orders }) => sum + orders, 0);

const isUsed = ({ shipstation, warehouse, channel }: Places): boolean =>
  shipstation.length + warehouse.length + channel.length > 0;

const partyOf = (places: Places): View['party'] =>
  (['shipstation', 'warehouse', 'channel'] as const).find((one) => places[one].length > 0) ?? null;

type Listed = { readonly what: Waiting['what']; readonly list: Record<string, string> };

/**
 * The queries whose orders wait for the end of this trouble. Those that an exception of their own
 * or a person holds are left out of what is to go: its end would not let them go.
 */
const listsOf = (
  trouble: StandingTrouble,
  { shipstation, warehouse, channel }: Places,
  only: string | null,
): readonly Listed[] => {
  const stopped = stoppedBy(trouble);
  const stages: readonly Stage[] = [
    ...(stopped.has('release') ? ['ready-to-ship' as const] : []),
    ...(stopped.has('look') ? ['in-shipstation' as const] : []),
  ];
  const isToldNothing = stopped.has('write');
  // A warehouse that does not answer us may go on telling us of its own accord.
  const isUnread = stopped.has('look') &&
    (trouble.is === 'feed-behind' || trouble.is === 'paused' || trouble.is === 'tripped');
  const here: OrderAddress = only === null ? {} : { warehouse: only };
  return [
    ...together(stages.length > 0 ? shipstation : [], 'label', (names) =>
      ({
        stage: stages.join(','), blocked: 'no', held: 'no', open: 'yes', warehouse: names,
      })),
    ...together(isUnread ? warehouse : [], 'news', (names) =>
      ({ waitingOn: 'warehouse', open: 'yes', warehouse: names })),
    ...together(isToldNothing ? warehouse : [], 'warehouse-told', (names) =>
      ({ owes: 'tell-warehouse', open: 'yes', warehouse: names })),
    ...together(isToldNothing ? channel : [], 'channel-told', (names) =>
      ({ ...here, owes: 'tell-channel', open: 'yes', channel: names })),
  ];
};

const stoppedBy = (trouble: StandingTrouble): ReadonlySet<Pausable> => {
  if (trouble.is === 'paused') return new Set(trouble.effects);
  if (trouble.is === 'tripped') {
    return new Set([...trouble.effects, ...trouble.feeds.length > 0 ? ['look' as const] : []]);
  }
  return new Set(trouble.is === 'feed-behind' ? ['look'] : ['release', 'write', 'look']);
};

const factsOf = (trouble: StandingTrouble): Pick<
  View, 'is' | 'since' | 'until' | 'by' | 'why' | 'what' | 'feeds'
> => {
  const none = { since: null, until: null, by: null, why: null, what: [], feeds: [] };
  switch (trouble.is) {
    case 'silent':
    case 'not-let-in':
      return { ...none, is: trouble.is, since: renderInstant(trouble.since) };
    case 'paused': {
      const { by, why, since, until, effects } = trouble;
      return {
        ...none, is: 'paused', by, why, since: renderInstant(since),
        until: until === null ? null : renderInstant(until), what: effects.map(wordOf),
      };
    }
    case 'tripped': {
      const { since, words, feeds, effects } = trouble;
      return {
        ...none, is: 'tripped', since: renderInstant(since), why: words,
        what: effects.map(wordOf), feeds: [...feeds],
      };
    }
    case 'limit-used-up':
      return { ...none, is: 'limit-used-up', until: renderInstant(trouble.until) };
    case 'feed-behind':
      return {
        ...none, is: 'feed-behind', since: renderInstant(trouble.since),
        feeds: [...trouble.feeds],
      };
    default:
      return trouble satisfies never;
  }
};

const sentenceOf = (
  connection: string,
  trouble: StandingTrouble,
  waiting: readonly Waiting[],
  reader: Reader,
): string => {
  const waits = waiting.filter(({ orders }) => orders > 0).map(({ what, orders }) =>
    `${counted(orders, 'order waits', 'orders wait')} ${waitWords[what]}`);
  return `${happened(named(connection), trouble, reader)}; ` +
    `${waits.length === 0 ? 'no order waits for it' : listed(waits)}.`;
};

const waitWords: Readonly<Record<Waiting['what'], string>> = {
  'label': 'to be released or labelled',
  'news': 'for its word',
  'warehouse-told': 'to be told to the warehouse',
  'channel-told': 'to be told to the channel',
};

const happened = (connection: string, trouble: StandingTrouble, reader: Reader): string => {
  switch (trouble.is) {
    case 'silent':
      return `${connection} has not answered since ${clock(trouble.since, reader)}`;
    case 'not-let-in':
      return `${connection} has refused our keys since ${clock(trouble.since, reader)}`;
    case 'paused':
      return `${named(trouble.by)} paused ${listed(trouble.effects.map(wordOf))} on ` +
        `${connection} ${trouble.until === null ? 'until somebody resumes it'
          : `until ${clock(trouble.until, reader)}`} (${quoted(trouble.why)})`;
    case 'tripped': {
      const over = [
        ...trouble.effects.map(wordOf), ...trouble.feeds.map((one) => `looks at ${named(one)}`),
      ];
      return `Gatepass has tripped over ${listed(over)} of ${connection} since ` +
        `${clock(trouble.since, reader)} (${quoted(trouble.words)}) and tries again by itself; ` +
        'it is a mistake of Gatepass: tell whoever looks after it';
    }
    case 'limit-used-up':
      return `The limit of ${connection} is used up; it goes on at ` +
        clock(trouble.until, reader);
    case 'feed-behind':
      return `${listed(trouble.feeds.map((feed) => named(feed)))} of ${connection} ` +
        `${trouble.feeds.length === 1 ? 'was' : 'were'} last read through at ` +
        clock(trouble.since, reader);
    default:
      return trouble satisfies never;
  }
};
