/**
 * World time. An instant is a whole number of milliseconds since 1970-01-01T00:00Z.
 * A number, because the core compares and subtracts instants all day; a brand, because a
 * duration or a quantity must not pass for one.
 */
export type Instant = number & { readonly __instant: true };

/** A length of time in milliseconds. */
export type Milliseconds = number;

// The brand is given here and nowhere else.
export const instant = (epochMilliseconds: number): Instant =>
  Math.trunc(epochMilliseconds) as Instant;

export const later = (from: Instant, by: Milliseconds): Instant => instant(from + by);

/** The earliest of the given instants; null when none is given. */
export const earliest = (...all: readonly (Instant | null)[]): Instant | null => {
  const known = all.filter((one): one is Instant => one !== null);
  return known.length === 0 ? null : instant(Math.min(...known));
};

/** The latest of the given instants; null when none is given. */
export const latest = (...all: readonly (Instant | null)[]): Instant | null => {
  const known = all.filter((one): one is Instant => one !== null);
  return known.length === 0 ? null : instant(Math.max(...known));
};

/** Reads an ISO 8601 instant with a zone (`2026-11-22T13:40:12Z`); null when it is not one. */
export const parseInstant = (text: string): Instant | null => {
  try {
    return instant(Temporal.Instant.from(text).epochMilliseconds);
  } catch (refusal) {
    if (refusal instanceof RangeError) return null;
    throw refusal;
  }
};

/** The years that are written with four digits; beyond them an instant is its own end of them. */
export const firstInstant = instant(
  Temporal.Instant.from('0000-01-01T00:00:00Z').epochMilliseconds);
export const lastInstant = instant(
  Temporal.Instant.from('9999-12-31T23:59:59.999Z').epochMilliseconds);

export const renderInstant = (at: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.min(Math.max(at, firstInstant), lastInstant))
    .toString({ fractionalSecondDigits: at % 1000 === 0 ? 0 : 3 });
