import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { found } from './found.ts';
import { reliabilityPage } from './page.ts';
import { pageFile, readResults, type KeptResult } from './result.ts';

test('docs/reliability.md says what the kept results say', async () => {
  await expect(reliabilityPage(readResults())).toMatchFileSnapshot(pageFile);
});

test('whatever was found and mended names a test that is there', () => {
  const root = new URL('../../../../', import.meta.url);
  expect(found.filter((one) => !existsSync(fileURLToPath(new URL(one.test, root))))).toEqual([]);
});

test('a result shows with its day, its seeds and its table', () => {
  const result: KeptResult = {
    part: 'machines', title: 'One is frozen', sentences: ['It woke.', 'It did nothing.'],
    seeds: [7, 'x'], table: { head: ['point', 'hits'], rows: [['lease', 10]] }, seconds: 130,
    day: '2026-11-27', cores: 2,
  };
  const page = reliabilityPage([result]);
  expect(page).toContain('## Several machines\n');
  expect(page).toContain('### One is frozen\n\n2026-11-27, 2 cores, 2 minutes. Seeds: 7, x.\n\n' +
    'It woke. It did nothing.\n\n| point | hits |\n| --- | --- |\n| lease | 10 |\n');
  expect(page).not.toContain('Worlds from seeds');
});
