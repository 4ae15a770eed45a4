/** First contact, hooks and key pairs of the ShipStation connector, against the pretend account. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOrder, releaseOf } from '../../conformance/items.ts';
import { shipstation } from '../../src/connectors/shipstation/connector.ts';
import type { Session } from '../../src/contract/connector.ts';
import type { Named } from '../../src/contract/named.ts';
import { asksAbout, blankSurvey, withList, type SurveyAsk } from '../../src/contract/survey.ts';
import { instant, type Instant } from '../../src/core/model/instant.ts';
import { openWire } from '../../src/loop/wire.ts';
import { lookThrough, openAccount, ordersIn, type Account } from './shipstation-account.ts';

let account: Account;
const wire = openWire({ allowPrivate: true });

beforeAll(async () => {
  account = await openAccount();
});
afterAll(async () => {
  await account.close();
  await wire.close();
});
let noon: Instant;
beforeEach(async () => {
  await account.control('reset', {});
  noon = await account.setClock('2026-11-22T12:00:00Z');
});

const openWith = (settings: object): Session => {
  const opened = shipstation.open({ v1: {
    baseUrl: `${account.url}/shipstation`, apiKey: 'demo-key', apiSecret: 'demo-secret',
    ...settings,
  } }, wire);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
};

const surveyWhole = async (session: Session) => {
  let survey = blankSurvey;
  const asks: SurveyAsk[] = [
    { list: 'stores' }, { list: 'ship-from' }, { list: 'carriers' }, { list: 'tags' },
    { list: 'hooks' },
  ];
  for (let ask = asks.shift(); ask !== undefined; ask = asks.shift()) {
    const answer = await session.survey?.(ask, noon);
    if (answer?.is !== 'found') throw new Error(JSON.stringify(answer));
    expect(answer.unreadable).toEqual([]);
    survey = withList(survey, answer.found);
    if (ask.list === 'carriers') asks.push(...asksAbout(survey.carriers ?? []));
  }
  return survey;
};

test('every list of the account is read, one call each', async () => {
  const survey = await surveyWhole(account.open());
  expect(survey.stores?.length).toBeGreaterThan(0);
  expect(survey.shipFrom?.length).toBeGreaterThan(0);
  for (const { code } of survey.carriers ?? []) {
    expect(survey.services[code]?.length).toBeGreaterThan(0);
    expect(survey.packages[code]).toBeDefined();
  }
  expect(survey.hooks).toEqual([]);
});

test('the probe finds what the policy names, and says what is not there', async () => {
  const session = account.open();
  const { stores, shipFrom, carriers, services } = await surveyWhole(session);
  const [store, from, carrier] = [stores?.[0], shipFrom?.[0], carriers?.[0]];
  const service = services[carrier?.code ?? '']?.[0];
  const named: Named = {
    connection: 'shipstation-uk',
    stores: [{ id: store?.id ?? 0, channel: 'shop', isOursToFill: true }],
    shipFrom: [{ id: from?.id ?? 0, warehouse: 'leicester' }],
    services: [{
      says: 'X', carrier: carrier?.code ?? '', service: service?.code ?? '', package: null,
    }],
    carriers: [],
  };
  expect(await session.probe(noon, named)).toMatchObject({ isWell: true });
  const lacking = await session.probe(noon, {
    ...named, stores: [{ id: 1, channel: 'shop', isOursToFill: true }],
    services: [{ says: 'X', carrier: carrier?.code ?? '', service: 'no_such', package: null }],
  });
  expect(lacking.isWell).toBe(false);
  expect(lacking.sentences.join(' ')).toMatch(/store 1.*no_such/);
});

test('hooks are made once, follow a new token, and leave another program alone', async () => {
  const session = account.open();
  await account.atTheScreen('POST', '/webhooks/subscribe', {
    target_url: 'https://erp.example/x', event: 'SHIP_NOTIFY', store_id: null,
    friendly_name: 'ERP ship',
  });
  const wanted = (token: string) =>
    ({ connection: 'uk', address: `https://gatepass.example/hooks/uk/${token}` });
  const kept = await session.keepHooks?.(wanted('one'));
  expect(kept).toMatchObject({ is: 'as-wanted', removed: [] });
  await account.control('switches', { callsPerMinute: 1_000 });
  expect(await session.keepHooks?.(wanted('one')))
    .toEqual({ is: 'as-wanted', subscribed: [], removed: [] });
  expect(await session.keepHooks?.(wanted('two'))).toMatchObject({ is: 'as-wanted' });
  const { hooks } = await surveyWhole(session);
  expect(hooks?.filter((one) => one.address === 'https://erp.example/x')).toHaveLength(1);
  expect(hooks?.filter((one) => one.address !== 'https://erp.example/x')
    .map((one) => one.address)).toEqual(Array(4).fill(wanted('two').address));
});

test('the key expires in the middle of a run: nothing is lost and nothing is doubled', async () => {
  await account.control('switches', { callsPerMinute: 1_000 });
  await account.control('shipstation/keys', { do: 'add', key: 'new-key', secret: 'new-secret' });
  const expiresAt = new Date(noon + 5_000).toISOString();
  await account.control('shipstation/keys', { do: 'expire', key: 'demo-key', at: expiresAt });
  const session = openWith({ nextKey: 'new-key', nextSecret: 'new-secret' });
  const done: string[] = [];
  for (let number = 1; number <= 10; number += 1) {
    const at = await account.setClock(new Date(noon + number * 1_000).toISOString());
    const { outcomes, unanswered } = await session.perform([createOrder(number)], at);
    expect(unanswered).toBeNull();
    done.push(...outcomes.map((one) => one.is));
  }
  expect(done).toEqual(Array(10).fill('done'));
  const seen = ordersIn(await lookThrough(
    session, 'orders', instant(noon - 1_000), instant(noon + 60_000)));
  expect(seen.map((one) => one.number).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, i) => releaseOf(i + 1).number).toSorted());
  const { isWell, sentences } = await session.probe(instant(noon + 10_000));
  expect(isWell).toBe(true);
  expect(sentences[0]).toMatch(/refuses the first API key/);
});

test('a plan without the API is said as such, or as a refused key, and is not well', async () => {
  await account.control('shipstation/access', { hasApi: false });
  const { isWell, sentences } = await account.open().probe(noon);
  expect(isWell).toBe(false);
  expect(sentences[0]).toMatch(/refuses the API key|plan/);
});
