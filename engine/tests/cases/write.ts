/** Writes docs/cases.md: `node engine/tests/cases/write.ts`. */
import { writeFileSync } from 'node:fs';
import { casesPage } from './page.ts';

writeFileSync(new URL('../../../docs/cases.md', import.meta.url), casesPage());
