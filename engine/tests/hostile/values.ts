/** What nobody in their right mind sends, by kind. Each line was somebody's outage once. */

/** Written by code: signs that act unseen are not to lie in a source file. */
const sign = (...codes: readonly number[]): string => String.fromCodePoint(...codes);
const half = String.fromCharCode(0xd800);

export const texts: readonly [string, ...string[]] = [
  '', ' ', '\t', '0', '-1', 'null', 'NaN', 'Infinity', 'true',
  // Not what a slip of ours would show: kept as a name and quoted later, it would pass for one.
  'undefinable', '[objects]',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON',
  '\0', 'A\0B', half, `x${half}y`, String.fromCharCode(0xdc00), '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007', sign(0x9b) + '31m', '\b\b\b', '\r\nSet-Cookie: a=b',
  'x\r\n\r\n<h1>', 'a\nb', '{"level":50}\n{"level":60}', sign(0x202e) + 'gnp.exe',
  sign(0x2066) + 'x' + sign(0x2069), sign(0x200d, 0x200b, 0xfeff), sign(0x2028), sign(0xe0041),
  '=cmd|\' /C calc\'!A0', '@SUM(1+1)', '+1+1', '-2+3', '=HYPERLINK("http://x","y")',
  '../../../../etc/passwd', '..\\..\\win.ini', '/etc/passwd', 'file:///etc/passwd', '%00',
  '%2e%2e%2f', '%c0%af', 'http://127.0.0.1:1/', 'javascript:alert(1)', '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>', '\' or \'1\'=\'1', '1; drop table dossier --', '$1', '{{7*7}}',
  '${SS_KEY}', '#{x}', '%s%n%d', '$(id)', '`id`', '{name}', '\\', '\\u0000', '"', ',', ';',
  'é', 'e' + sign(0x301), sign(0x130), sign(0xfb03), sign(0x1d54f), sign(0x1f468, 0x200d, 0x1f467),
  'Z' + sign(...Array.from({ length: 50 }, () => 0x0334)), sign(0x661, 0x662), sign(0xff11),
  'x'.repeat(48), 'x'.repeat(49), 'x'.repeat(200), 'x'.repeat(201), 'x'.repeat(1_001),
  sign(0x1f4e6).repeat(100), 'x'.repeat(70_000),
];

export const dates: readonly [string, ...string[]] = [
  '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1582-10-10T00:00:00Z', '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z', '2026-11-22T11:59:00Z', '2026-11-22T12:01:00Z', '2036-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59',
  '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00.001Z', '+010000-01-01T00:00:00Z',
  '2026-02-29T12:00:00Z', '2028-02-29T12:00:00Z', '2026-13-01T00:00:00Z', '2026-11-22T24:00:00Z',
  '2026-11-22T12:00:60Z', '2026-11-22T12:00:00', '2026-11-22', '2026-11-22T12:00Z',
  '2026-11-22T12:00:00.123456789123Z', '2026-10-25T01:30:00+01:00', '2026-03-29T01:30:00+00:00',
  '2026-11-22T12:00:00+99:99', '2026-11-22t12:00:00z', '20261122T120000Z', '1763812800', 'now',
];

export const numbers: readonly [number, ...number[]] = [
  0, -0, 1, 2, 3, -1, 0.5, 1.000_000_1, 255, 256, 1_000_000, 1_000_001, 2 ** 31 - 1, 2 ** 31,
  -(2 ** 31) - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 63, -(2 ** 63), 1e21, 1e308, -1e308, 5e-324,
];

/** Numbers as text that no JSON.stringify would write. */
export const rawNumbers: readonly [string, ...string[]] = [
  'NaN', 'Infinity', '-Infinity', '1e999', '-1e999', '01', '0x10', '1_000', '.5', '5.', '-', '+1',
  '9'.repeat(400), `0.${'1'.repeat(400)}`, '1e-999', '-0', '1E+2', 'undefined',
];

/** Names that mean something to the language and nothing to us. */
export const memberNames: readonly [string, ...string[]] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON',
  'then', 'length', '', ' ', '0', '\0', half, sign(0x202e), 'x'.repeat(5_000), 'lines', 'status',
];

export const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};
