/**
 * How often somebody may call. Each key has its own allowance, so that a script gone wild takes
 * nothing from the others; each address has one for keys that were never seen here to be right.
 *
 * The count is this process's own and stands on the wire's clock, as everything does that a run
 * must be able to repeat.
 */
import type { Rates } from './context.ts';
import { Wait } from './problem.ts';

const minute = 60_000;

/** The names that are counted at a time; the longest quiet one is forgotten for another. */
const namesAtMost = 10_000;

/** Answers for how many milliseconds to wait; 0 when this one may go, and only then counts it. */
export type Rate = (name: string) => number;

/**
 * A minute's allowance may be spent at once and comes back evenly. For each name one number is
 * kept: when its allowance will be whole again.
 */
export const rateOf = (perMinute: number, now: () => number): Rate => {
  if (perMinute === 0) return () => 0;
  const spacing = minute / perMinute;
  const wholeAt = new Map<string, number>();
  return (name) => {
    const at = now();
    const known = wholeAt.get(name) ?? at;
    // A clock that was put back must not lock anybody out for as long: that word is forgotten.
    const whole = known > at + minute ? at : Math.max(known, at);
    const wait = whole + spacing - at - minute;
    // Halves of a millisecond are left over from dividing.
    if (wait > 0.5) return wait;
    wholeAt.delete(name);
    wholeAt.set(name, whole + spacing);
    if (wholeAt.size > namesAtMost) wholeAt.delete(wholeAt.keys().next().value ?? name);
    return 0;
  };
};

export const tooOften = (waitMilliseconds: number, what: string): Wait => {
  const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1_000));
  return new Wait(429, 'Too often', `${what} Nothing was taken in; send it again in ` +
    `${String(seconds)} ${seconds === 1 ? 'second' : 'seconds'}.`, seconds);
};

export type Doorkeeper = {
  /** Counts a call of somebody known. */
  readonly countCall: (caller: string) => void;
  /** Counts a try to get in from an address. */
  readonly countTry: (address: string) => void;
  /**
   * Looks up the key with this hash, and counts that as a try. A key that was right before is no
   * guess: what others behind the same address try is not held against it. Nor is one whose first
   * look-up is still under way, or a warehouse that starts with forty calls at once would be one.
   */
  readonly tryKey: <Found>(
    address: string, hash: string, look: () => Promise<Found | null>,
  ) => Promise<Found | null>;
};

export const openDoorkeeper = (
  { callsPerKey, guessesPerAddress }: Rates,
  now: () => number,
): Doorkeeper => {
  const calls = rateOf(callsPerKey, now);
  const tries = rateOf(guessesPerAddress, now);
  const right = new Set<string>();
  const trying = new Set<string>();
  const countTry = (address: string): void => {
    const wait = tries(placeOf(address));
    if (wait === 0) return;
    throw tooOften(wait,
      `More than ${String(guessesPerAddress)} keys a minute were tried from this address.`);
  };
  return {
    countCall(caller) {
      const wait = calls(caller);
      if (wait === 0) return;
      throw tooOften(wait, `This key calls more than ${String(callsPerKey)} times a minute.`);
    },
    countTry,
    async tryKey(address, hash, look) {
      if (!right.has(hash) && !trying.has(hash)) countTry(address);
      trying.add(hash);
      try {
        const found = await look();
        right.delete(hash);
        if (found !== null) right.add(hash);
        if (right.size > namesAtMost) right.delete(right.keys().next().value ?? hash);
        return found;
      } finally {
        trying.delete(hash);
      }
    },
  };
};

/** Whoever has one address of IPv6 has the other 2^64 of its network as well. */
export const placeOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address;
  const [front = '', back = ''] = address.split('::');
  const groups = (text: string): string[] => text.split(':').filter((one) => one !== '');
  const missing = 8 - groups(front).length - groups(back).length;
  const zeros = address.includes('::') ? Array<string>(Math.max(0, missing)).fill('0') : [];
  return [...groups(front), ...zeros, ...groups(back)].slice(0, 4)
    .map((one) => one.replace(/^0+(?=.)/, '').toLowerCase()).join(':');
};
