/** What a cause is called. */
import type { Cause } from '../api/causes.ts';

export const named = (fault: string): string => `“${fault}”`;

/** One thing at two places is two causes: then each says over which connection it came. */
export function nameIn(causes: readonly Cause[], cause: Cause): string {
  const { id, title, fault, connection } = cause;
  const hasTwin = causes.some((one) =>
    one.id !== id && one.title === title && one.fault === fault);
  return `${title}: ${named(fault)}${hasTwin && connection !== null ? `, ${connection}` : ''}`;
}
