/**
 * Chance without a generator to carry around: a value follows from the world's seed, the name of
 * the draw and a counter, so the same seed repeats the same day whatever happens in between.
 */
export function chance(seed: number, name: string, count: number): number {
  let mixed = (seed ^ 0x9e3779b9) >>> 0;
  for (const character of `${name}:${count}`) {
    mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x85ebca6b) >>> 0;
    mixed = (mixed ^ (mixed >>> 13)) >>> 0;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35) >>> 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** A whole number from 0 up to, not including, `limit`. */
export const chanceBelow = (seed: number, name: string, count: number, limit: number): number =>
  Math.floor(chance(seed, name, count) * limit);

/** `length` hexadecimal digits. */
export function chanceHex(seed: number, name: string, count: number, length: number): string {
  let digits = '';
  for (let index = 0; index < length; index += 1) {
    digits += chanceBelow(seed, `${name}/${index}`, count, 16).toString(16);
  }
  return digits;
}
