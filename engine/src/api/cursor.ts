import type { z } from 'zod';
import { Problem } from './problem.ts';

/** A cursor is opaque to callers; inside it is where the last page ended. */
export const writeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

export const readCursor = <Place>(
  text: string | undefined,
  shape: z.ZodType<Place>,
): Place | null => {
  if (text === undefined) return null;
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (read.success) return read.data;
  } catch (refusal) {
    if (!(refusal instanceof SyntaxError)) throw refusal;
  }
  throw new Problem(400, 'Unreadable', 'The cursor is not one that this list gave out.',
    [{ path: 'after', problem: 'is not a cursor of this list' }]);
};
