import type { Moment } from '../machine.ts';
import type { Carriers, Round } from './carriers.ts';

/** A van at the door. */
export type Van = { readonly carrierCode: string; readonly at: Moment };

/** Vans that came since the carriers last looked, in order of time. */
export function vansDue(carriers: Carriers, now: Moment): readonly Van[] {
  if (!carriers.isOn) return [];
  return carriers.rounds
    .flatMap((round) => comings(round, carriers.drivenUntil, now))
    .toSorted((a, b) => a.at - b.at);
}

export function nextVanAt(
  carriers: Pick<Carriers, 'isOn' | 'rounds' | 'drivenUntil'>,
): Moment | null {
  if (!carriers.isOn) return null;
  const weekMs = 8 * 86_400_000;
  const until = carriers.drivenUntil + weekMs;
  const times = carriers.rounds.flatMap(
    (round) => comings(round, carriers.drivenUntil, until, 1).map((van) => van.at),
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** A clock that was set months ahead finds the vans of the last fortnight only. */
const longestLookBackMs = 14 * 86_400_000;

/** The comings of one van after `from` up to and with `until`, on the wall clock of its zone. */
function comings(round: Round, from: Moment, until: Moment, most = 100): readonly Van[] {
  const start = Math.max(from, until - longestLookBackMs);
  const wall = Temporal.PlainTime.from(round.at);
  const vans: Van[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(round.timeZone)
    .startOfDay();
  while (day.epochMilliseconds <= until && vans.length < most) {
    const at = day.withPlainTime(wall).epochMilliseconds;
    if (at > start && at <= until && round.days.includes(day.dayOfWeek)) {
      vans.push({ carrierCode: round.carrierCode, at });
    }
    day = day.add({ days: 1 });
  }
  return vans;
}
