/** Goods that left by other means, as a person says so over the API, and what follows from it. */
import { describe, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import {
  listOf, messageShape, orderSummaryShape, orderViewShape, problemShape, rulingAnswerShape,
  timelineEntryShape,
} from './shapes.ts';

const ownVan = {
  ruling: 'sent-otherwise', carrier: 'Own van', trackingNumber: 'V-77',
  why: 'their own driver took it',
};

onEveryDatabase('goods that left by other means', (size) => {
  const { door } = atTheDoor(size);

  const put = (number: string, over: Readonly<Record<string, unknown>> = {}) => door.ask(
    'PUT', `/v1/warehouses/leicester/consignments/LE-${number}`, bodyOf(number, over));
  const orderOf = async (number: string) => {
    const { items } = listOf(orderSummaryShape).parse(
      (await door.ask('GET', `/v1/orders?orderNumber=${number}`)).json);
    const { json } = await door.ask('GET', `/v1/orders/${items[0]?.id ?? 'none'}`);
    return orderViewShape.parse(json);
  };
  const say = async (number: string, body: object, role?: 'reader') =>
    door.ask('POST', `/v1/orders/${(await orderOf(number)).id}/rulings`, body, role);
  const refusal = (json: unknown): string => problemShape.parse(json).detail;
  const carryOutOn = async (connection: string): Promise<void> => {
    const { stage } = door;
    const hand = await stage.hold(connection);
    const withdrawing = { batchSize: 100, costInCalls: 1, repeating: 'safe' as const,
      timeoutMilliseconds: 20_000 };
    const manifest = connection !== 'shipstation-uk' ? hand.manifest : {
      ...hand.manifest,
      operations: { ...hand.manifest.operations, 'withdraw-order': withdrawing },
    };
    stage.script.perform = (items, usual) => {
      for (const item of items) if (item.do === 'withdraw-order') cancelThere(item.order);
      return Promise.resolve(usual());
    };
    await carryOut(stage.surroundings, { ...hand, manifest });
    await stage.decide();
  };
  const cancelThere = (id: string): void => {
    const { orders } = door.stage.account;
    for (const [key, order] of orders) {
      if (order.id === id) orders.set(key, { ...order, status: { is: 'cancelled' } });
    }
  };
  const lookThere = async (): Promise<void> => {
    const hand = await door.stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds) {
      await look(door.stage.surroundings, hand.lease, hand.session, feed);
    }
    await door.stage.decide();
  };
  const heard = async (of: string) => listOf(messageShape).parse(
    (await door.ask('GET', `/v1/${of}`)).json).items;
  const dispatches = 'warehouses/leicester/dispatches';
  const notices = 'channels/shopify-uk/notices';
  const released = async (number: string): Promise<void> => {
    await put(number);
    await carryOutOn('shipstation-uk');
    await lookThere();
  };

  test('count as gone; the order comes out, warehouse and channel hear it once', async () => {
    await released('SO-1');
    const [, offer] = (await orderOf('SO-1')).actions;
    expect(offer).toMatchObject({
      action: 'sent-otherwise', asks: ['carrier', 'why'], optional: ['trackingNumber'],
      needs: 'say-it-left',
    });
    const { ruling: _, ...how } = ownVan;
    const answer = await door.ask('POST', offer?.path ?? '', { ...offer?.body, ...how });
    expect(rulingAnswerShape.parse(answer.json)).toMatchObject({
      isNew: true, rulings: [{ ruling: 'sent-otherwise', by: 'the admin' }],
    });
    await door.stage.decide();
    for (const one of ['shipstation-uk', 'leicester-wms', 'shop-uk', 'leicester-wms', 'shop-uk']) {
      await carryOutOn(one);
    }
    await lookThere();
    expect(door.stage.calls.filter((one) => one.startsWith('withdraw-order'))).toHaveLength(1);
    const parcel = {
      trackingNumber: 'V-77', carrier: 'Own van', service: null, replaces: null,
      cost: { amount: 0, currency: 'XXX' },
    };
    expect(await heard(dispatches)).toMatchObject([
      { kind: 'dispatch', parcels: [{ ...parcel, lines: [{ line: '1', quantity: 2 }] }] },
    ]);
    expect(await heard(notices)).toMatchObject([
      { kind: 'notice', parcels: [{ ...parcel, lines: [{ quantity: 2 }] }] },
    ]);
    const order = await orderOf('SO-1');
    expect(order).toMatchObject({ tracking: ['V-77'], carrier: 'Own van', consignments: [{
      exceptions: [], rulings: [{ state: 'in-force', sent: {
        carrier: 'Own van', trackingNumber: 'V-77',
      } }],
    }] });
    const state = (kind: string) => order.consignments[0]?.obligations.find((one) =>
      one.kind === kind)?.state;
    expect([state('label'), state('tell-warehouse'), state('tell-channel'), state('leave')])
      .toEqual(['not-owed', 'met', 'met', 'met']);
    const { items } = listOf(timelineEntryShape).parse(
      (await door.ask('GET', `/v1/orders/${order.id}/timeline`)).json);
    expect(items.map((one) => one.sentence)).toContain(
      'User the admin says that it left by other means, by Own van V-77: ' +
      '“their own driver took it”.');
    const found = await door.ask('GET', '/v1/find?q=V-77');
    expect(found.text).toContain('SO-1');
  });

  test('of a carrier that the policy knows, each hears its own word', async () => {
    await put('SO-1');
    await say('SO-1', { ...ownVan, carrier: 'DPD', trackingNumber: null });
    for (const one of ['leicester-wms', 'shop-uk']) await carryOutOn(one);
    expect((await heard(dispatches))[0]?.parcels[0]).toMatchObject(
      { carrier: 'DPD', trackingNumber: null });
    expect((await heard(notices))[0]?.parcels[0]?.carrier).toBe('DPD UK');
  });

  test('what stood because of it is closed with proof', async () => {
    await put('SO-1', { lines: [
      { line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 2, short: 0 },
    ], service: 'NOBODY-KNOWS' });
    const before = (await orderOf('SO-1')).consignments[0]?.exceptions ?? [];
    expect(before.map((one) => one.code)).toEqual(['service.unmapped']);
    await say('SO-1', ownVan);
    await door.stage.decide();
    const closed = await door.ask('GET', `/v1/exceptions/${before[0]?.id ?? ''}`);
    expect(closed.json).toMatchObject({ closed: { by: 'proof' } });
  });

  test('a label found afterwards is one too many; taken back, the word is told back', async () => {
    await released('SO-1');
    await say('SO-1', ownVan);
    await carryOutOn('leicester-wms');
    labelAtDesk(door.stage, 'SO-1');
    await lookThere();
    const [consignment] = (await orderOf('SO-1')).consignments;
    expect(consignment?.exceptions).toMatchObject([{
      code: 'label.duplicate', sentence: expect.stringContaining('as the admin said'),
    }]);
    const ruling = consignment?.rulings[0]?.id ?? '';
    const { id } = await orderOf('SO-1');
    await door.ask('POST', `/v1/orders/${id}/rulings/${ruling}/withdraw`, { why: 'wrong order' });
    await carryOutOn('leicester-wms');
    const order = await orderOf('SO-1');
    expect(order.consignments[0]).toMatchObject({
      exceptions: [], rulings: [{ state: 'withdrawn' }],
    });
    expect((await heard(dispatches)).at(-1)).toMatchObject({
      kind: 'correction', parcels: [{ trackingNumber: 'TRACK-SO-1', replaces: 'V-77' }],
    });
  });

  describe('is refused', () => {
    test.each([
      ['before anything was counted', { status: 'picking' }, 'confirmed nothing'],
      ['when the warehouse has cancelled', { status: 'cancelled' }, 'The order is cancelled'],
    ])('%s', async (_, over, words) => {
      await put('SO-1', over);
      expect((await orderOf('SO-1')).actions.map((one) => one.action))
        .not.toContain('sent-otherwise');
      const no = await say('SO-1', ownVan);
      expect([no.status, refusal(no.json)]).toEqual([409, expect.stringContaining(words)]);
    });

    test('when it is labelled, and when it was said before', async () => {
      await released('SO-1');
      await put('SO-2');
      labelAtDesk(door.stage, 'SO-1');
      await lookThere();
      const labelled = await say('SO-1', ownVan);
      expect([labelled.status, refusal(labelled.json)])
        .toEqual([409, expect.stringContaining('Void the label')]);
      await say('SO-2', ownVan);
      expect((await say('SO-2', ownVan)).json).toMatchObject({ isNew: false });
      const other = await say('SO-2', { ...ownVan, trackingNumber: 'V-78' });
      expect([other.status, refusal(other.json)])
        .toEqual([409, expect.stringContaining('said so already')]);
    });

    test('without a carrier, with an end, or by whoever may only read', async () => {
      await put('SO-1');
      const bare = await say('SO-1', { ruling: 'sent-otherwise', why: 'x' });
      const ending = await say('SO-1', { ...ownVan, until: '2036-01-01T00:00:00Z' });
      const hold = await say('SO-1', { ...ownVan, ruling: 'hold' });
      expect([bare, ending, hold].map(({ status, json }) =>
        [status, problemShape.parse(json).problems?.[0]?.path]))
        .toEqual([[422, 'carrier'], [422, 'until'], [422, 'carrier']]);
      expect((await say('SO-1', ownVan, 'reader')).status).toBe(403);
      expect((await orderOf('SO-1')).consignments[0]?.rulings).toEqual([]);
    });
  });
});
