/** How many decisions a second one core makes, over every row of the decision tables. */
import { decide } from '../engine/src/core/decide/decide.ts';
import { tables } from '../engine/scenarios/tables/tables.ts';
import { walkTable } from '../engine/scenarios/tables/walk.ts';

const rounds = 3;
const facts = tables.flatMap((table) => walkTable(table).stands.map((one) => one.facts));
const decideAll = (): void => {
  for (const { dossier, policy, circumstances, now } of facts) {
    decide(dossier, policy, circumstances, now);
  }
};

decideAll();
const begun = performance.now();
for (let round = 0; round < rounds; round += 1) decideAll();
const seconds = (performance.now() - begun) / 1_000;
const perSecond = Math.round((rounds * facts.length) / seconds);
console.log(`${String(facts.length)} rows: ${String(perSecond)} decisions a second`);
