import { expect, it } from 'vitest';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { runCommand } from '../run.ts';

const paused = [{
  what: 'releases', by: 'Ada', why: 'stock count', since: '2026-11-22T13:00:00Z', until: null,
  sentence: 'Paused by Ada: “stock count”. It goes on when somebody ends the pause.',
}];
const routes: Routes = {
  'POST /v1/connections/shipstation-uk/pause': () => ({ document: { paused } }),
  'POST /v1/connections/shipstation-uk/resume': () => ({ document: { resumed: ['releases'] } }),
  'POST /v1/connections/typo/pause': () => problem(404, 'There is no connection called typo.'),
};

it('pause sends what, why and until when, and prints what stands', async () => {
  const { surroundings, asked, printed } = pretend(routes);
  expect(await runCommand(['pause', 'shipstation-uk', '--only', 'releases, voids', '--why',
    'stock count', '--until', '2026-12-24T18:00:00Z'], surroundings)).toBe(0);
  expect(asked[0]?.body).toEqual({
    why: 'stock count', only: ['releases', 'voids'], until: '2026-12-24T18:00:00Z',
  });
  expect(printed()).toContain('shipstation-uk, releases: Paused by Ada');
});

it('pause without a reason asks nothing of the server', async () => {
  const { surroundings, asked, complained } = pretend(routes);
  expect(await runCommand(['pause', 'shipstation-uk'], surroundings)).toBe(2);
  expect(asked).toEqual([]);
  expect(complained()).toContain('--why');
});

it('a name that the policy does not have is a no', async () => {
  const { surroundings, complained } = pretend(routes);
  expect(await runCommand(['pause', 'typo', '--why', 'x'], surroundings)).toBe(1);
  expect(complained()).toContain('There is no connection called typo.');
});

it('resume says what goes on', async () => {
  const { surroundings, asked, printed } = pretend(routes);
  expect(await runCommand(['resume', 'shipstation-uk'], surroundings)).toBe(0);
  expect(asked[0]?.body).toEqual({});
  expect(printed()).toBe('shipstation-uk goes on: releases.\n');
});

it('left-out shows what keeps orders aside, and lets one go on with a reason', async () => {
  const one = {
    order: 'ord_1', orderNumber: 'SO-1', record: 'label 7', fault: 'label 7: no time',
    since: '2026-11-22T13:00:00Z',
  };
  const items = [one, { ...one, orderNumber: 'SO-2', order: 'ord_2' },
    { ...one, orderNumber: 'SO-2', order: 'ord_2', record: 'label 8' }];
  const place = '/v1/connections/shipstation-uk/left-out';
  const run = async (...argv: readonly string[]) => {
    const tried = pretend({
      [`GET ${place}`]: () => ({ document: { items, next: null } }),
      [`POST ${place}/go-without`]: () => ({ document: {
        order: 'ord_1', record: 'label 7', sentence: 'It is decided on without label 7.',
      } }),
    });
    const code = await runCommand(['left-out', 'shipstation-uk', ...argv], tried.surroundings);
    return { ...tried, code };
  };
  expect((await run()).printed()).toContain('SO-1, since 2026-11-22T13:00:00Z: label 7 (label 7');
  const { asked, code } = await run('SO-1', '--go-without', 'it is of SO-9');
  expect(asked[0]?.path).toBe(`${place}?orderNumber=SO-1`);
  expect([code, asked[1]?.body]).toEqual([0, {
    order: 'ord_1', record: 'label 7', why: 'it is of SO-9',
  }]);
  const several = await run('SO-2', '--go-without', 'x');
  expect([several.code, several.asked.length]).toEqual([2, 1]);
  expect(several.complained()).toContain('--record');
  expect((await run('SO-3', '--go-without', 'x')).code).toBe(1);
});
