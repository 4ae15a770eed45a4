import type { Moment } from '../../machine.ts';
import type { Crew, Packer, Presence } from './crew.ts';

/** Whether somebody is at the desk, and until when that holds. */
export function presenceOf(packer: Packer, timeZone: string, now: Moment): Presence {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const moment = (days: number, wall: string) =>
    today.add({ days }).withPlainTime(Temporal.PlainTime.from(wall)).epochMilliseconds;
  // A shift may run over midnight, so yesterday's counts as well.
  const spans = [-1, 0, 1].flatMap((days) => spansOf(packer, (wall, isNextDay) =>
    moment(days + (isNextDay ? 1 : 0), wall)));
  const inside = spans.find(([from, to]) => from <= now && now < to);
  if (inside !== undefined) return { isThere: true, until: inside[1] };
  const next = spans.map(([from]) => from).filter((from) => from > now);
  return { isThere: false, until: Math.min(...next, moment(1, '00:00')) };
}

/** The shift without its breaks, as stretches of work. */
function spansOf(
  packer: Packer,
  moment: (wall: string, isNextDay: boolean) => Moment,
): readonly (readonly [Moment, Moment])[] {
  const at = (wall: string) => moment(wall, wall < packer.from);
  const breaks = packer.breaks.toSorted((a, b) => at(a[0]) - at(b[0]));
  const starts = [moment(packer.from, false), ...breaks.map(([, to]) => at(to))];
  const ends = [...breaks.map(([from]) => at(from)), moment(packer.to, packer.to <= packer.from)];
  return starts.flatMap((start, index) => {
    const end = ends[index];
    return end === undefined || end <= start ? [] : [[start, end] as const];
  });
}

/** The crew with everybody's presence brought to now; most of the time nothing changed. */
export function withPresence(crew: Crew, now: Moment): Crew {
  const old = crew.packers.filter(({ name }) => (crew.presence.get(name)?.until ?? 0) <= now);
  if (old.length === 0) return crew;
  const presence = new Map(crew.presence);
  for (const packer of old) presence.set(packer.name, presenceOf(packer, crew.timeZone, now));
  return { ...crew, presence };
}
