/** What happened of late that may explain a bend in a curve: cause and effect side by side. */
import { explainApplied } from '../core/explain/by-whom.ts';
import { counted } from '../core/explain/words.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { limitsReachedSince, type LimitReached } from '../store/limits-reached.ts';
import { pausesSince, type StoredPause } from '../store/pauses.ts';
import { policiesSince } from '../store/policies.ts';
import { silencesSince } from '../store/silences.ts';
import type { Flow } from './shapes/flow.ts';

/** A chart with more marks than this says nothing. */
const most = 30;

/** Of limits that were reached, so many: the longest, so that they do not crowd out the others. */
const mostLimits = 8;

export const flowMarks = async (
  tx: Tx,
  { from, now }: { readonly from: number; readonly now: number },
): Promise<Flow['marks']> => {
  const since = instant(from);
  const marks = [
    ...(await policiesSince(tx, since)).map((one) => ({
      at: one.appliedAt, until: null, is: 'policy' as const,
      sentence: explainApplied(one.version, one.appliedBy),
    })),
    ...(await silencesSince(tx, since)).map((one) => ({
      at: one.since, until: one.until, is: 'silent' as const,
      sentence: one.why === 'silent'
        ? `${one.connection} stopped answering.` : `${one.connection} did not let us in.`,
    })),
    ...(await pausesSince(tx, since)).map((one) => ({
      at: one.since, until: endOf(one), is: 'paused' as const,
      sentence: `${one.by} paused ${one.connection}.`,
    })),
    ...longest(await limitsReachedSince(tx, since)).map((one) => ({
      // One that goes on for longer than the chart begins with it.
      at: instant(Math.max(one.since, from)), until: one.until, is: 'limit-reached' as const,
      sentence: limitSentence(one, now),
    })),
  ];
  return marks
    // Who pauses several effects in one breath does one thing.
    .filter((one, index) => one.at >= from && marks.findIndex(({ at, sentence }) =>
      at === one.at && sentence === one.sentence) === index)
    .toSorted((one, other) => other.at - one.at)
    .slice(0, most)
    .map(({ at, until, ...one }) => ({
      ...one, at: renderInstant(instant(at)), until: until === null ? null : renderInstant(until),
    }));
};

const endOf = ({ until, ended }: StoredPause): StoredPause['until'] =>
  ended === null || (until !== null && until < ended.at) ? until : ended.at;

const longest = (limits: readonly LimitReached[]): readonly LimitReached[] => limits
  .toSorted((one, other) => (other.until - other.since) - (one.until - one.since))
  .slice(0, mostLimits);

/** From when until when stands beside it. */
const limitSentence = ({ connection, until, times }: LimitReached, now: number): string =>
  `${connection} ${until > now ? 'has' : 'had'} no calls left` +
  `${times === 1 ? '' : `, ${counted(times, 'time')}`}.`;
