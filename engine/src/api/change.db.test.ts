/** A change of the API is there with its row in the audit and its kept answer, or not at all. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { changesDescribed, openWalk, type Walk } from '../../tests/change-walk.ts';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { bodyOf, openDoor, type Door, type Told } from '../../tests/door.ts';
import { guestWithRole, tokenOf } from '../../tests/person.ts';
import { labelAtDesk, openStage, orderIdOfNumber } from '../../tests/stage.ts';
import { tripGuard } from '../../tests/tripped-guard.ts';
import { keepGroups } from '../desk/keep.ts';
import { carryOut } from '../loop/carry-out.ts';
import { carryOnPlans } from '../loop/going-live/carry-on.ts';
import { look } from '../loop/look.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import type { Database } from '../store/database.ts';
import { saveLeftOut } from '../store/left-out.ts';
import { migrate } from '../store/migrate.ts';

/** These are not walked here; each has its reason. */
const notWalked: Readonly<Record<string, string>> = {
  putConsignment: 'kept as facts, without a key for repeats',
  postConsignments: 'kept as facts; said again it changes nothing',
  putChannelOrder: 'kept as facts, without a key for repeats',
  putStock: 'kept as facts, without a key for repeats',
  askForLabel: 'kept as facts; asked again it is the same label',
  askForLabelInOwnWords: 'as askForLabel',
  signInAtProvider: 'changes nothing; the way back from there does, in provider.db.test.ts',
  setSignInProvider: 'needs a provider, and has one in provider.db.test.ts',
};

onEveryDatabase('a change', (size) => {
  let database: Database;
  let door: Door;
  let walk: Walk;
  const logged: string[] = [];
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
    door = await openDoor(database, { surroundings: around(database, logged), isDemo: true });
    walk = await openWalk(door, database);
  });
  afterAll(size.drop);

  const why = 'a walk over every change';
  const change = (...asked: Parameters<Walk['change']>) => walk.change(...asked);
  const idOf = ({ json }: Told): string => z.object({ id: z.string() }).parse(json).id;
  const idIn = async (url: string): Promise<string> => z.object({
    items: z.array(z.object({ id: z.string() })).min(1),
  }).parse((await door.ask('GET', url)).json).items[0]?.id ?? '';
  const put = (number: string, over: Readonly<Record<string, unknown>> = {}) => door.ask(
    'PUT', `/v1/warehouses/leicester/consignments/${number}`, bodyOf(number, over));

  test('to what the guard has stopped', async () => {
    await tripGuard(door.stage);
    delete door.stage.script.perform;
    const id = await idIn('/v1/plans?kind=guard');
    await change('refusePlan', `/v1/plans/${id}/refuse`, { why });
    expect(walk.wrong()).toEqual([]);
  });

  test('to an order', async () => {
    await put('W-1');
    const at = `/v1/orders/${orderIdOfNumber('W-1')}`;
    const asked = await change('writeNote', `${at}/notes`, { kind: 'question', said: 'Gone?' });
    const [note] = z.object({ items: z.array(z.object({ id: z.string() })) })
      .parse(asked.json).items;
    await change('answerQuestion', `${at}/notes/${note?.id ?? ''}/answer`, { said: 'Not yet.' });
    const rule = async () => z.object({ rulings: z.array(z.object({ id: z.string() })).min(1) })
      .parse((await change('rule', `${at}/rulings`, { ruling: 'hold', why })).json)
      .rulings[0]?.id ?? '';
    const first = await rule();
    await change('withdrawRuling', `${at}/rulings/${first}?why=counted`);
    await door.ask('POST', `${at}/rulings`, { ruling: 'hold', why });
    await change('letGo', `${at}/let-go`, { why });
    const { json } = await door.ask('POST', `${at}/rulings`, { ruling: 'hold', why });
    const [last] = z.object({ rulings: z.array(z.object({ id: z.string() })) })
      .parse(json).rulings;
    await change('takeRulingBack', `${at}/rulings/${last?.id ?? ''}/withdraw`, { why });
    expect(walk.wrong()).toEqual([]);
  });

  test('to exceptions and causes', async () => {
    for (const number of ['W-8', 'W-9']) await put(number, { service: 'OWL' });
    while (await keepGroups(database, door.stage.clock.now));
    const until = new Date(door.stage.clock.now + 3_600_000).toISOString();
    for (const [whom, url] of [
      ['Exception', `/v1/exceptions/${await idIn('/v1/exceptions?code=service.unmapped')}`],
      ['Cause', `/v1/exceptions/groups/${
        await idIn('/v1/exceptions/groups?code=service.unmapped')}`],
    ] as const) {
      await change(`give${whom}`, `${url}/give`, { to: 'lead' });
      await change(`acknowledge${whom}`, `${url}/acknowledge`, {});
      await change(`unacknowledge${whom}`, `${url}/unacknowledge`, {});
      await change(`note${whom}`, `${url}/note`, { why });
      await change(`putOff${whom}`, `${url}/wait`, { until, why });
    }
    await labelled('W-2', 'yodel');
    const money = await idIn('/v1/exceptions?code=label.mismatched');
    await change('closeException', `/v1/exceptions/${money}/close`, { why });
    expect(walk.wrong()).toEqual([]);
  });

  test('to messages', async () => {
    await labelled('W-3', 'dpd');
    const box = '/v1/warehouses/leicester/dispatches';
    await change('sendMessageAgain', `/v1/messages/${await idIn('/v1/messages')}/send-again`, {
      why,
    });
    const facts = { leavesNoRow: true } as const;
    await change('acknowledgeDispatch', `${box}/${await idIn(box)}/ack`, undefined, facts);
    const notices = '/v1/channels/shopify-uk/notices';
    await change(
      'acknowledgeNotice', `${notices}/${await idIn(notices)}/ack`, undefined, facts);
    expect(walk.wrong()).toEqual([]);
  });

  test('to many at once, and to going live', async () => {
    const many = await change('makePlan', '/v1/plans', {
      kind: 'hold', why, orderIds: ['W-1', 'W-2'].map(orderIdOfNumber),
    });
    const { fingerprint } = z.object({ fingerprint: z.string() }).parse(many.json);
    const job = idOf(await change(
      'confirmPlan', `/v1/plans/${idOf(many)}/confirm`, { fingerprint }));
    await change('stopJob', `/v1/jobs/${job}/stop`, {});
    const plan = `/v1/plans/${idOf(await change('makePlan', '/v1/plans', {
      kind: 'going-live', warehouse: 'leicester',
    }))}`;
    await change('approvePlan', `${plan}/approve`, { why });
    await carryOnPlans(door.stage.surroundings);
    await change('openNextStep', `${plan}/next-step`, { why });
    await change('abortPlan', `${plan}/abort`, { why });
    expect(walk.wrong()).toEqual([]);
  });

  test('to policy, replays and connections', async () => {
    const { json } = await door.ask('GET', '/v1/policy');
    const { document } = z.object({ document: z.record(z.string(), z.unknown()) }).parse(json);
    await change('applyPolicy', '/v1/policy', {
      document: {
        ...document, limits: { readyToRelease: '3m' },
        alerts: { lead: { url: 'https://hooks.example', secret: 'twenty-four letters at all' } },
      },
    });
    const replay = idOf(await change('beginReplay', '/v1/replays', {
      from: '2026-11-22T11:00:00Z', to: '2026-11-22T12:00:00Z', why,
    }));
    await change('stopReplay', `/v1/replays/${replay}/stop`, { why });
    const at = '/v1/connections/shipstation-uk';
    await change('pauseConnection', `${at}/pause`, { why });
    await change('resumeConnection', `${at}/resume`, { why });
    await change('askForSweep', `${at}/sweep`);
    await put('W-3');
    const [order, record] = [orderIdOfNumber('W-3'), 'label 7'];
    await database.transaction((tx) => saveLeftOut(tx, [order], {
      connection: 'shipstation-uk', record, fault: 'tripped', content: 'one',
    }, door.stage.clock.now));
    await change('goWithoutRecord', `${at}/left-out/go-without`, { order, record, why });
    await change('consentToExperiments', `${at}/experiments`, { steps: ['one'] });
    // Its calls go out after the row; what they leave is theirs.
    await change('probeConnection', `${at}/probe`, undefined, {
      aheadOfAnswer: ['audit'],
    });
    await change('surveyConnection', `${at}/survey`, undefined, {
      aheadOfAnswer: ['audit'],
    });
    await change('tryConnector', '/v1/connectors/listener/probe', {
      connection: 'new-shop', settings: {},
    }, { aheadOfAnswer: ['audit'] });
    await change('testAlertAddress', '/v1/alerts/lead/test', undefined, {
      aheadOfAnswer: ['alert', 'audit'],
    });
    expect(walk.wrong()).toEqual([]);
  });

  test('to the views of the team', async () => {
    const view = { page: '/orders', name: 'Late', search: '?age=late' };
    await change('keepTeamView', '/v1/views', view);
    const at = `/v1/views/${await idIn('/v1/views')}`;
    // The address is one of the policy above.
    await change('changeTeamView', at, {
      search: '?age=very-late', alert: { above: 10, to: 'lead' },
    });
    await change('removeTeamView', at);
    expect(walk.wrong()).toEqual([]);
  });

  test('to keys and people', async () => {
    const key = idOf(await change('makeKey', '/v1/keys', { name: 'WMS', role: 'reader' }));
    await change('rotateKey', `/v1/keys/${key}/rotate`, {});
    await change('revokeKey', `/v1/keys/${key}`);
    const email = 'mia@shop.example';
    const made = await change('invitePerson', '/v1/people', { name: 'Mia', role: 'lead', email });
    const { person: { id } } = z.object({ person: z.object({ id: z.string() }) }).parse(made.json);
    const at = `/v1/people/${id}`;
    await change('makePersonLink', `${at}/link`);
    await change('changePersonRole', `${at}/role`, { role: 'engineer' });
    await change('changePersonDetails', `${at}/details`, { name: 'Mia B', email });
    await change('deactivatePerson', `${at}/deactivate`);
    await change('reactivatePerson', `${at}/reactivate`);
    await change('endPersonSessions', `${at}/sessions/end`);
    await change('removeSignInProvider', '/v1/sign-in-provider');
    expect(walk.wrong()).toEqual([]);
  });

  test('of oneself, and signing in and out', async () => {
    const password = 'four words in a row';
    const ben = await guestWithRole(door, 'Ben', 'lead');
    const headers = { 'cookie': ben.cookie(), 'sec-fetch-site': 'same-origin' };
    // The library that keeps passwords writes by itself, after a row that says that it is asked.
    const ahead = ['audit', 'person_account'];
    await ben.ask('POST', '/v1/me/password', { next: password });
    await change('choosePassword', '/v1/me/password', { next: password, current: password }, {
      headers, aheadOfAnswer: ahead,
    });
    await guestAgain(password);
    await change('endOwnSession', `/v1/me/sessions/${await anotherOf(ben)}/end`, undefined, {
      headers,
    });
    await change('endOtherSessions', '/v1/me/sessions/end', undefined, { headers });
    const stranger = { isOfStranger: true } as const;
    // Afterwards it is nobody's key any more.
    await change('signOut', '/v1/sign-out', undefined, { ...stranger, headers });
    // So are sessions: one whose row could not be written is there, and nobody has its cookie.
    const session = { ...stranger, aheadOfRow: ['person_session'] };
    await change('signInByKey', '/v1/sign-in/key', { key: 'the-key-of-operator' }, stranger);
    await change('signInByPassword', '/v1/sign-in/password', {
      email: 'ben@shop.example', password,
    }, session);
    const { json } = await door.ask('POST', `/v1/people/${ben.id}/link`);
    const token = tokenOf(z.object({ link: z.string() }).parse(json).link);
    await change('signInByLink', '/v1/sign-in/link', { token }, stranger);
    // The pretended people of a demo are there as soon as somebody asks for one.
    await change('signInToDemo', '/v1/sign-in/demo', { role: 'lead' }, {
      ...stranger, aheadOfRow: ['person', 'person_session'],
    });
    expect(walk.wrong()).toEqual([]);
  });

  test('that another took up meanwhile under the same key is done by one of them', async () => {
    await rowsOf(database, `create or replace function take_up() returns trigger language plpgsql
      as 'begin update answered_request set begun_at = begun_at + 60001; return new; end'`);
    await rowsOf(database, `create or replace trigger taken_up before insert on audit
      for each row execute function take_up()`);
    const pause = () => door.askWith(
      { 'authorization': 'Bearer the-key-of-admin', 'idempotency-key': 'slow' },
      'POST', '/v1/connections/shipstation-uk/pause', { why });
    const before = await rowsOf(database, 'select pause_id from pause');
    const told = await pause();
    expect([told.status, told.headers['retry-after']]).toEqual([409, '1']);
    expect(await rowsOf(database, 'select pause_id from pause')).toEqual(before);
    await rowsOf(database, 'drop trigger taken_up on audit');
    expect((await pause()).status).toBe(200);
  });

  test('was asked for by every operation, and none was audited only afterwards', () => {
    expect([...walk.walked, ...Object.keys(notWalked)].toSorted())
      .toEqual([...changesDescribed().keys()].toSorted());
    expect(logged.filter((one) => one.includes('audited only after'))).toEqual([]);
  });

  const guestAgain = (password: string) => door.askWith({ 'sec-fetch-site': 'same-origin' },
    'POST', '/v1/sign-in/password', { email: 'ben@shop.example', password });
  const anotherOf = async (guest: Awaited<ReturnType<typeof guestWithRole>>): Promise<string> =>
    z.object({ items: z.array(z.object({ id: z.string(), isThis: z.boolean() })) })
      .parse((await guest.ask('GET', '/v1/me/sessions')).json)
      .items.find((one) => !one.isThis)?.id ?? '';

  /** Packed, released and labelled at the desk. */
  const labelled = async (number: string, carrier: string): Promise<void> => {
    const { stage } = door;
    await put(number);
    const hand = await stage.hold('shipstation-uk');
    while (await carryOut(stage.surroundings, hand) !== null) await stage.decide();
    const label = labelAtDesk(stage, number);
    stage.account.labels[stage.account.labels.length - 1] = { ...label, carrier };
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
  };
});

/** The stage's, with a connector that counts open orders and has a step to find something out. */
const around = (database: Database, logged: string[]): Surroundings => {
  const { surroundings } = openStage(database);
  const { account } = surroundings.connectors;
  if (account === undefined) throw new Error('the stage has no account');
  const step = {
    step: 'one', question: 'What is one?', does: [], leaves: 'Nothing.', callsAtMost: 1,
    takes: 'a second', isAlone: false,
  };
  return {
    ...surroundings,
    random: () => randomUUID().replaceAll('-', ''),
    log: (message) => { logged.push(message); },
    connectors: {
      ...surroundings.connectors,
      account: {
        ...account,
        manifest: { ...account.manifest, sweep: { lists: ['awaiting'] } },
        experiments: { steps: [step], unknowns: [] },
      },
    },
  };
};
