/** Tries connectors by name and says what is broken: `node engine/conformance/try.ts shopify`. */
import { kits } from './kits/all.ts';
import { resultsOf } from './report.ts';
import { tried } from './trials.ts';

const names = kits.map((kit) => kit.connector.manifest.connector);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`Say which of ${names.join(', ')}. Another one first gets a line in ` +
    'engine/src/connectors/registry.ts, and one in engine/conformance/kits/all.ts.');
  process.exitCode = 1;
}
for (const kit of kits.filter((one) => asked.includes(one.connector.manifest.connector))) {
  const { connector, results } = await resultsOf(tried(kit));
  const broken = results.filter(({ verdict }) => verdict.is === 'broken');
  console.log(`${connector}: ${String(results.length)} trials, ${String(broken.length)} broken`);
  for (const { trial, verdict } of broken) {
    if (verdict.is !== 'broken') continue;
    console.log(`  ${trial.case.name} of ${trial.target}: ${trial.case.promise}`);
    console.log(`    ${verdict.because.message.replaceAll('\n', '\n    ')}`);
    process.exitCode = 1;
  }
}
