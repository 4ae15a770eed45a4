/**
 * Writes docs/reliability.md anew from the kept results, for instance after `found.ts` grew. With
 * what the whole long suite came to on its command line, as JSON, it keeps that first.
 */
import { z } from 'zod';
import { keepWholeRun, writePage } from './result.ts';

const [, , told] = process.argv;
if (told === undefined) {
  writePage();
} else {
  keepWholeRun(z.strictObject({
    seconds: z.number(), passed: z.number(), failed: z.number(), skipped: z.number(),
  }).parse(JSON.parse(told)));
}
