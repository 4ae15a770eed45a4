/** What happened of late that may explain a bend in a curve: cause and effect side by side. */
import { explainApplied } from '../core/explain/by-whom.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { pausesSince } from '../store/pauses.ts';
import { policiesSince } from '../store/policies.ts';
import { silencesSince } from '../store/silences.ts';
import type { Flow } from './shapes/flow.ts';

/** A chart with more marks than this says nothing. */
const most = 30;

export const flowMarks = async (tx: Tx, from: number): Promise<Flow['marks']> => {
  const since = instant(from);
  const marks = [
    ...(await policiesSince(tx, since)).map((one) => ({
      at: one.appliedAt, is: 'policy' as const,
      sentence: explainApplied(one.version, one.appliedBy),
    })),
    ...(await silencesSince(tx, since)).map((one) => ({
      at: one.since, is: 'silent' as const,
      sentence: one.why === 'silent'
        ? `${one.connection} stopped answering.` : `${one.connection} did not let us in.`,
    })),
    ...(await pausesSince(tx, since)).map((one) => ({
      at: one.since, is: 'paused' as const, sentence: `${one.by} paused ${one.connection}.`,
    })),
  ];
  return marks
    // Who pauses several effects in one breath does one thing.
    .filter((one, index) => one.at >= from && marks.findIndex(({ at, sentence }) =>
      at === one.at && sentence === one.sentence) === index)
    .toSorted((one, other) => other.at - one.at)
    .slice(0, most)
    .map((one) => ({ ...one, at: renderInstant(instant(one.at)) }));
};
