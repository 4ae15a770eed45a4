/**
 * What stands wrong with a connection as a whole. Orders that wait for it are not late by that, so
 * that no list of theirs shows it: this is the one place that names it for all of them.
 */
import { effectOf } from '../core/decide/effect.ts';
import { operations, type Silence } from '../core/model/dossier.ts';
import { instant, later, type Instant } from '../core/model/instant.ts';
import type { ConnectionPolicy } from '../core/policy/policy.ts';
import type { FeedManifest, Manifest } from '../contract/connector.ts';
import type { Tx } from '../store/database.ts';
import { readFeed } from '../store/feeds.ts';
import { countWaiting } from '../store/intents.ts';
import { standingPauses, type Pausable, type StoredPause } from '../store/pauses.ts';
import { readTrips, type Trip } from '../store/trips.ts';
import { readBudget } from './budget.ts';
import { manifestFor } from './manifest-for.ts';
import { isClosedByLimit, worthTelling } from './note-wait.ts';
import type { Surroundings } from './surroundings.ts';
import { sweeping } from './trips.ts';

export type StandingTrouble =
  | { readonly is: Silence['why']; readonly since: Instant }
  | Pick<StoredPause, 'by' | 'why' | 'since' | 'until'> & {
    readonly is: 'paused'; readonly effects: readonly Pausable[];
  }
  /** In the time in which the other side counts our calls. */
  | { readonly is: 'limit-used-up'; readonly until: Instant }
  /** Our own connector trips over these looks and effects, which rest between the tries. */
  | {
      readonly is: 'tripped'; readonly since: Instant; readonly words: string;
      readonly feeds: readonly string[]; readonly effects: readonly Pausable[];
    }
  /** The feeds, and since when the one that is furthest behind was not read. */
  | { readonly is: 'feed-behind'; readonly since: Instant; readonly feeds: readonly string[] };

/** The gravest first; nothing when all is well. */
export const standingTroubles = async (
  tx: Tx,
  surroundings: Pick<Surroundings, 'connectors' | 'now' | 'limitNow'>,
  name: string,
  { connection, silence }: {
    readonly connection: ConnectionPolicy; readonly silence: Silence | null;
  },
): Promise<readonly StandingTrouble[]> => {
  const { connectors, now, limitNow } = surroundings;
  const connector = connectors[connection.connector];
  const manifest = connector === undefined
    ? undefined : manifestFor(connector, connection);
  const pauses = await standingPauses(tx, name, now());
  const isRead = silence === null && !pauses.some((one) => one.effect === 'look');
  return [
    ...(silence === null ? [] : [{ is: silence.why, since: silence.since }]),
    ...pausedTogether(pauses),
    ...trippedTogether(await readTrips(tx, name), now()),
    // A silence closes the door as well, and is named already.
    ...(silence !== null || manifest === undefined
      ? [] : await limitUsedUp(tx, name, manifest, limitNow())),
    ...(isRead && manifest !== undefined ? await behind(tx, name, manifest, now()) : []),
  ];
};

/** Several effects that one person paused in one breath are one trouble. */
const pausedTogether = (pauses: readonly StoredPause[]): readonly StandingTrouble[] =>
  [...Map.groupBy(pauses, ({ by, why, since, until }) =>
    JSON.stringify([by, why, since, until])).values()].flatMap((alike) =>
    alike.slice(0, 1).map(({ by, why, since, until }) => ({
      is: 'paused', by, why, since, until, effects: alike.map((one) => one.effect),
    } as const)));

/** What was not tried again for longer is not wished any more, or is no feed of ours by now. */
const trippedFor = 60 * 60_000;

/** While items go one by one for a while yet, all is well. */
const trippedTogether = (trips: readonly Trip[], now: Instant): readonly StandingTrouble[] => {
  const standing = trips.filter((one) => one.inARow > 0 && now - one.at <= trippedFor);
  const [first] = standing.toSorted((one, other) => one.since - other.since);
  if (first === undefined) return [];
  const named = (prefix: string) => standing.flatMap(({ what }) =>
    what.startsWith(prefix) ? [what.slice(prefix.length)] : []);
  const effects = operations.filter((one) => named('do ').includes(one)).map(effectOf);
  return [{
    is: 'tripped', since: first.since, words: first.words,
    feeds: [...named('look '), ...standing.flatMap(({ what }) => what === sweeping ? [what] : [])],
    effects: [...new Set(effects)],
  }];
};

const limitUsedUp = async (
  tx: Tx,
  name: string,
  manifest: Manifest,
  limitNow: number,
): Promise<readonly StandingTrouble[]> => {
  const budget = await readBudget(tx, name, manifest, limitNow);
  if (budget === null || budget.openAt - limitNow < worthTelling) return [];
  if (!(await isClosedByLimit(tx, name))) return [];
  const isWanted = (await countWaiting(tx, name)).length > 0;
  return isWanted ? [{ is: 'limit-used-up', until: instant(budget.openAt) }] : [];
};

const behind = async (
  tx: Tx,
  name: string,
  { feeds }: Manifest,
  now: Instant,
): Promise<readonly StandingTrouble[]> => {
  const late: { feed: string; through: Instant }[] = [];
  for (const feed of feeds) {
    const { through } = await readFeed(tx, name, feed.feed);
    if (through !== null && later(through, allowedBehind(feed)) < now) {
      late.push({ feed: feed.feed, through });
    }
  }
  return late.length === 0 ? [] : [{
    is: 'feed-behind', since: instant(Math.min(...late.map((one) => one.through))),
    feeds: late.map((one) => one.feed),
  }];
};

/** A feed may pass over a look or two; shorter than this no order notices. */
const alwaysAllowed = 10 * 60_000;

const allowedBehind = ({ everyMilliseconds, quietMilliseconds }: FeedManifest): number =>
  Math.max(alwaysAllowed, 3 * Math.max(everyMilliseconds, quietMilliseconds ?? 0));
