import { describe, expect, it } from 'vitest';
import { listOf, replayFindingShape, replayShape } from '../api/shapes.ts';
import { barText } from './bar.ts';
import { pretend, type Routes } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const view = (over: object = {}) => replayShape.parse({
  id: 'rpl_1', state: 'running', sentence: '0 orders looked at, none would differ so far.',
  from: '2026-11-22T06:00:00Z', to: '2026-11-22T18:00:00Z', goes: false,
  madeAt: '2026-11-22T19:00:00Z', madeBy: 'Ann', passed: 0, ahead: 400, looked: 0, differing: 0,
  ...over,
});
const over = { state: 'done', passed: 400, looked: 300, sentence: '300 orders looked at.' };
const orders = listOf(replayFindingShape).parse({
  items: [{
    order: { id: 'ord_1', orderNumber: 'SO-1' }, was: 'Waits on the warehouse.',
    wouldBe: 'Short pick: 1 of TEE.',
  }],
  next: null,
});

const period = ['--from', '2026-11-22T06:00:00Z', '--to', '2026-11-22T19:00+01:00'];

const replay = async (routes: Routes, argv: readonly string[]) => {
  const drawn: string[] = [];
  const run = pretend(routes, {
    pause: async () => undefined, draw: (text) => { drawn.push(text); }, isTerminal: true,
    env: { GATEPASS_KEY: 'key-for-tests', NO_COLOR: '1' },
  });
  const code = await runCommand(['replay', ...argv], run.surroundings);
  return { code, run, drawn };
};

const routes = (end: object): Routes => {
  const states = [view({ passed: 200 }), view({ ...over, ...end })];
  return {
    'POST /v1/replays': () => ({ status: 202, document: view() }),
    'GET /v1/replays/rpl_1': () => ({ document: states.shift() ?? view({ ...over, ...end }) }),
    'GET /v1/replays/rpl_1/orders': () => ({ document: orders }),
    'GET /v1/replays': () => ({ document: { items: [view()], next: null } }),
    'POST /v1/replays/rpl_1/stop': () => ({ document: view({ state: 'stopped' }) }),
  };
};

describe('gatepass replay', () => {
  it('watches to the end, and says what was and what would be', async () => {
    const { code, run, drawn } = await replay(routes({ differing: 1 }), period);
    expect(run.asked[0]?.body).toEqual({
      from: '2026-11-22T06:00:00.000Z', to: '2026-11-22T18:00:00.000Z', go: false, look: false,
      why: null,
    });
    expect(drawn.join('')).toContain('50 %, 200 of 400 orders');
    expect(run.printed()).toBe('SO-1\n  was: Waits on the warehouse.\n' +
      '  now: Short pick: 1 of TEE.\n300 orders looked at.\n' +
      'The same with --go has those orders decided anew.\n');
    expect(code).toBe(1);
  });

  it('ends well where nothing differs, and where what differs was woken', async () => {
    expect((await replay({ ...routes({}), 'GET /v1/replays/rpl_1/orders': () =>
      ({ document: { items: [], next: null } }) }, period)).code).toBe(0);
    const { code, run } = await replay(routes({ differing: 1, goes: true }), [...period, '--go']);
    expect(run.asked[0]?.body).toMatchObject({ go: true });
    expect(code).toBe(0);
  });

  it('says how many more there are than it shows', async () => {
    const { run } = await replay(routes({ differing: 1_500 }), period);
    expect(run.printed()).toContain('… and 1,499 more; --json lists up to 10,000.');
  });

  it('gives programs the replay with its orders', async () => {
    const { run } = await replay(routes({ differing: 1 }), [...period, '--json']);
    expect(JSON.parse(run.printed())).toMatchObject({ id: 'rpl_1', orders: orders.items });
  });

  it('stops watching when nothing moves, and says where to look', async () => {
    const { code, run } = await replay({
      ...routes({}), 'GET /v1/replays/rpl_1': () => ({ document: view({ state: 'reading' }) }),
    }, period);
    expect(run.complained()).toContain('gatepass doctor says');
    expect(code).toBe(1);
  });

  it('stops the one under way', async () => {
    const { code, run } = await replay(routes({}), ['--stop', '--because', 'wrong day']);
    expect(run.asked[1]).toMatchObject({
      path: '/v1/replays/rpl_1/stop', body: { why: 'wrong day' },
    });
    expect(code).toBe(0);
  });

  it.each([
    ['no period', [], 'Which period?'],
    ['half a period', ['--from', '2026-11-22T06:00:00Z'], 'Which period?'],
    ['a time without its zone', ['--from', '2026-11-22T06:00:00', '--to', '2026-11-22T07:00Z'],
      '--from is no time with its zone: 2026-11-22T06:00:00'],
    ['a day that is none', ['--from', '2026-11-22T06:00Z', '--to', '2026-13-45T07:00Z'],
      '--to is no time with its zone'],
  ])('asks nothing of the server for %s', async (_, argv, words) => {
    const { code, run } = await replay(routes({}), argv);
    expect(run.complained()).toContain(words);
    expect(run.asked).toEqual([]);
    expect(code).toBe(2);
  });
});

it.each([
  [0, 400, '[..............................] 0 %, 0 of 400 orders'],
  [399, 400, '[#############################.] 99 %, 399 of 400 orders'],
  [1_500, 1_000, '[##############################] 100 %, 1,500 of 1,000 orders'],
  [0, 0, '[##############################] 100 %, 0 of 0 orders'],
])('a bar of %i of %i', (done, all, text) => {
  expect(barText(done, all, 'orders')).toBe(text);
});
