/** Writes docs/decision-table.md: `node engine/scenarios/tables/write.ts`. */
import { writeFileSync } from 'node:fs';
import { figuresOf } from './figures.ts';
import { decisionPage } from './page.ts';
import { tables } from './tables.ts';
import { walkTable } from './walk.ts';

const walked = tables.map((table) => ({ table, walk: walkTable(table) }));
writeFileSync(new URL('../../../docs/decision-table.md', import.meta.url), decisionPage(walked));
console.log(figuresOf(walked));
