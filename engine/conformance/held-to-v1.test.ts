/** What the kit's pretended V1 says when all is well is what V1 says, and a slip is noticed. */
import { describe, expect, test } from 'vitest';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import { now, openOn, window, type OtherSide } from './bench.ts';
import { heldWire, holdAnswer, v1Address } from './held-to-v1.ts';
import { shipstationKit as kit } from './kits/shipstation.ts';
import { jsonAnswer, standIn } from './stand-in.ts';

/** Each answer is held to the contract; counts them, since none would prove nothing. */
const held = (other: OtherSide) => {
  const count = { answers: 0 };
  const answer: OtherSide = (request) => {
    const given = other(request);
    holdAnswer(v1Address, request, given);
    count.answers += 1;
    return given;
  };
  return { answer, count };
};

describe('the pretended V1 of the kit keeps to the contract of V1', () => {
  test.each(Object.entries(kit.operations))('where it does %s', async (_name, { item, good }) => {
    const { answer, count } = held(good());
    const { outcomes } = await openOn(kit, answer).session.perform([item(0)], now);
    expect(outcomes.map((one) => one.is)).toEqual(['done']);
    expect(count.answers).toBeGreaterThan(0);
  });

  test.each(Object.entries(kit.feeds))('where it lists %s', async (feed, { row, list }) => {
    const { answer, count } = held(list([row(0), row(1)]));
    const said = await openOn(kit, answer).session.look({ feed, ...window, page: null }, now);
    expect(said).toMatchObject({ is: 'page', unreadable: [] });
    expect(count.answers).toBe(1);
  });

  test('where it is probed', async () => {
    const { answer, count } = held(kit.probed());
    await openOn(kit, answer).session.probe(now);
    expect(count.answers).toBeGreaterThan(0);
  });
});

describe('a request of the connector is judged', () => {
  const post = (body: object): WireRequest => ({
    method: 'POST', url: `${v1Address}/orders/restorefromhold`, purpose: 'unpark-order',
    headers: { authorization: 'Basic eDp5', 'content-type': 'application/json' },
    body: JSON.stringify(body), timeoutMilliseconds: 1,
  });
  const wireThatSays = (answer: WireAnswer) => heldWire(v1Address, standIn(() => answer).wire);
  const yes = { success: true, message: 'Done.' };

  test('and a field that V1 does not know is noticed', async () => {
    await expect(wireThatSays(jsonAnswer(200, yes)).request(post({ orderId: 7, orderID: 7 })))
      .rejects.toThrow('has the unknown field orderID');
  });

  test('but not one that V1 has shown before, nor what follows on a broken answer', async () => {
    const later = wireThatSays(jsonAnswer(200, { ...yes, addedLater: 1 }));
    await later.request(post({ orderId: 7 }));
    await expect(later.request(post({ orderId: 7, addedLater: 1 }))).resolves.toBeDefined();
    const broken = wireThatSays(jsonAnswer(200, { success: 'perhaps' }));
    await broken.request(post({ orderId: 7 }));
    await expect(broken.request(post({ orderId: '7' }))).resolves.toBeDefined();
  });
});
