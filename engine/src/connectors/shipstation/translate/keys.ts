/** How the key pairs stand, in words. */
import type { KeyPair } from '../v1.ts';
import type { Instant } from '../../../core/model/instant.ts';

export type PairTried = {
  readonly pair: KeyPair;
  /** Null when nothing came back that tells. */
  readonly isTaken: boolean | null;
};

const day = 24 * 3_600_000;
const warnedDaysBefore = 30;

/** What is well with them, and what to watch; the caller has seen that one of them is taken. */
export const keysInWords = (
  tried: readonly PairTried[],
  now: Instant,
): { readonly sentence: string; readonly watch: readonly string[] } => ({
  sentence: sentenceFor(tried),
  watch: tried.flatMap(({ pair, isTaken }) => isTaken === false ? [] : expiry(pair, tried, now)),
});

const sentenceFor = ([first, next]: readonly PairTried[]): string => {
  if (next === undefined) return 'ShipStation answers and takes the API key.';
  if (first?.isTaken === false) {
    return 'ShipStation refuses the first API key and takes the next one, which Gatepass uses. ' +
      'Put it in the place of the first, and make another before it expires.';
  }
  switch (next.isTaken) {
    case true:
      return 'ShipStation answers and takes both API keys; Gatepass uses the first.';
    case false:
      return 'ShipStation takes the first API key and refuses the next one (nextKey): nothing ' +
        'will work from the day on which the first is refused.';
    default:
      return 'ShipStation answers and takes the first API key; the next one could not be tried.';
  }
};

const expiry = (
  { name, expires }: KeyPair,
  tried: readonly PairTried[],
  now: Instant,
): readonly string[] => {
  if (expires === null) return [];
  const days = Math.ceil((Date.parse(`${expires}T00:00:00Z`) - now) / day);
  if (days > warnedDaysBefore) return [];
  const which = tried.length === 1 ? 'The API key' : `The ${name} API key`;
  const when = days > 1 ? `expires on ${expires}, in ${String(days)} days`
    : days >= 0 ? `expires on ${expires}` : `should have expired on ${expires} and is still taken`;
  const hasAnother = name === 'first' && tried.some((one) => one.pair.name === 'next' &&
    one.isTaken === true);
  return [`${which} ${when}. ${hasAnother ? 'Gatepass then goes on with the next one.'
    : 'Make a new pair in ShipStation and give it as nextKey and nextSecret before that day.'}`];
};
