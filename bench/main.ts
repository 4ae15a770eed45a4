/**
 * npm run bench: measures part by part and makes docs/benchmarks.md of the stored results.
 * `-- NAME …` runs these parts alone, `--small` in the size that only shows that they work;
 * `-- page` measures nothing and makes the page anew. What is measured in this machine's time is
 * not measured while it is busy, but with `--busy`; the page says so then.
 */
import { registerHooks } from 'node:module';
import { existsSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

// shipstation-node imports without file endings, which only bundlers forgive.
registerHooks({
  resolve(specifier, context, next) {
    const isOfIt = context.parentURL?.includes('/shipstation-node/') === true;
    const lacksEnding = specifier.startsWith('.') && !/\.\w+$/.test(specifier);
    if (!isOfIt || !lacksEnding || context.parentURL === undefined) return next(specifier, context);
    const file = new URL(`${specifier}.js`, context.parentURL);
    return next(existsSync(file) ? file.href : `${specifier}/index.js`, context);
  },
});

const { runPart } = await import('./part.ts');
const { saveResult, writePage } = await import('./page.ts');
const { parts } = await import('./parts.ts');
const { comesToRest, restsUpTo } = await import('./rest.ts');

const halfHour = 'half-hour';
const names = [...parts.map((part) => part.name), halfHour, 'page'];
const words = process.argv.slice(2);
const asked = words.filter((word) => word !== '--small' && word !== '--busy');
const size = words.includes('--small') ? 'small' : 'full';
const unknown = asked.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
  const load = (): number => loadavg()[0] ?? 0;
  for (const part of parts.filter(({ name }) => isAsked(name))) {
    const needsRest = part.time === 'machine' && size === 'full' && !words.includes('--busy');
    if (needsRest && !(await comesToRest(load, wait))) {
      console.error(`${part.name} was not measured: ${load().toFixed(1)} programs want a core, ` +
        `and its figures are those of a machine where ${String(restsUpTo)} at most do. End the ` +
        'others, or say --busy: then the page says so too.');
      process.exitCode = 1;
      continue;
    }
    const result = await runPart(part, size);
    console.log(JSON.stringify(result, null, 2));
    // What only shows that a part works is no figure for the page.
    if (size === 'full') saveResult(result);
  }
  if (size === 'full') writePage();
  if (isAsked(halfHour)) {
    const { halfHourPage } = await import('./half-hour/page.ts');
    const page = await halfHourPage({ seed: 7, ordersPerHour: 120, storm: 1, aftermath: 60 });
    writeFileSync(new URL('../docs/half-hour.md', import.meta.url), page);
    console.log(page);
  }
}
