/** Answers as other systems do give them, and values that go wrong on the way. */

type Change = (value: unknown) => unknown;

const within = (value: unknown, change: Change): unknown => {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
};

/** `7` becomes `"7"`. */
export const numbersAsText: Change = (value) =>
  (typeof value === 'number' ? String(value) : within(value, numbersAsText));

/** Every list begins and ends with nothing. */
export const withNulls: Change = (value) => {
  const inner = within(value, withNulls);
  return Array.isArray(inner) ? [null, ...inner, null] : inner;
};

/** A document of tomorrow: members that nobody has heard of. */
export const withMore: Change = (value) => {
  const inner = within(value, withMore);
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? { ...inner, addedLater: { since: 2031, list: [1, null] }, flagAddedLater: true } : inner;
};

/** With keys that write to prototypes where they are copied carelessly. */
export const withHostileKeys: Change = (value) => {
  const inner = within(value, withHostileKeys);
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
  const hostile = '"polluted":"yes","voided":true,"orderStatus":"cancelled","success":false';
  const text = JSON.stringify(inner);
  const rest = text === '{}' ? '}' : `,${text.slice(1)}`;
  return JSON.parse(
    `{"__proto__":{${hostile}},"constructor":{"prototype":{${hostile}}}${rest}`) as unknown;
};

export const isPolluted = (): boolean => 'polluted' in {} || 'polluted' in [];

/** Decimal texts of major units, and what they are in minor ones: halves go away from zero. */
export const sums: readonly (readonly [string, number])[] = [
  ['0', 0], ['0.1', 10], ['0.3', 30], ['0.30', 30], ['6.42', 642], ['19.99', 1_999],
  ['4.35', 435], ['8.165', 817], ['1.005', 101], ['1.115', 112], ['0.285', 29], ['10.075', 1_008],
  ['0.005', 1], ['0.004', 0], ['-6.42', -642], ['-1.005', -101], ['-0.005', -1], ['-0.004', 0],
  ['-4.35', -435], ['1000000.01', 100_000_001], ['99999999.99', 9_999_999_999],
];

/** Minor units as the decimal number of major ones, by digits alone. */
export const decimalOf = (minor: number): number => {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return Number(minor < 0 ? `-${text}` : text);
};

export const weights: readonly (
  readonly ['grams' | 'ounces' | 'pounds', value: number, grams: number]
)[] = [
  ['grams', 450, 450], ['grams', 1, 1], ['grams', 0, 0], ['grams', 30_000, 30_000],
  ['grams', 180.4, 180], ['grams', 0.1 + 0.2, 0],
  ['ounces', 1, 28], ['ounces', 16, 454], ['ounces', 0.1 + 0.2, 9], ['ounces', 15.875, 450],
  ['pounds', 1, 454], ['pounds', 2.2, 998], ['pounds', 66.138_678_66, 30_000],
];

/** Names as people have them and as keyboards, imports and attackers make them. */
export const names: readonly string[] = [
  '山田 太郎', 'محمد بن سلمان', '👩‍👩‍👧‍👦 Bäckerei', 'Zoe\u0308 Müller', 'Żółć Ęść',
  'Ünïcödé'.repeat(500),
  'one\nline\r\nand\tanother', 'bell\u0007 and \u001b[31mred', '\u202Eright to left',
  'O’Brien "Bob" <b>&amp;</b> \\ \'; DROP TABLE orders; --', '007', '1e3', 'null', 'true',
  '__proto__', 'constructor', '${name} {{name}} %s', 'a\u2028b', '\u{1F468}\u200D\u{1F9BD}',
];

/** What no text column and no JSON column of PostgreSQL can hold. */
export const unstorable: readonly string[] = ['nul\u0000inside', 'half\uD83Da pair', '\uDC00low'];

export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Every text in a value, at any depth, keys included. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
};
