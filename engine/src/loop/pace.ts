/**
 * How long a stretch of world time lasts on the wire. Timers run on wire time, and in a demo the
 * world runs faster than that, or stands still.
 */
export const wireTimeOf = (worldMilliseconds: number, pace: number): number => {
  if (worldMilliseconds <= 0) return 0;
  return pace > 0 ? worldMilliseconds / pace : Number.POSITIVE_INFINITY;
};
