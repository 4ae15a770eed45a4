import { describe, expect, it } from 'vitest';
import { guardItemShape, guardPlanShape, listOf } from '../api/shapes.ts';
import { pretend, problem, type Routes } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const stop = (over: object = {}) => guardPlanShape.parse({
  id: 'pln_1', kind: 'guard', state: 'open', sentence: 'After 10 orders Gatepass stopped.',
  connection: 'shipstation-uk', effect: 'withdrawals', madeAt: '2026-11-22T13:40:00Z',
  madeBy: 'Gatepass', counts: { withheld: 1, approved: 0, refused: 0, lapsed: 0 }, through: 7,
  changes: [], ...over,
});
const items = listOf(guardItemShape).parse({
  items: [{
    place: 7, order: { id: 'ord_1', orderNumber: 'SO-1' }, state: 'withheld',
    does: 'Take SO-1 out of ShipStation.', lines: ['2 TEE'],
    because: ['The order was cancelled by the warehouse.'],
  }],
  next: null,
});
const routes = (plans: readonly unknown[] = [stop()]): Routes => ({
  'GET /v1/plans': () => ({ document: { items: plans, next: null } }),
  'GET /v1/plans/pln_1/items': () => ({ document: items }),
  'POST /v1/plans/pln_1/approve': () => ({ document: stop({ state: 'approved' }) }),
  'POST /v1/plans/pln_1/refuse': () => ({ document: stop({ state: 'refused' }) }),
});

const plan = async (argv: readonly string[], given = routes()) => {
  const run = pretend(given);
  return { code: await runCommand(['plan', ...argv], run.surroundings), run };
};

describe('gatepass plan', () => {
  it('shows what waits, with order, lines and reason, and how to decide', async () => {
    const { code, run } = await plan([]);
    expect(run.printed()).toContain('After 10 orders Gatepass stopped.\n');
    expect(run.printed()).toContain(
      'Take SO-1 out of ShipStation. (2 TEE) The order was cancelled by the warehouse.\n');
    expect(run.printed()).toContain('gatepass plan pln_1 --approve');
    expect(code).toBe(0);
  });

  it('decides on exactly what it saw', async () => {
    for (const argv of [['--approve'], ['pln_1', '--refuse', '--because', 'an import ran twice']]) {
      const { code, run } = await plan(argv);
      expect(run.asked.at(-1)?.body).toMatchObject({ through: 7 });
      expect(code).toBe(0);
    }
  });

  it.each([
    ['a refusal without a reason', ['--refuse'], routes(), 2, 'Say why with --because'],
    ['a plan that is none', ['pln_9'], routes(), 1, 'There is no plan pln_9.'],
    ['nothing that waits', ['--approve'], routes([]), 2, 'Nothing that the guard stopped waits'],
    ['several that wait', ['--approve'], routes([stop(), stop({ id: 'pln_2' })]), 2, 'Say which'],
    ['one that was decided', ['--approve'], {
      ...routes(), 'POST /v1/plans/pln_1/approve': () => problem(409, 'It was approved already.'),
    }, 3, 'It was approved already.'],
  ])('says no in words to %s', async (_, argv, given, code, words) => {
    const answer = await plan(argv, given);
    expect(answer.run.complained()).toContain(words);
    expect(answer.code).toBe(code);
  });
});
