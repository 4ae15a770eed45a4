/**
 * Reading a document of unknown shape into values that cannot be wrong, listing every problem
 * at once by its path. Written here because the core imports nothing.
 */
export type Problem = { readonly path: string; readonly problem: string };

/** A place in the document: the value, its path, and the one list where problems go. */
export type Place = {
  readonly value: unknown;
  readonly path: string;
  readonly problems: Problem[];
};

export const problemAt = (place: Place, problem: string): null => {
  place.problems.push({ path: place.path === '' ? 'the document' : place.path, problem });
  return null;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object; unknown keys are problems when `known` is given. */
export const members = (
  place: Place,
  known: readonly string[] | 'any',
): ReadonlyMap<string, Place> => {
  const found = new Map<string, Place>();
  if (!isRecord(place.value)) {
    problemAt(place, 'must be an object with named members');
    return found;
  }
  for (const [key, value] of Object.entries(place.value)) {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    if (known !== 'any' && !known.includes(key)) {
      place.problems.push({ path, problem: `is not known here; known are ${known.join(', ')}` });
    } else {
      found.set(key, { value, path, problems: place.problems });
    }
  }
  return found;
};

/** A member that may be missing; reading it then gives the fallback. */
export const optional = <Value>(
  place: Place | undefined,
  read: (place: Place) => Value | null,
  fallback: Value,
): Value => (place === undefined || place.value === null ? fallback : (read(place) ?? fallback));

/** A member that must be there. */
export const required = <Value>(
  of: Place,
  key: string,
  place: Place | undefined,
  read: (place: Place) => Value | null,
): Value | null => {
  if (place !== undefined && place.value !== null) return read(place);
  const path = of.path === '' ? key : `${of.path}.${key}`;
  of.problems.push({ path, problem: 'is missing' });
  return null;
};

export const text = (place: Place): string | null =>
  typeof place.value === 'string' && place.value.trim() !== ''
    ? place.value.trim()
    : problemAt(place, 'must be text and not empty');

export const wholeNumber = (place: Place): number | null =>
  typeof place.value === 'number' && Number.isSafeInteger(place.value) && place.value >= 0
    ? place.value
    : problemAt(place, 'must be a whole number, zero or more');

export const oneOf =
  <Choice extends string>(...choices: readonly Choice[]) =>
  (place: Place): Choice | null =>
    choices.find((choice) => choice === place.value) ??
    problemAt(place, `must be one of ${choices.join(', ')}`);

export const list =
  <Value>(read: (place: Place) => Value | null) =>
  (place: Place): readonly Value[] | null => {
    if (!Array.isArray(place.value)) return problemAt(place, 'must be a list');
    return place.value.flatMap((value: unknown, index) => {
      const item = { value, path: `${place.path}[${String(index)}]`, problems: place.problems };
      const read1 = read(item);
      return read1 === null ? [] : [read1];
    });
  };

export const byName =
  <Value>(read: (place: Place) => Value | null) =>
  (place: Place): Readonly<Record<string, Value>> => {
    const found: [string, Value][] = [];
    for (const [key, member] of members(place, 'any')) {
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(key)) {
        problemAt(member, 'names are lower-case letters, digits and dashes, 63 at most');
      }
      const value = read(member);
      if (value !== null) found.push([key, value]);
    }
    return Object.fromEntries(found);
  };

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000,
};

/** `2m`, `30m`, `24h`: a length of time in milliseconds, more than none and at most 60 days. */
export const duration = (place: Place): number | null => {
  const parts = typeof place.value === 'string' ? /^(\d{1,5})([smhd])$/.exec(place.value) : null;
  const unit = parts === null ? undefined : unitMilliseconds[parts[2] ?? ''];
  const length = parts === null || unit === undefined ? 0 : Number(parts[1]) * unit;
  return length > 0 && length <= 60 * 86_400_000
    ? length
    : problemAt(place, 'must be a length of time such as 90s, 30m, 24h or 2d');
};
