/**
 * When a window of calls has room. Pure: the starts of calls, the limit and the looks to come go
 * in, and the instant from which the calls wanted may start comes out.
 */
/** Ours is so much longer than theirs, in milliseconds: clocks and lines differ. */
export const windowSlack = 2_000;

export type CallWindow = {
  /** When each call that counts began, oldest first. */
  readonly starts: readonly number[];
  readonly limit: number;
  readonly milliseconds: number;
};

export type CallsWanted = {
  /** How many are to be made one after the other. */
  readonly calls: number;
  /** Looks that must find room when their time comes, in order; none for who need not wait. */
  readonly leaving: readonly number[];
};

/**
 * The first instant from which the calls wanted fit, and each look to come still fits as well. More
 * than a window holds beside these looks are never free: then one without other calls will do.
 */
export const roomFrom = (
  window: CallWindow, { calls, leaving }: CallsWanted, now: number,
): number => {
  const frees = window.starts.map((at) => at + window.milliseconds).filter((at) => at > now);
  const last = frees.at(-1) ?? now;
  const wanted = { calls: Math.min(calls, heldBeside(window, leaving)), leaving };
  return [now, ...frees].find((at) => fits(window, wanted, at)) ?? last;
};

/** How many calls a window holds at the most beside the looks that fall into it; one at least. */
const heldBeside = (
  { limit, milliseconds }: CallWindow, leaving: CallsWanted['leaving'],
): number => {
  const looks = leaving.map((until) =>
    leaving.filter((one) => one > until - milliseconds && one <= until).length);
  return Math.max(1, limit - Math.max(0, ...looks));
};

const fits = (
  { starts, limit, milliseconds }: CallWindow,
  { calls, leaving }: CallsWanted,
  at: number,
): boolean => {
  const whileTheyCount = leaving.filter((one) => one > at && one < at + milliseconds);
  return [at, ...whileTheyCount].every((then) => {
    // Calls of a machine whose clock is a little ahead count already.
    const made = starts.filter((one) => one > then - milliseconds).length;
    const looks = leaving.filter((one) => one > then - milliseconds && one <= then).length;
    return made + looks + calls <= limit;
  });
};

/** The longest that labels go without a look, however many are bought or released. */
export const labelFloor = 30_000;

/** With fewer calls in a window than this, looks for labels alone would leave nothing. */
const sparesLooksFrom = 8;

/**
 * When labels must be looked for next, and then again, for as long as a call that starts within a
 * window from now counts. A feed that was not looked at for too long is due at once.
 */
export const labelLooksDue = (
  { limit, milliseconds }: Pick<CallWindow, 'limit' | 'milliseconds'>,
  unlookedMilliseconds: number,
  now: number,
): readonly number[] => {
  if (limit < sparesLooksFrom) return [];
  const first = now + Math.max(0, labelFloor - Math.max(0, unlookedMilliseconds));
  const count = Math.ceil((2 * milliseconds) / labelFloor);
  return Array.from({ length: count }, (_, index) => first + index * labelFloor);
};
