/** How often each feed of a connection is looked at, and why, in words. */
import { renderInstant, type Instant } from '../core/model/instant.ts';
import { shortestBetweenLooks } from '../core/policy/looks.ts';
import { isTrusted, type Pace } from '../loop/interval.ts';
import { quietOf } from '../loop/look-bounds.ts';
import { readAhead, type FeedAhead } from '../loop/outlook.ts';
import type { Tx } from '../store/database.ts';
import type { ConnectionView } from './shapes.ts';

type FeedView = ConnectionView['feeds'][number];
type Feed = FeedAhead['feed'];

export const viewFeeds = async (
  tx: Tx,
  connection: string,
  manifest: Parameters<typeof readAhead>[2],
  at: {
    readonly now: Instant; readonly spent: number;
    /** As the connector says, without what people set. */
    readonly usual: readonly Feed[];
  },
): Promise<FeedView[]> => {
  const ahead = await readAhead(tx, connection, manifest, at);
  return ahead.map(({ feed, interval, pace, position, traffic, hooks }) => ({
    feed: feed.feed,
    everyMilliseconds: interval,
    sentence: sentences[pace],
    lookedAt: time(position.lookedAt),
    readThrough: time(position.through),
    newsAt: time(traffic.newsAt),
    looks: viewLooks(feed, at.usual.find((one) => one.feed === feed.feed) ?? feed),
    hooks: feed.isAnnounced !== true ? null : {
      state: hookStateOf({ traffic, hooks }, at.now), heardAt: time(hooks?.newestAt ?? null),
    },
  }));
};

const viewLooks = (feed: Feed, usual: Feed): FeedView['looks'] => ({
  atMostEveryMilliseconds: feed.briskMilliseconds,
  atLeastEveryMilliseconds: quietOf(feed),
  costInCalls: feed.costInCalls,
  usual: {
    atMostEveryMilliseconds: usual.briskMilliseconds, atLeastEveryMilliseconds: quietOf(usual),
  },
  shortestMilliseconds: Math.min(shortestBetweenLooks, usual.briskMilliseconds),
  longestMilliseconds: {
    atMostEvery: usual.everyMilliseconds, atLeastEvery: quietOf(usual),
  },
});

const time = (at: Instant | null): string | null => (at === null ? null : renderInstant(at));

const sentences: Readonly<Record<Pace, string>> = {
  reading: 'A window of several pages is being read.',
  hook: 'A webhook said that there is something new.',
  unanswered: 'A call went unanswered, and this look shows what became of it.',
  awaited: 'Orders wait for what it will show.',
  changes: 'Orders stand there, and people may change them.',
  'hooks-tell': 'Webhooks have told in time, so that it is looked at less often.',
  budget: 'The calls of this minute run low, so that it is looked at less often.',
  quiet: 'Nothing is expected of it.',
};

const missingFor = 3_600_000;

const hookStateOf = (
  { traffic, hooks }: Pick<FeedAhead, 'traffic' | 'hooks'>,
  now: Instant,
): 'not-heard' | 'prompt' | 'late' | 'missing' => {
  if (isTrusted(traffic, now)) return 'prompt';
  const isMissing = traffic.unannouncedAt !== null && now - traffic.unannouncedAt < missingFor;
  if (hooks === null) return 'not-heard';
  return isMissing ? 'missing' : 'late';
};
