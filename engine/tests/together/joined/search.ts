/**
 * Looks for worlds in which something breaks: `node engine/tests/together/joined/search.ts
 * --seeds 1..200`. Prints each seed that fails with the shortest account of it.
 */
import { parseArgs } from 'node:util';
import { live, type Account } from './worlds/live.ts';
import { drawPlan, shortened } from './worlds/plan.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    lines: { type: 'string', default: '30' },
    /** Draws policies that the tests draw no world with yet. */
    far: { type: 'boolean', default: false },
    /** Lives through them in their short form, as the tests of every change do. */
    short: { type: 'boolean', default: false },
    /** Prints the plan of each world. */
    plans: { type: 'boolean', default: false },
    /** Prints how often each fault struck. */
    faults: { type: 'boolean', default: false },
  },
});

const [first = 1, last = first] = values.seeds.split('..').map(Number);
const lines = Number(values.lines);

const shortAccount = ({ plan, broken, history }: Account): string => broken.map((one) => {
  const until = new Date(one.at).toISOString().slice(11, 23);
  const about = history.filter((line) =>
    one.orderNumber === null || line.includes(one.orderNumber) || /worker|policy/.test(line));
  return [
    `seed ${String(plan.seed)} ${until} ${one.rule} ${one.orderNumber ?? ''}: ${one.sentence}`,
    ...about.filter((line) => line.slice(0, 12) <= until).slice(-lines)
      .map((line) => `    ${line}`),
  ].join('\n');
}).join('\n');

let broke = 0;
for (let seed = first; seed <= last; seed += 1) {
  const drawn = drawPlan(seed, values.far ? 'far' : 'near');
  const plan = values.short ? shortened(drawn) : drawn;
  if (values.plans) process.stdout.write(`${JSON.stringify(plan)}\n`);
  const begun = performance.now();
  try {
    const account = await live(plan);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    const { hash, steps, deaths, broken } = account;
    process.stdout.write(`seed ${String(seed)} ${hash} ${String(steps)} steps, `
      + `${String(deaths)} deaths, ${seconds} s, ${String(broken.length)} broken\n`);
    if (values.faults) {
      process.stdout.write(`${JSON.stringify(Object.fromEntries(account.struck))}\n`);
    }
    if (account.broken.length === 0) continue;
    process.stdout.write(`${shortAccount(account)}\n`);
  } catch (fault) {
    process.stdout.write(`seed ${String(seed)} ended by a fault: `
      + `${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  }
  broke += 1;
}
process.exitCode = broke === 0 ? 0 : 1;
