/**
 * How soon to look at a feed again. Calls are few, so that they go where something is expected:
 * often while a desk is at work, seldom over an order that has lain for an hour, at once where a
 * hook calls or a call went unanswered. Pure; the limits are the manifest's.
 */
import type { FeedManifest } from '../contract/connector.ts';
import { instant, later, latest, type Instant, type Milliseconds } from '../core/model/instant.ts';
import type { FeedTraffic } from '../store/traffic.ts';

export type Outlook = {
  readonly lookedAt: Instant | null;
  /** Everything before has been seen; null before the first complete look. */
  readonly through: Instant | null;
  /** A window is half read. */
  readonly isMidWindow: boolean;
  readonly expects: Expectation;
  /** Only a look from here on shows what became of an unanswered call; null when none is open. */
  readonly settledAt: Instant | null;
  readonly traffic: FeedTraffic;
  /** How many hooks were ever heard for this feed, and when the newest came. */
  readonly hooks: { readonly count: number; readonly newestAt: Instant } | null;
  /** How much of the window's calls is spent, from 0 to 1. */
  readonly spent: number;
};

export type Expectation =
  | { readonly is: 'nothing' }
  /** Orders stand there, and people may change them. */
  | { readonly is: 'changes' }
  /** An order waits for what this feed will show, the youngest since then. */
  | { readonly is: 'news'; readonly since: Instant };

/** What decided the pace, for people. */
export type Pace =
  | 'reading' | 'hook' | 'unanswered' | 'awaited' | 'changes' | 'hooks-tell' | 'budget' | 'quiet';

export type NextLook = {
  readonly dueAt: Instant;
  readonly interval: Milliseconds;
  readonly pace: Pace;
};

export const nextLook = (feed: FeedManifest, outlook: Outlook, now: Instant): NextLook => {
  const { lookedAt, through, traffic, hooks, settledAt } = outlook;
  const usual = intervalOf(feed, outlook, now);
  if (lookedAt === null) return { ...usual, dueAt: instant(0) };
  const soonest = later(lookedAt, feed.briskMilliseconds);
  if (outlook.isMidWindow) return { dueAt: lookedAt, interval: 0, pace: 'reading' };
  const sooner = (dueAt: Instant, pace: Pace): NextLook =>
    dueAt < later(lookedAt, usual.interval)
      ? { dueAt, interval: dueAt - lookedAt, pace }
      : { ...usual, dueAt: later(lookedAt, usual.interval) };
  const isCalled = hooks !== null && hooks.count > traffic.heeded;
  if (isCalled && !(feed.isAnnounced === true && isEcho(traffic, hooks))) {
    return sooner(soonest, 'hook');
  }
  if (settledAt !== null && (through === null || through < settledAt)) {
    return sooner(instant(Math.max(soonest, settledAt)), 'unanswered');
  }
  // Where looks wait for hooks, it is heeded as soon as no other is to be expected with it.
  if (isCalled && isTrusted(traffic, now)) {
    return sooner(instant(Math.max(soonest, (traffic.newsAt ?? 0) + promptWithin)), 'hook');
  }
  return { ...usual, dueAt: later(lookedAt, usual.interval) };
};

/** Of so few hooks nothing can be said. */
const judgedFrom = 3;

/** Of the newest hooks so many must have come in time to be waited for. */
const trustedShare = 0.75;

/** Of so many the older half is forgotten. */
const judgedAtMost = 20;

/** A hook that is owed for longer than this raises doubts of all that are to come. */
const doubtedAfter = 60_000;

/** Whether hooks may be waited for. What an older program counted is more than was judged. */
export const isTrusted = ({ announced, judged, owedAt }: FeedTraffic, now: Instant): boolean =>
  judged >= judgedFrom && Math.min(announced, judged) >= trustedShare * judged &&
  (owedAt === null || now - owedAt <= doubtedAfter);

/**
 * As many hooks as the newest look has shown news that none had told of, and right behind it: most
 * likely they tell of just that. The next look comes in its turn, and heeds them.
 */
const isEcho = (
  { newsAt, owed, heeded }: FeedTraffic,
  hooks: { readonly count: number; readonly newestAt: Instant },
): boolean =>
  newsAt !== null && hooks.newestAt - newsAt <= promptWithin && hooks.count - heeded <= owed;

/** News or waits this far apart make it worth to look at the brisk pace. */
const briskGap = 8_000;

/** From this share of the calls on, the rest is spared: at the ceiling the pace is a quarter. */
const sparingFrom = 0.6;

/** A hook may come before what it speaks of can be read: it is looked for a while longer. */
const hookIsAhead = 20_000;

const intervalOf = (
  feed: FeedManifest,
  { expects, traffic, hooks, spent }: Outlook,
  now: Instant,
): { readonly interval: Milliseconds; readonly pace: Pace } => {
  const quiet = feed.quietMilliseconds ?? feed.everyMilliseconds;
  if (expects.is === 'nothing') return { interval: quiet, pace: 'quiet' };
  if (expects.is === 'changes') return { interval: feed.everyMilliseconds, pace: 'changes' };
  const isAnnounced = feed.isAnnounced === true && isTrusted(traffic, now);
  const isAhead = hooks !== null && hooks.newestAt > (traffic.newsAt ?? 0) + promptWithin &&
    now - hooks.newestAt < hookIsAhead;
  if (isAnnounced && !isAhead) return { interval: feed.everyMilliseconds, pace: 'hooks-tell' };
  // With one piece of news every so often, the sum of waiting and calls is least at its root.
  const wanted = feed.briskMilliseconds * Math.sqrt(gapOf(expects.since, traffic, now) / briskGap);
  const share = Math.max(0, Math.min(1, (spent - sparingFrom) / (1 - sparingFrom)));
  const spared = Math.max(feed.briskMilliseconds, wanted) * (1 + 3 * share);
  const interval = Math.round(Math.min(feed.everyMilliseconds, spared));
  return { interval, pace: share > 0 && interval > wanted ? 'budget' : 'awaited' };
};

/**
 * How long until something new may be expected: as long as it took of late, or waits already. What
 * another machine stamped, or a clock that was put right since, may lie ahead of now.
 */
const gapOf = (since: Instant, { newsAt, newsGap }: FeedTraffic, now: Instant): number => {
  const sinceNews = newsAt === null ? null : Math.max(newsGap ?? 0, now - newsAt);
  return Math.max(0, Math.min(now - since, sinceNews ?? Number.POSITIVE_INFINITY));
};

/** A hook that comes later after its row than this is no help. */
const promptWithin = 10_000;

/** Some minutes late is usual [h-wh]; after this long a hook is counted as lost. */
const lostAfter = 10 * 60_000;

const longestGap = 3_600_000;

/** What a look adds to what is known of a feed's traffic and of its hooks. */
export const withLookAt = (
  before: FeedTraffic,
  look: {
    readonly begunAt: Instant;
    /** How many orders learned something new. */
    readonly news: number;
    /** The hooks that had been heard when it began. */
    readonly hooks: { readonly count: number; readonly newestAt: Instant } | null;
  },
): FeedTraffic => {
  const { begunAt, news, hooks } = look;
  const heeded = hooks?.count ?? before.heeded;
  const came = Math.max(0, heeded - before.heeded);
  const isFresh = before.newsAt !== null && begunAt - before.newsAt <= promptWithin;
  const told = {
    ...before, ...owedAfter(before, look, came > 0), heeded,
    owed: Math.max(0, (isFresh ? before.owed : 0) + news - came),
  };
  if (news === 0) return told;
  const gap = before.newsAt === null
    ? null : Math.min(longestGap, (begunAt - before.newsAt) / news);
  return {
    ...told,
    newsAt: latest(begunAt, before.newsAt),
    newsGap: gap === null ? before.newsGap
      : Math.round(before.newsGap === null ? gap : (2 * before.newsGap + gap) / 3),
  };
};

type Owed = Pick<FeedTraffic, 'owedAt' | 'announced' | 'judged' | 'unannouncedAt'>;

/** One more hook came in time, or did not: of many the newer half counts on. */
const judge = ({ announced, judged }: FeedTraffic, isInTime: boolean) => {
  const counted = Math.min(announced, judged) + (isInTime ? 1 : 0);
  return judged + 1 < judgedAtMost ? { announced: counted, judged: judged + 1 }
    : { announced: Math.round(counted / 2), judged: judgedAtMost / 2 };
};

const owedAfter = (
  before: FeedTraffic,
  { begunAt, news, hooks }: Parameters<typeof withLookAt>[1],
  isCalled: boolean,
): Owed => {
  const { owedAt, announced, judged, unannouncedAt } = before;
  const asBefore = { announced, judged, unannouncedAt };
  if (owedAt !== null && isCalled) {
    const isInTime = (hooks?.newestAt ?? begunAt) - owedAt <= promptWithin;
    return { ...asBefore, ...judge(before, isInTime), owedAt: null };
  }
  if (owedAt !== null) {
    return begunAt - owedAt <= lostAfter ? { ...asBefore, owedAt } : {
      ...judge(before, false), owedAt: news > 0 ? begunAt : null, unannouncedAt: begunAt,
    };
  }
  if (news === 0) return { ...asBefore, owedAt };
  return isCalled
    ? { ...asBefore, ...judge(before, true), owedAt } : { ...asBefore, owedAt: begunAt };
};
