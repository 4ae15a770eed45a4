/** `gatepass up` of the version after this one, with the migrations in the folder given. */
import { readSettings } from '../../src/settings.ts';
import { realGround, up } from '../../src/up.ts';

const [, , , migrations = ''] = process.argv;
const read = readSettings(process.env);
if (read.is === 'refused') throw new Error(read.problems.join(' '));
const voices = {
  say: (text: string) => { process.stdout.write(`${text}\n`); },
  complain: (text: string) => { process.stderr.write(`${text}\n`); },
};
process.exit(await up(read.settings, voices, { ...realGround, migrations }));
