/**
 * A short text that is the same for the same plain value, whatever the order of its members, and
 * different for different ones as far as 106 bits go. For telling contents apart, not for secrecy.
 */
export const fingerprint = (value: unknown): string => {
  const written = canonical(value);
  return hash53(written, 1).toString(36).padStart(11, '0') +
    hash53(written, 2).toString(36).padStart(11, '0');
};

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const written = entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${written.join(',')}}`;
};

/** Two 32-bit multiplicative mixes joined to 53 bits, which a number holds exactly. */
const hash53 = (text: string, seed: number): number => {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = stir(high, low);
  low = stir(low, high);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
};

const stir = (one: number, other: number): number =>
  Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
