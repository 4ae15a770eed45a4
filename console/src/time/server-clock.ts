/**
 * The time at Gatepass, told from its answers. A desk computer that is five minutes slow must not
 * show a late order as in time, so durations count against this clock and not the browser's.
 */

/** World time, when it is not the wall clock (a demo day that runs faster); else `Date` holds. */
const worldTimeHeader = 'gatepass-now';

/** A clock that differs less than this from ours is taken as the same: `Date` has whole seconds. */
const sameWithinMilliseconds = 2_000;

let aheadMilliseconds = 0;
let lastAnswerAt: number | null = null;
let onSet: () => void = () => undefined;

/** Tells when the clock was set to another time, so that durations on the page follow at once. */
export function whenClockIsSet(tell: () => void): void {
  onSet = tell;
}

export function hearServer(headers: Pick<Headers, 'get'>, receivedAt: number): void {
  const told = headers.get(worldTimeHeader) ?? headers.get('date');
  const at = told === null ? Number.NaN : Date.parse(told);
  lastAnswerAt = receivedAt;
  if (Number.isNaN(at)) return;
  const ahead = at - receivedAt;
  const before = aheadMilliseconds;
  aheadMilliseconds = Math.abs(ahead) < sameWithinMilliseconds ? 0 : ahead;
  if (Math.abs(aheadMilliseconds - before) >= sameWithinMilliseconds) onSet();
}

/** Milliseconds since 1970 at the server. */
export const serverNow = (): number => serverTimeOf(Date.now());

/** The server's time at a moment of this browser's clock. */
export const serverTimeOf = (ownTime: number): number => ownTime + aheadMilliseconds;

/** When the last answer of any kind came, by the server's clock; null before the first. */
export const lastAnswerFromServer = (): number | null =>
  lastAnswerAt === null ? null : lastAnswerAt + aheadMilliseconds;
