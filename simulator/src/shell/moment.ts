import { z } from 'zod';

/** An ISO text in UTC, read as world time. */
export const moment = z.iso
  .datetime()
  .transform((text) => Temporal.Instant.from(text).epochMilliseconds);
