/** The story of an order: what was seen, what we called, which exceptions opened and closed. */
import { delaysOf, type CallDelay, type CallTry } from '../core/explain/call-delay.ts';
import { exceptionCodes, isExceptionCode } from '../core/model/exceptions.ts';
import { instant, renderInstant, type Instant } from '../core/model/instant.ts';
import { named, quotedLast } from '../core/explain/words.ts';
import { explainSighting } from '../core/explain/sighting.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { isAllowed } from '../people/rights.ts';
import type { Tx } from '../store/database.ts';
import type { Bearer } from '../store/keys.ts';
import { listOrderCalls, listShutSpans } from '../store/order-calls.ts';
import { listOrderExceptions } from '../store/reading.ts';
import { readSightings, sightingTime } from '../store/sightings.ts';
import type { TimelineEntry } from './shapes.ts';

/** A page of the story in order of time; `after` is the number of the last sighting shown. */
export const readTimeline = async (
  tx: Tx,
  order: string,
  after: number,
  limit: number,
  { bearer, now }: { readonly bearer: Bearer; readonly now: Instant },
): Promise<{ items: readonly TimelineEntry[]; next: string | null }> => {
  const sightings = await readSightings(tx, order, after, limit);
  const calls = await listOrderCalls(tx, order);
  const delays = delaysOf(calls, await listShutSpans(tx, calls), now);
  const attempts = new Map(calls.map((one) => [one.id, one]));
  const costs = isAllowed(bearer, 'see-costs') ? 'shown' : 'hidden';
  const last = sightings.at(-1);
  const isWhole = sightings.length < limit;
  // A page begins where the one before ended, also for what lies between two sightings.
  const from = after === 0 ? 0 : await sightingTime(tx, order, after);
  const to = isWhole ? Number.MAX_SAFE_INTEGER : (last?.at ?? 0);
  const seen = sightings.map(({ id, at, sighting }): TimelineEntry => {
    const attempt = attempts.get(attemptIn(sighting) ?? '');
    const isShown = attempt !== undefined &&
      (sighting.kind === 'answered' || attempt.answeredAt === null);
    const told = explainSighting(
      sighting, (name) => attempts.get(name)?.operation ?? null, costs);
    return {
      id: `see_${String(id)}`,
      at: renderInstant(instant(at)),
      ...told,
      tookMilliseconds: sighting.kind !== 'answered' || attempt?.answeredAt == null
        ? null : Math.max(0, attempt.answeredAt - attempt.begunAt),
      call: isShown ? viewDelay(attempt, delays.get(attempt.id)) : null,
    };
  });
  const exceptions = (await listOrderExceptions(tx, order)).flatMap((row): TimelineEntry[] => {
    const title = isExceptionCode(row.code) ? exceptionCodes[row.code].title : row.code;
    const entry = (at: number, sentence: string, isProblem: boolean): TimelineEntry => ({
      id: `${row.exception_id}_${isProblem ? 'opened' : 'closed'}`,
      at: renderInstant(instant(at)), who: 'gatepass', kind: 'exception', sentence, isProblem,
      tookMilliseconds: null, call: null,
    });
    const within = (at: number): boolean => at >= from && at < to;
    const closing = row.closed_by === null || row.closed_by === 'proof' || row.closed_why === null
      ? `No longer: ${title}.`
      : `${title}: closed by ${named(row.closed_by)}, ${quotedLast(row.closed_why)}`;
    return [
      ...(within(row.opened_at) ? [entry(row.opened_at, `${title}.`, true)] : []),
      ...(row.closed_at !== null && within(row.closed_at)
        ? [entry(row.closed_at, closing, false)] : []),
    ];
  });
  const items = [...seen, ...exceptions].toSorted((one, other) =>
    Date.parse(one.at) - Date.parse(other.at));
  return { items, next: isWhole || last === undefined ? null : String(last.id) };
};

const attemptIn = (sighting: Sighting): string | null => {
  if (sighting.kind === 'answered') return sighting.attempt;
  return sighting.kind === 'begun' ? sighting.attempt.id : null;
};

const viewDelay = (one: CallTry, delay: CallDelay | undefined): TimelineEntry['call'] => {
  if (delay === undefined) return null;
  const time = (at: Instant | null): string | null => (at === null ? null : renderInstant(at));
  return {
    attempt: one.id, operation: one.operation, connection: one.connection, try: delay.tried,
    state: delay.state, outcome: one.outcome, dueAt: time(one.dueAt),
    leftAt: renderInstant(one.begunAt), answeredAt: time(one.answeredAt),
    queueMilliseconds: delay.oursMilliseconds, theirsMilliseconds: delay.theirsMilliseconds,
    onPurpose: [...delay.onPurpose],
  };
};
