/** What keeps calls from being made for a while: their limit, or that it did not go well. Pure. */
import type { ConnectionView } from '../api/client.ts';

type BudgetOf = Pick<
  NonNullable<ConnectionView['budget']>, 'closedUntil' | 'left' | 'windowMilliseconds'>;

/** A pause after trouble is no lack of calls: some are left then, or nobody counts them. */
export function closedBy(
  { closedUntil, left, windowMilliseconds }: BudgetOf, state: ConnectionView['state'],
): 'limit' | 'trouble' | null {
  if (closedUntil === null) return null;
  return windowMilliseconds === 0 || (state === 'troubled' && left > 0) ? 'trouble' : 'limit';
}

type Looked = Pick<ConnectionView['feeds'][number], 'lookedAt' | 'everyMilliseconds'>;

/** In milliseconds since 1970; no look goes before calls may be made again. */
export const dueAt = (
  { lookedAt, everyMilliseconds }: Looked, closedUntil: string | null,
): number => Math.max(
  lookedAt === null ? 0 : Date.parse(lookedAt) + everyMilliseconds,
  closedUntil === null ? 0 : Date.parse(closedUntil));

/** The first that is due; one that was never looked at is due at once. Null: nothing is read. */
export function nextLook(
  { feeds, budget }: Pick<ConnectionView, 'feeds' | 'budget'>,
): { feed: string; at: number } | null {
  const due = feeds.map((one) => (
    { feed: one.feed, at: dueAt(one, budget?.closedUntil ?? null) }));
  return due.toSorted((one, other) => one.at - other.at)[0] ?? null;
}

export const areLooksPaused = ({ paused }: Pick<ConnectionView, 'paused'>): boolean =>
  paused.some(({ what }) => what === 'looks');
