/** Writes docs/conformance.md and docs/connectors.md: `node engine/conformance/write-report.ts`. */
import { writeFileSync } from 'node:fs';
import { faults } from './bad/faults.ts';
import { connectorsPage } from './connectors-page.ts';
import { kits } from './kits/all.ts';
import { renderReport, resultsOf } from './report.ts';
import { tried } from './trials.ts';

const all = [];
for (const kit of kits) all.push(await resultsOf(tried(kit)));
writeFileSync(new URL('../../docs/conformance.md', import.meta.url), renderReport(all, faults));
writeFileSync(new URL('../../docs/connectors.md', import.meta.url), connectorsPage(kits));
for (const { connector, results } of all) {
  const broken = results.filter(({ verdict }) => verdict.is === 'broken');
  console.log(`${connector}: ${String(results.length)} trials, ${String(broken.length)} broken`);
  for (const { trial, verdict } of broken) {
    console.log(`  ${trial.case.name} of ${trial.target}: ` +
      (verdict.is === 'broken' ? verdict.because.message : ''));
  }
}
