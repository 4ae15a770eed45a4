/** `gatepass up` or `gatepass worker` on a machine whose clock is ahead by so many milliseconds. */
import { instant } from '../../../src/core/model/instant.ts';
import { realClocks } from '../../../src/compose.ts';
import { readSettings } from '../../../src/settings.ts';
import { runWorker } from '../../../src/stateless.ts';
import { realGround, up } from '../../../src/up.ts';

const [command, words] = process.argv.slice(2);
const skew = Number(words ?? '0');
const read = readSettings(process.env);
if (read.is === 'refused') throw new Error(read.problems.join(' '));
const voices = {
  say: (text: string) => { process.stdout.write(`${text}\n`); },
  complain: (text: string) => { process.stderr.write(`${text}\n`); },
};
const run = command === 'worker' ? runWorker : up;
process.exit(await run(read.settings, voices, {
  ...realGround,
  clocks: {
    ...realClocks,
    now: () => instant(Date.now() + skew),
    wireNow: () => Date.now() + skew,
    limitNow: () => Date.now() + skew,
  },
}));
