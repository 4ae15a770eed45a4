/** Values as they come in on a bad day: odd texts, quantities that cannot be, far-away dates. */
import * as fc from 'fast-check';
import { instant, type Instant } from '../src/core/model/instant.ts';

/** Texts that other systems send: mostly decent, now and then hostile or broken. */
export const foreignText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('SO-412345', 'MUG', 'TEE-BLK-M', 'Ada', '15501234567890'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '   ',
      'two  blanks',
      'line\nbreak\ttab\r\n',
      '{curly} ${dollar} <b>',
      '\u202egnp.exe\u202c',
      'bell\u0007 and nul\u0000',
      '\ud800 lone',
      '👩🏽‍🚀 rocket',
      'constructor',
      '__proto__',
      'toString',
      'a\u2066b\u2069',
      'x'.repeat(2_000),
      'ends with a stop.',
      'lower case',
      '\u2028\u2029\u0085',
      '\ufeffmark',
      'zero\u200bwidth',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 30 })
      // Our own words and ids would be ours to avoid; theirs are theirs.
      .filter((text) => !/(con|ord|msg|att|rul)_/.test(text)),
  },
);

/** Units as a bench counts them, and now and then as no bench can. */
export const units: fc.Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 1_000_000, 2 ** 53, 1e308) },
);

/** From the beginning of time to its end, as far as an instant can say. */
export const farInstant: fc.Arbitrary<Instant> = fc
  .constantFrom(-8.64e15, -62_135_596_800_000, -1, 0, 1, 253_402_300_799_999, 8.64e15)
  .map(instant);

/** How often a property is tried: as given here, times GATEPASS_PROPERTY_TIMES for longer runs. */
export const propertyRuns = (usual: number): number =>
  usual * Number(process.env['GATEPASS_PROPERTY_TIMES'] ?? 1);
