/** One turn of a step: what an answer, silence, a closed door and a death in the call come to. */
import { expect, test } from 'vitest';
import { jsonAnswer } from '../../../../conformance/stand-in.ts';
import type { StepTurned } from '../../../contract/experiment.ts';
import type { WireAnswer, WireRequest } from '../../../contract/wire.ts';
import { later } from '../../../core/model/instant.ts';
import { shipstation } from '../connector.ts';
import { began } from '../experiments/play.ts';

/** A session whose next answers are these; what it asks is kept. */
const openWith = (...answers: readonly WireAnswer[]) => {
  const left = [...answers];
  const asked: WireRequest[] = [];
  const opened = shipstation.open({ v1: { apiKey: 'key', apiSecret: 'secret-1' } }, {
    request: (request) => {
      asked.push(request);
      return Promise.resolve(left.shift() ?? jsonAnswer(500, { Message: 'nothing left' }));
    },
  });
  if (opened.is === 'refused') throw new Error('good settings');
  const turn = async (
    step: string, progress: string | null, isInterrupted = false,
  ): Promise<StepTurned> => {
    const turned = await opened.session.tryStep?.({ step, progress, isInterrupted }, began);
    if (turned === undefined) throw new Error('shipstation has experiments');
    return turned;
  };
  return { asked, turn };
};

const progressOf = (turned: StepTurned): string => {
  if (turned.is === 'over') throw new Error('the step is over');
  return turned.progress;
};
const noOrders = jsonAnswer(200, { orders: [], total: 0, page: 1, pages: 0 });
const manual = jsonAnswer(200, [{ storeId: 2, marketplaceId: 0, active: true }]);
const places = jsonAnswer(200, [{ isDefault: true, originAddress: { country: 'GB' } }]);
const silence: WireAnswer = { is: 'silence', reason: 'no answer in time' };
const tooMany: WireAnswer = {
  is: 'answer', status: 429, headers: { 'x-rate-limit-reset': '17' },
  body: '{"message":"Too Many Requests"}',
};

/** A step that stands right before its first write. */
const beforeWriting = async (step: string, ...then: readonly WireAnswer[]) => {
  const account = openWith(noOrders, manual, places, ...then);
  let progress: string | null = null;
  for (let calls = 0; calls < 3; calls += 1) {
    progress = progressOf(await account.turn(step, progress));
  }
  return { ...account, progress };
};

test('a turn makes one call, by the given wire and for a named purpose', async () => {
  const { asked, turn } = openWith(noOrders);
  expect(await turn('locked', null)).toMatchObject({ is: 'goes-on' });
  expect(asked).toMatchObject([{ method: 'GET', purpose: 'probe locked' }]);
});

test('a wrong secret goes out once, and never the right one with it', async () => {
  const { asked, turn } = openWith({ is: 'answer', status: 401, headers: {}, body: '' });
  const once = await turn('wrong-key', null);
  expect(await turn('wrong-key', progressOf(once))).toMatchObject({
    is: 'over',
    found: { learnt: [{ name: 'unauthorisedBody', value: 'empty', at: began }] },
  });
  const sent = asked.map(({ headers }) => atob((headers['authorization'] ?? '').slice(6)));
  expect(sent).toEqual(['key:a-wrong-secret-on-purpose']);
});

test('a closed door changes nothing: the same call goes once it is open', async () => {
  const { asked, turn, progress } = await beforeWriting('product', tooMany, silence);
  const shut = await turn('product', progress);
  expect(shut).toMatchObject({
    is: 'unanswered', progress, unanswered: { why: 'throttled', closedForMilliseconds: 17_000 },
  });
  await turn('product', progressOf(shut));
  expect(asked.at(-1)?.body).toBe(asked.at(-2)?.body);
});

test('a refused key is not taken for an answer', async () => {
  const { turn } = openWith({ is: 'answer', status: 401, headers: {}, body: '' });
  expect(await turn('locked', null))
    .toMatchObject({ is: 'unanswered', unanswered: { why: 'unauthorised' } });
});

test('after a write without an answer it begins anew, under other keys', async () => {
  const { asked, turn, progress } = await beforeWriting(
    'product', silence, noOrders, manual, places, silence);
  let turned = await turn('product', progress);
  expect(turned).toMatchObject({ is: 'unanswered', unanswered: { why: 'silence' } });
  for (let calls = 0; calls < 4; calls += 1) turned = await turn('product', progressOf(turned));
  const keys = asked.filter((one) => one.method === 'POST')
    .map((one) => /"orderKey":"([^"]+)"/.exec(one.body ?? '')?.[1]);
  expect(new Set(keys).size).toBe(2);
});

test('after a read without an answer it reads again', async () => {
  const { turn } = openWith(silence);
  const silent = await turn('locked', null);
  expect(silent).toMatchObject({ is: 'unanswered', unanswered: { why: 'silence' } });
  expect(JSON.parse(progressOf(silent))).toMatchObject({ count: 1, notes: [] });
});

test('killed in a write it cleans up and begins anew; killed in a read it goes on', async () => {
  const { asked, turn, progress } = await beforeWriting('product', noOrders);
  const again = await turn('product', progress, true);
  expect(JSON.parse(progressOf(again))).toMatchObject({ count: 2 });
  expect(asked.at(-1)).toMatchObject({ method: 'GET' });
  const reading = openWith(noOrders);
  expect(JSON.parse(progressOf(await reading.turn('locked', null, true))))
    .toMatchObject({ count: 1 });
});

test('a step that broke off three times is given up, and still cleans up', async () => {
  const broken = JSON.stringify({ begunAt: began, count: 4, notes: [] });
  const left = jsonAnswer(200, { orders: [{
    orderId: 5, orderNumber: 'GATEPASS-PROBE-X-1', orderKey: 'gatepass-probe:X:1',
  }] });
  const { asked, turn } = openWith(left, jsonAnswer(200, { success: true }), noOrders);
  let turned = await turn('product', broken);
  while (turned.is !== 'over') turned = await turn('product', progressOf(turned));
  expect(turned.found).toMatchObject({
    learnt: [], notLearnt: [{ name: 'productDefaults', why: 'it broke off 3 times' }],
  });
  expect(asked.map((one) => one.method)).toEqual(['GET', 'DELETE', 'GET']);
});

test('it never waits by itself: it says from when on to go on', async () => {
  const made = jsonAnswer(200, { orderId: 9 });
  const { turn, progress } = await beforeWriting('product', made);
  const written = await turn('product', progress);
  expect(await turn('product', progressOf(written)))
    .toMatchObject({ is: 'rests', until: later(began, 20_000) });
});
