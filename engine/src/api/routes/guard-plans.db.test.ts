/** What the guard stopped, over HTTP: listed beside what goes live, looked through, decided on. */
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { onEveryDatabase } from '../../../tests/databases.ts';
import { atTheDoor, type Door } from '../../../tests/door.ts';
import {
  cancelledAtOnce, settleWithdrawing, tripGuard,
} from '../../../tests/tripped-guard.ts';
import { anyPlanShape, guardItemShape, listOf } from '../shapes.ts';

onEveryDatabase('the plans of the guard', (size) => {
  const { door } = atTheDoor(size);
  beforeEach(async () => {
    await tripGuard(door.stage);
  });

  const settle = () => settleWithdrawing(door.stage);
  const takenOut = () =>
    door.stage.calls.filter((one) => one.startsWith('withdraw-order')).length;
  const plans = async (query = '') => {
    const { status, json } = await door.ask('GET', `/v1/plans${query}`, undefined, 'reader');
    expect(status).toBe(200);
    return listOf(anyPlanShape).parse(json).items;
  };
  const stopped = async (): Promise<string> => (await plans('?kind=guard'))[0]?.id ?? '';
  const itemsOf = async (id: string, query = '') => {
    const { json } = await door.ask('GET', `/v1/plans/${id}/items${query}`, undefined, 'reader');
    return listOf(guardItemShape).parse(json);
  };

  test('are listed before what goes live, and by their kind', async () => {
    const made = await door.ask('POST', '/v1/plans', {
      kind: 'going-live', warehouse: 'leicester',
    }, 'operator');
    expect(made.status).toBe(200);
    expect((await plans()).map((one) => one.kind)).toEqual(['guard', 'going-live']);
    expect((await plans('?kind=guard')).map((one) => one.kind)).toEqual(['guard']);
    expect((await plans('?kind=going-live')).map((one) => one.kind)).toEqual(['going-live']);
    expect((await plans())[0]).toMatchObject({
      state: 'open', connection: 'shipstation-uk', effect: 'withdrawals',
      counts: { withheld: 2, approved: 0, refused: 0, lapsed: 0 },
      sentence: 'After 10 orders taken out on shipstation-uk in ten minutes Gatepass stopped: ' +
        '2 more are not taken out before a person decides.',
    });
  });

  test('are looked through page by page, with order, lines and reason', async () => {
    const id = await stopped();
    const first = await itemsOf(id, '?limit=1');
    expect(first.items).toMatchObject([{
      state: 'withheld', lines: ['2 TEE'], does: expect.stringMatching(/^Take SO-1\d out of Ship/),
    }]);
    expect(first.items[0]?.because.length).toBeGreaterThan(0);
    const second = await itemsOf(id, `?limit=1&after=${first.next ?? ''}`);
    expect(new Set([...first.items, ...second.items].map((one) => one.order.orderNumber)))
      .toEqual(new Set(['SO-10', 'SO-11']));
    expect((await door.ask('GET', '/v1/plans/pln_none/items')).status).toBe(404);
  });

  test('are approved by who may, once, and exactly what was seen goes', async () => {
    const url = `/v1/plans/${await stopped()}/approve`;
    const body = { why: 'the channel was closed' };
    const by = async (role: Parameters<Door['ask']>[3]) =>
      (await door.ask('POST', url, body, role)).status;
    expect([await by(null), await by('reader'), await by('warehouse'), await by('channel')])
      .toEqual([401, 403, 403, 403]);
    await settle();
    expect(takenOut()).toBe(10);
    const seen = (await itemsOf(await stopped(), '?limit=1')).items[0]?.place;
    const partly = await door.ask('POST', url, { ...body, through: seen }, 'operator');
    expect(partly.json).toMatchObject({ state: 'open', counts: { withheld: 1, approved: 1 } });
    const rest = await door.ask('POST', url, body, 'operator');
    expect(rest.json).toMatchObject({
      state: 'approved', changes: [{ by: 'the operator' }, { by: 'the operator' }],
    });
    await settle();
    expect(takenOut()).toBe(cancelledAtOnce);
    const again = await door.ask('POST', url, body, 'admin');
    expect(again.status).toBe(409);
    expect(z.object({ detail: z.string() }).parse(again.json).detail).toContain('approved already');
  });

  test('are refused with a reason, which stands on each of their orders', async () => {
    const url = `/v1/plans/${await stopped()}/refuse`;
    const why = 'an import ran twice';
    expect((await door.ask('POST', url, { why }, 'reader')).status).toBe(403);
    expect((await door.ask('POST', url, {}, 'operator')).status).toBe(400);
    const refused = await door.ask('POST', url, { why }, 'operator');
    expect(refused.json).toMatchObject({ state: 'refused', counts: { withheld: 0, refused: 2 } });
    await settle();
    expect(takenOut()).toBe(10);
    expect((await door.stage.order('SO-11')).decision?.headline.because)
      .toMatchObject({ is: 'guard-refused', by: 'the operator', why });
    expect((await door.ask('POST', '/v1/plans/pln_none/refuse', { why })).status).toBe(404);
  });
});
