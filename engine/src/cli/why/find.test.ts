import { expect, it } from 'vitest';
import { foundShape } from '../../api/shapes.ts';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { order, orderRoutes, summary } from '../pretend-order.ts';
import { runCommand } from '../run.ts';

const hit = {
  order: summary,
  matched: { field: 'email', isExact: true, sentence: 'This is its e-mail address.' },
  town: 'Leeds', date: '2026-11-21T12:02:00Z',
};
const answerOf = (...items: readonly object[]) => foundShape.parse({
  items, hasMore: false, isComplete: true, sentence: `${String(items.length)} found.`,
});
const found = (...items: readonly object[]): Routes =>
  ({ 'GET /v1/find': () => ({ document: answerOf(...items) }) });

async function find(argv: readonly string[], routes: Routes) {
  const pretended = pretend({
    ...orderRoutes, 'GET /v1/orders/ord_1': () => ({ document: order }), ...routes,
  });
  const code = await runCommand(['find', ...argv], pretended.surroundings);
  const { printed, complained, asked } = pretended;
  return { code, printed: printed(), complained: complained(), asked };
}

it('tells of one order at once, as why does first', async () => {
  const { code, printed, asked } = await find(['iris', 'bell'], found(hit));
  expect(asked[0]?.path).toBe('/v1/find?q=iris+bell');
  expect(printed).toMatch(/^SO-412345 {3}shopify-uk {3}In ShipStation {3}waits on/);
  expect(printed).toContain(`\n${summary.sentence}\n`);
  expect(printed).toContain('This is its e-mail address. To Leeds, Saturday 21 November 2026.');
  expect(printed).toContain('All of it: gatepass why SO-412345');
  expect(code).toBe(0);
});

it('lists several with what tells them apart', async () => {
  const other = { ...hit, order: { ...summary, id: 'ord_2', orderNumber: 'SO-7' }, town: null };
  const { code, printed } = await find(['iris@example.com'], found(hit, other));
  expect(printed).toMatch(/SO-412345 .*To Leeds, [\s\S]*SO-7 .*Of a town nobody has told, /);
  expect(printed).toMatch(/2 found\.\n$/);
  expect(code).toBe(0);
});

it('ends with 1 when nothing fits, also as JSON', async () => {
  expect(await find(['nobody'], found())).toMatchObject({
    code: 1, printed: '', complained: '0 found.\n',
  });
  const asJson = await find(['nobody', '--json'], found());
  expect([asJson.code, JSON.parse(asJson.printed)]).toEqual([1, answerOf()]);
});

it('passes on why too little was typed', async () => {
  const { code, complained } = await find(['a'], {
    'GET /v1/find': () => problem(400, 'Type at least 3 letters or digits.'),
  });
  expect([code, complained]).toEqual([3, expect.stringContaining('at least 3 letters')]);
});
