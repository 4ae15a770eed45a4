import type { TimelineEntry } from '../../api/shapes.ts';
import type { Line } from '../paper.ts';
import { callTimeInWords, dayInWords, secondsInWords, type Reader } from '../times.ts';
import { speakerWord } from '../words.ts';

/** What happened, oldest first, a heading for each day there, by the warehouse's clock. */
export function timelineLines(
  entries: readonly TimelineEntry[], { timeZone }: Pick<Reader, 'timeZone'>,
): readonly Line[] {
  const head: Line = { text: `What happened (times in ${timeZone})`, look: 'strong' };
  if (entries.length === 0) return [{ text: '' }, head, { text: 'Nothing yet.', indent: 2 }];
  const days = Map.groupBy(
    entries.toSorted((a, b) => instantOf(a) - instantOf(b)),
    (entry) => dayInWords(entry.at, timeZone),
  );
  return [
    { text: '' }, head,
    ...[...days].flatMap(([day, those]) => [
      { text: day, look: 'faint' as const, indent: 2 },
      ...those.map((entry) => happening(entry, timeZone)),
    ]),
  ];
}

const instantOf = ({ at }: TimelineEntry): number => Temporal.Instant.from(at).epochMilliseconds;

function happening(entry: TimelineEntry, timeZone: string): Line {
  const { who, sentence, isProblem, tookMilliseconds } = entry;
  const took = tookMilliseconds === null
    ? ''
    : ` (answered after ${callTimeInWords(tookMilliseconds)})`;
  return {
    text: `${secondsInWords(entry.at, timeZone)}  ${speakerWord[who].padEnd(11)}  ` +
      `${isProblem ? 'PROBLEM: ' : ''}${sentence}${took}`,
    look: isProblem ? 'bad' : 'plain',
    indent: 4,
    hang: 27,
  };
}
