import { expect, it } from 'vitest';
import { alertAddressShape, alertTriedShape, listOf } from '../api/shapes.ts';
import { pretend, type Routes } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const lead = {
  name: 'lead', host: 'hooks.shop.example', from: 2, warehouses: null, lastHeardAt: null,
  failing: null, waiting: 0, sentence: 'Nothing was told to lead yet.',
};
const routes = (items: readonly object[]): Routes => ({
  'GET /v1/alerts': () =>
    ({ document: listOf(alertAddressShape).parse({ items, next: null }) }),
  'POST /v1/alerts/lead/test': () => ({ document: alertTriedShape.parse({
    isHeard: false, sentence: 'hooks.shop.example answered 503.',
  }) }),
});

const alerts = async (items: readonly object[], ...argv: readonly string[]) => {
  const run = pretend(routes(items));
  const code = await runCommand(['alerts', ...argv], run.surroundings);
  return { code, printed: run.printed() };
};

it('says of every address whether it hears', async () => {
  expect(await alerts([lead])).toEqual({
    code: 0, printed: 'lead: Nothing was told to lead yet.\n',
  });
  const { code } = await alerts([{
    ...lead, failing: { since: '2026-11-22T13:40:00Z', words: 'No.' },
  }]);
  expect(code).toBe(1);
});

it('a test that is not heard says what came back, and is a no', async () => {
  expect(await alerts([lead], 'test')).toEqual({
    code: 1, printed: 'lead: hooks.shop.example answered 503.\n',
  });
  expect((await alerts([lead], 'test', 'leda')).printed).toContain('called leda');
});
