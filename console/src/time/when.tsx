/** Times on the page: short to read, with the full date, time and zone behind each. */
import { words } from '../words/words.ts';
import { clockTime, clockTimeToTheSecond, fullTime, knownZone, ownZone } from './clock.ts';
import { ageOf, durationInWords, type Age, type Wait } from './durations.ts';
import { useNow } from './use-now.ts';
import type { ZoneChoice } from '../frame/kept.ts';

/** The zone to show, from what the reader chose and where the warehouse stands. */
export function zoneFor(choice: ZoneChoice, warehouseZone: string): string {
  if (choice === 'utc') return 'UTC';
  return choice === 'mine' ? ownZone() : knownZone(warehouseZone);
}

export function Clock(
  { at, zone, toTheSecond = false }: { at: string; zone: string; toTheSecond?: boolean },
) {
  const now = useNow();
  const told = toTheSecond ? clockTimeToTheSecond(at, zone, now) : clockTime(at, zone, now);
  return <time dateTime={at} title={fullTime(at, zone)}>{told}</time>;
}

/** "41 min": how long since then. */
export function HowLong({ since, zone }: { since: string; zone: string }) {
  const now = useNow();
  return (
    <time dateTime={since} title={fullTime(since, zone)}>
      {durationInWords(now - Date.parse(since))}
    </time>
  );
}

type AgeTagProps = {
  readonly wait: Wait;
  /** What is said of a wait without a limit; without it, nothing. */
  readonly otherwise?: Age;
};

/** "late": how the wait stands against its limit. */
export function AgeTag({ wait, otherwise }: AgeTagProps) {
  const age = ageOf(wait, useNow()) ?? otherwise ?? null;
  return age === null ? null : <span className="tag" data-age={age}>{words.ages[age]}</span>;
}
