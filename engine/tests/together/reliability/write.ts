/** Writes docs/reliability.md anew from the kept results, for instance after `found.ts` grew. */
import { writePage } from './result.ts';

writePage();
