/** The story of an order: what was seen, what we called, which exceptions opened and closed. */
import { operations } from '../core/model/dossier.ts';
import { exceptionCodes, type ExceptionCode } from '../core/model/exceptions.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import { named, quoted } from '../core/explain/words.ts';
import { explainSighting } from '../core/explain/sighting.ts';
import { isAllowed } from '../people/rights.ts';
import type { Tx } from '../store/database.ts';
import type { Bearer } from '../store/keys.ts';
import { listAttempts, listOrderExceptions } from '../store/reading.ts';
import { readSightings, sightingTime } from '../store/sightings.ts';
import type { TimelineEntry } from './shapes.ts';

/** A page of the story in order of time; `after` is the number of the last sighting shown. */
export const readTimeline = async (
  tx: Tx,
  order: string,
  after: number,
  limit: number,
  bearer: Bearer,
): Promise<{ items: readonly TimelineEntry[]; next: string | null }> => {
  const sightings = await readSightings(tx, order, after, limit);
  const attempts = new Map(
    (await listAttempts(tx, order)).map((one) => [one.attempt_id, one]));
  const costs = isAllowed(bearer, 'see-costs') ? 'shown' : 'hidden';
  const last = sightings.at(-1);
  const isWhole = sightings.length < limit;
  // A page begins where the one before ended, also for what lies between two sightings.
  const from = after === 0 ? 0 : await sightingTime(tx, order, after);
  const to = isWhole ? Number.MAX_SAFE_INTEGER : (last?.at ?? 0);
  const seen = sightings.map(({ id, at, sighting }): TimelineEntry => {
    const attempt = sighting.kind === 'answered' ? attempts.get(sighting.attempt) : undefined;
    const told = explainSighting(sighting, (name) =>
      operations.find((one) => one === attempts.get(name)?.operation) ?? null, costs);
    return {
      id: `see_${String(id)}`,
      at: renderInstant(instant(at)),
      ...told,
      tookMilliseconds: attempt?.answered_at == null
        ? null : Math.max(0, attempt.answered_at - attempt.begun_at),
    };
  });
  const exceptions = (await listOrderExceptions(tx, order)).flatMap((row): TimelineEntry[] => {
    const title = isCode(row.code) ? exceptionCodes[row.code].title : row.code;
    const entry = (at: number, sentence: string, isProblem: boolean): TimelineEntry => ({
      id: `${row.exception_id}_${isProblem ? 'opened' : 'closed'}`,
      at: renderInstant(instant(at)), who: 'gatepass', kind: 'exception', sentence, isProblem,
      tookMilliseconds: null,
    });
    const within = (at: number): boolean => at >= from && at < to;
    const closing = row.closed_by === null || row.closed_by === 'proof' || row.closed_why === null
      ? `No longer: ${title}.`
      : `${title}: closed by ${named(row.closed_by)}, ${quoted(row.closed_why)}.`;
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

const isCode = (text: string): text is ExceptionCode => Object.hasOwn(exceptionCodes, text);
