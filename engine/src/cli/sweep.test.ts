import { expect, it } from 'vitest';
import { connectionShape, listOf, sweepAskedShape } from '../api/shapes.ts';
import { pretend, problem, type Routes } from './pretend-gatepass.ts';
import { connections } from './pretend-order.ts';
import { runCommand } from './run.ts';

const sweepOf = {
  state: 'never', sentence: 'Not counted yet.', askedAt: null, finishedAt: null,
  wholeFinishedAt: null,
  found: { here: 0, there: 0, others: 0, strays: [], asked: 0, gone: 0 },
};
const items = connections.items.map((one) =>
  one.connector === 'shipstation' ? { ...one, sweep: sweepOf } : one);

const routes: Routes = {
  'GET /v1/connections': () => ({ document: listOf(connectionShape).parse({ items, next: null }) }),
  'POST /v1/connections/shipstation-uk/sweep': () => ({ document: sweepAskedShape.parse({
    connection: 'shipstation-uk', sentence: 'The count goes on by itself.',
  }) }),
  'POST /v1/connections/leicester-wms/sweep': () => problem(404, 'There is no such connection.'),
};

const sweep = async (...argv: readonly string[]) => {
  const run = pretend(routes);
  const code = await runCommand(['sweep', ...argv], run.surroundings);
  return { code, run };
};

it('asks for a count of every connection that can be counted, or of the one named', async () => {
  for (const argv of [[], ['shipstation-uk']]) {
    const { code, run } = await sweep(...argv);
    expect(run.printed()).toBe('shipstation-uk: The count goes on by itself.\n');
    expect(code).toBe(0);
  }
});

it('says why not where nothing can be counted', async () => {
  const { code, run } = await sweep('leicester-wms');
  expect(run.complained()).toContain('There is no such connection.');
  expect(code).toBe(3);
});
