/**
 * Gatepass as `main.ts` starts it, on ground that gives way: `node program.ts up POINT PASSING`
 * dies by SIGKILL when it passes that point for the so-many-th time. A folder behind that is where
 * the migrations of another version lie. Settings as always by the environment; what a merchant
 * starts has no such door.
 */
import { writeSync } from 'node:fs';
import { z } from 'zod';
import { readSettings } from '../../../src/settings.ts';
import { up } from '../../../src/up.ts';
import { mortalGround, pointNames } from './ground.ts';

const [, , , point, passing, migrations] = process.argv;
const aim = z.object({ point: z.enum(pointNames), passing: z.coerce.number().int().positive() })
  .parse({ point, passing });
const read = readSettings(process.env);
if (read.is === 'refused') throw new Error(read.problems.join('\n'));

let passed = 0;
const ground = mortalGround((name) => {
  if (name !== aim.point) return;
  passed += 1;
  if (passed < aim.passing) return;
  // Not by the log or a stream, which would need another turn to come out.
  writeSync(1, `\ndies at: ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
});
process.exit(await up(read.settings, {
  say: (text) => { process.stdout.write(`${text}\n`); },
  complain: (text) => { process.stderr.write(`${text}\n`); },
}, migrations === undefined ? ground : { ...ground, migrations }));
