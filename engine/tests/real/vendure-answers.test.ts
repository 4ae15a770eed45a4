/** What the connector makes of the answers of a real Vendure, which it asks without the program. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tell } from '../../conformance/items.ts';
import { vendure } from '../../src/connectors/vendure/connector.ts';
import type { Session } from '../../src/contract/connector.ts';
import type { Wire } from '../../src/contract/wire.ts';
import type { Action, MessageContent } from '../../src/core/model/decision.ts';
import { labelId } from '../../src/core/model/ids.ts';
import { instant } from '../../src/core/model/instant.ts';
import { vendureForTests } from './vendure/install.ts';
import { clerk, openVendure, type SoldOrder, type Vendure } from './vendure/shop.ts';

const installed = vendureForTests();
const why = installed.is === 'here' ? '' : `, and ${installed.why}`;

const wire: Wire = {
  async request({ url, headers, body }) {
    const answer = await fetch(url, { method: 'POST', headers: { ...headers }, body });
    return {
      is: 'answer', status: answer.status, headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
  },
};

const now = () => instant(Date.now());

describe.skipIf(installed.is === 'not-here')(`a real Vendure (it needs npm${why})`, () => {
  let folder: string;
  let shop: Vendure;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatepass-vendure-'));
    shop = await openVendure(installed.is === 'here' ? installed.folder : '', folder);
    await shop.stock({ sku: '', name: 'Чашка «Лето» 夏 🍵', price: 0 });
  }, 300_000);
  afterAll(async () => {
    await shop.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const sessionBy = (settings: Readonly<Record<string, unknown>> = clerk): Session => {
    const opened = vendure.open({ baseUrl: shop.url, ...settings }, wire);
    if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
    return opened.session;
  };

  /** Every order that a feed shows, by its code. */
  const look = async (feed: string, session = sessionBy()) => {
    const to = now();
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    for (let page: string | null = null; ;) {
      const said = await session.look({ feed, from: instant(to - 600_000), to, page }, to);
      if (said.is !== 'page') throw new Error(JSON.stringify(said));
      expect(said.unreadable).toEqual([]);
      for (const one of said.seen) {
        if (one.kind === 'channel-order') found.set(one.order.orderNumber, one.order);
      }
      if (said.next === null) return found;
      page = said.next;
    }
  };

  const told = (
    order: SoldOrder,
    number: string,
    units: readonly number[],
    over: Partial<MessageContent> = {},
    replaces: string | null = null,
  ): Action => {
    const item = tell('channel')(1);
    if (item.do !== 'tell-channel') throw new Error(item.do);
    const [parcel] = item.message.parcels;
    if (parcel === undefined) throw new Error('no parcel');
    const lines = units.flatMap((quantity, i) =>
      (quantity === 0 ? [] : [{ line: order.lines[i]?.id ?? '', quantity }]));
    return { ...item, message: {
      ...item.message, at: now(), orderNumber: order.code, ...over,
      parcels: [{ ...parcel, label: labelId(number), trackingNumber: number, lines, replaces }],
    } };
  };

  const perform = async (action: Action, session = sessionBy()) => {
    const { outcomes: [outcome], unanswered } = await session.perform([action], now());
    return { outcome, unanswered };
  };

  const states = async ({ id }: SoldOrder) => {
    const { state, fulfillments } = await shop.order(id);
    return [state, ...fulfillments.map((one) => `${one.trackingCode ?? ''} ${one.state}`)];
  };

  test('first contact: by a clerk of the least rights, by one of fewer, and by none', async () => {
    expect(await sessionBy().probe(now())).toMatchObject({ isWell: true, watch: [] });
    await shop.hire('reader@example.test', 'reads', ['ReadOrder']);
    const reader = sessionBy({ user: 'reader@example.test', password: 'reads' });
    expect((await reader.probe(now())).sentences[0]).toContain('the permission UpdateOrder');
    const wrong = await sessionBy({ ...clerk, password: 'wrong' }).probe(now());
    expect(wrong.sentences[0]).toContain('The provided credentials are invalid');
    const nobody = await sessionBy({ apiKey: 'a:b' }).probe(now());
    expect(nobody.sentences[0]).toContain('the API key may be wrong');
    const elsewhere = await sessionBy({ ...clerk, baseUrl: `${shop.url}/shop` }).probe(now());
    expect(elsewhere.sentences[0]).toContain('the address of the server (baseUrl) may be wrong');
  });

  test('by an API key with the clerk’s rights orders are read and a parcel is told', async () => {
    const role = await shop.hire('keys@example.test', 'keys', ['ReadOrder', 'UpdateOrder']);
    const { createApiKey: { apiKey } } = z.object({
      createApiKey: z.object({ apiKey: z.string() }),
    }).parse(await shop.ask(`mutation($role: ID!) {
      createApiKey(input: {
        roleIds: [$role], translations: [{ languageCode: en, name: "Gatepass" }]
      }) { apiKey }
    }`, { role }));
    const session = sessionBy({ apiKey });
    expect((await session.probe(now())).isWell).toBe(true);
    const order = await shop.sell({ 'TEE-BLK-M': 1 });
    expect((await look('orders', session)).has(order.code)).toBe(true);
    expect((await perform(told(order, 'K1', [1]), session)).outcome?.is).toBe('done');
  });

  test('a clerk who may only read: the door is shut in words, and nothing is judged', async () => {
    await shop.hire('only@example.test', 'reads', ['ReadOrder']);
    const order = await shop.sell({ 'TEE-BLK-M': 1 });
    const session = sessionBy({ user: 'only@example.test', password: 'reads' });
    const { outcome, unanswered } = await perform(told(order, 'N1', [1]), session);
    expect([outcome?.is, unanswered?.why]).toEqual(['unknown', 'unauthorised']);
    expect(await states(order)).toEqual(['PaymentSettled']);
  });

  test('what stands in an order arrives: writing, nothing for its price, no SKU, no street',
    async () => {
      const order = await shop.sell(
        { 'TEE-BLK-M': 2, '': 1 }, { name: 'Ирис 美香', street: ' ' });
      expect((await look('orders')).get(order.code)).toMatchObject({
        status: 'paid', requestedService: 'dpd-12',
        shipTo: { name: 'Ирис 美香', street1: null, country: 'GB' },
        lines: [
          { sku: 'TEE-BLK-M', ordered: 2, unitPrice: { amount: 1_999, currency: 'USD' } },
          {
            sku: '', name: 'Чашка «Лето» 夏 🍵', ordered: 1,
            unitPrice: { amount: 0, currency: 'USD' },
          },
        ],
      });
    });

  test('drafts wait, a change after payment raises the revision, a cancellation is seen',
    async () => {
      const draft = await shop.order(await shop.draft({ 'TEE-BLK-M': 1 }));
      expect((await look('orders')).get(draft.code)).toMatchObject({ status: 'pending' });
      const order = await shop.sell({ 'TEE-BLK-M': 3 });
      const id = order.lines[0]?.id ?? 'none';
      const revisionOf = async (feed: string) =>
        z.object({ revision: z.number() }).parse((await look(feed)).get(order.code)).revision;
      const before = await revisionOf('open-orders');
      await shop.modify(order.id, { updateShippingAddress: { streetLine1: '8 Mill Lane' } });
      const after = (await look('open-orders')).get(order.code);
      expect(after).toMatchObject({ status: 'paid', shipTo: { street1: '8 Mill Lane' } });
      expect(await revisionOf('open-orders')).toBeGreaterThan(before);
      await shop.cancel(order.id, [{ orderLineId: id, quantity: 1 }]);
      expect((await look('orders')).get(order.code))
        .toMatchObject({ status: 'paid', lines: [{ ordered: 3, cancelled: 1 }] });
      await shop.cancel(order.id);
      expect((await look('orders')).get(order.code)).toMatchObject({ status: 'cancelled' });
    });

  test('told twice, labelled anew and voided: what stands there each time', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 2 });
    for (let times = 0; times < 2; times += 1) {
      expect((await perform(told(order, 'A1', [2]))).outcome?.is).toBe('done');
      expect(await states(order)).toEqual(['Shipped', 'A1 Shipped']);
    }
    const anew = told(order, 'B2', [2], { kind: 'correction' }, 'A1');
    expect((await perform(anew)).outcome?.is).toBe('done');
    expect(await states(order)).toEqual(['Shipped', 'A1 Cancelled', 'B2 Shipped']);
    expect((await perform(told(order, 'B2', [2], { kind: 'void' }))).outcome?.is).toBe('done');
    // Vendure leaves the order as it was.
    expect(await states(order)).toEqual(['Shipped', 'A1 Cancelled', 'B2 Cancelled']);
    expect((await look('sent-orders')).get(order.code)).toMatchObject({ status: 'paid' });
    expect((await perform(told(order, 'C3', [2]))).outcome?.is).toBe('done');
    expect(await states(order))
      .toEqual(['Shipped', 'A1 Cancelled', 'B2 Cancelled', 'C3 Shipped']);
  });

  test('made and left as it is by somebody who was cut off, it is only moved', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 2 });
    const lines = order.lines.map(({ id }) => ({ orderLineId: id, quantity: 2 }));
    await shop.sendByHand(lines, 'P1', []);
    expect((await perform(told(order, 'P1', [2]))).outcome?.is).toBe('done');
    expect(await states(order)).toEqual(['Shipped', 'P1 Shipped']);
  });

  test('two parcels by hand, delivered by hand, unpaid, cancelled: refused in words', async () => {
    const refusedAs = (code: string, words: string) => ({
      outcome: { is: 'refused', code, text: expect.stringContaining(words) as string },
      unanswered: null,
    });
    const order = await shop.sell({ 'TEE-BLK-M': 2 });
    const lines = order.lines.map(({ id }) => ({ orderLineId: id, quantity: 1 }));
    await shop.sendByHand(lines, 'H1');
    await shop.sendByHand(lines, '', ['Shipped', 'Delivered']);
    expect(await perform(told(order, 'X1', [2]))).toEqual(refusedAs('line.closed', 'By hand, H1'));
    const draft = await shop.order(await shop.draft({ 'TEE-BLK-M': 1 }));
    expect(await perform(told(draft, 'X2', [1]))).toEqual(refusedAs('order.not-ready', 'Draft'));
    const gone = await shop.sell({ 'TEE-BLK-M': 1 });
    await shop.cancel(gone.id);
    expect(await perform(told(gone, 'X3', [1]))).toEqual(refusedAs('order.closed', 'cancelled'));
    expect(await states(gone)).toEqual(['Cancelled']);
    const strange = { ...order, lines: [{ id: '99999', quantity: 1 }] };
    expect(await perform(told(strange, 'X4', [1]))).toEqual(refusedAs('line.unknown', '99999'));
  });
});
