import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { found } from './found.ts';
import { reliabilityPage } from './page.ts';
import { pageFile, readAll, type KeptResult, type WholeRun } from './result.ts';

test('docs/reliability.md says what the kept results say', async () => {
  await expect(reliabilityPage(readAll())).toMatchFileSnapshot(pageFile);
});

test('whatever was found and mended names a test that is there', () => {
  const root = new URL('../../../../', import.meta.url);
  expect(found.filter((one) => !existsSync(fileURLToPath(new URL(one.test, root))))).toEqual([]);
});

const passed: KeptResult['passed'] = {
  sentences: ['It woke.', 'It did nothing.'], seeds: [7, 'x'],
  table: { head: ['point', 'hits'], rows: [['lease', 10]] }, seconds: 130,
  at: '2026-11-27T12:00:00.000Z', commit: 'abc1234', cores: 2,
};
const kept: KeptResult = { part: 'machines', title: 'One is frozen', passed, begun: null };
const wholeRun: WholeRun = {
  at: '2026-11-27T11:00:00.000Z', commit: 'abc1234', seconds: 3_000, cores: 2,
  passed: 20, failed: 0, skipped: 1,
};

test('a result shows with its day, its commit, its seeds and its table', () => {
  const page = reliabilityPage({ results: [kept], wholeRun });
  expect(page).toContain('The whole suite took 50 minutes of at most 60 minutes (2026-11-27, ' +
    'commit abc1234, 2 cores): 20 tests passed, 0 failed, 1 were skipped.\n');
  expect(page).toContain('## Several machines\n');
  expect(page).toContain(
    '### One is frozen\n\n2026-11-27, commit abc1234, 2 cores, 2 minutes. Seeds: 7, x.\n\n' +
    'It woke. It did nothing.\n\n| point | hits |\n| --- | --- |\n| lease | 10 |\n');
  expect(page).not.toContain('Worlds from seeds');
  expect(page).not.toContain('Older than');
});

test('what has not passed since, what is older and what took too long is said', () => {
  const begun = { at: '2026-11-28T12:00:00.000Z', commit: 'def5678' };
  const never: KeptResult = { ...kept, title: 'Two are frozen', passed: null, begun };
  const page = reliabilityPage({
    results: [{ ...kept, begun }, never],
    wholeRun: { ...wholeRun, at: '2026-11-28T11:00:00.000Z', seconds: 4_000 },
  });
  expect(page).toContain('67 minutes of at most 60 minutes, **more than it may**');
  expect(page).toContain('### One is frozen\n\n' +
    '**Begun on 2026-11-28, commit def5678, and not passed since.** ' +
    'What follows is what was seen before that.\n\n' +
    '2026-11-27, commit abc1234, 2 cores, 2 minutes. Seeds: 7, x. ' +
    '**Older than the last run of the whole suite.**\n');
  expect(page).toContain('### Two are frozen\n\n' +
    '**Begun on 2026-11-28, commit def5678, and not passed since.** It has never passed.\n');
});

test('without a run of the whole suite the page says that there is none', () => {
  const page = reliabilityPage({ results: [kept], wholeRun: null });
  expect(page).toContain('No run of all of it at once is kept');
  expect(page).not.toContain('Older than');
});
