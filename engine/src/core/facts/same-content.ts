import type { Instant } from '../model/instant.ts';

/**
 * Whether two plain values are equal, whatever the order of their members; absent and undefined
 * members are the same.
 */
export const sameContent = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => sameContent(item, other[i]));
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameContent(one[key], other[key]));
};

/**
 * Whether two messages under one revision say the same. The hour in them is not what they say: a
 * system that sends everything open once a minute writes it anew each time.
 */
export const saysTheSame = <Said extends { readonly updatedAt: Instant }>(
  one: Said, other: Said,
): boolean => sameContent({ ...one, updatedAt: other.updatedAt }, other);

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
