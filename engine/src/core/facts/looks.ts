import { later, type Instant, type Milliseconds } from '../model/instant.ts';

/** Two complete looks prove more than one when a slow system had this long between them. */
export const apart: Milliseconds = 60_000;

/** When complete looks at one list began, of which each began at least `apart` after the other. */
export type SpacedLooks = {
  readonly newest: Instant | null;
  /** What was made before this instant has been looked for twice. */
  readonly before: Instant | null;
};

export const neverSpaced: SpacedLooks = { newest: null, before: null };

/** Looks that come too soon after the last counted one are not counted. */
export const withLook = (so: SpacedLooks, begunAt: Instant): SpacedLooks =>
  so.newest === null || begunAt >= later(so.newest, apart)
    ? { newest: begunAt, before: so.newest } : so;
