// Long because: it tells the whole life of exceptions and rulings over one door.
/** Exceptions and rulings as people meet them, over the API. */
import { describe, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { keepGroups } from '../desk/keep.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import {
  exceptionDetailShape, exceptionGroupDetailShape, exceptionGroupShape, exceptionItemShape,
  listOf, orderSummaryShape, orderViewShape, problemShape, rulingAnswerShape, timelineEntryShape,
} from './shapes.ts';

const consignments = '/v1/warehouses/leicester/consignments';
const short = { lines: [{
  line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 1, packed: 1, short: 1,
}] };

onEveryDatabase('exceptions and rulings', (size) => {
  const { database, door } = atTheDoor(size);

  const put = (reference: string, body: unknown) =>
    door.ask('PUT', `${consignments}/${reference}`, body);
  const post = (url: string, body: unknown, role?: 'operator' | 'reader') =>
    door.ask('POST', url, body, role);
  const count = async (): Promise<void> => {
    while (await keepGroups(database, door.stage.clock.now));
  };
  const list = async (query = '') =>
    listOf(exceptionItemShape).parse((await door.ask('GET', `/v1/exceptions${query}`)).json);
  const groups = async (query = '') =>
    listOf(exceptionGroupShape).parse(
      (await door.ask('GET', `/v1/exceptions/groups${query}`)).json).items;
  const orderOf = async (number: string) => {
    const { items } = listOf(orderSummaryShape).parse(
      (await door.ask('GET', `/v1/orders?orderNumber=${number}`)).json);
    const { json } = await door.ask('GET', `/v1/orders/${items[0]?.id ?? 'none'}`);
    return orderViewShape.parse(json);
  };
  const refusal = (json: unknown): string => problemShape.parse(json).detail;
  const pass = (milliseconds: number): void => {
    // The clock is a number of milliseconds that only a test turns.
    door.stage.clock.now = (door.stage.clock.now + milliseconds) as typeof door.stage.clock.now;
  };
  /** Released, and labelled at the desk by another carrier than was asked for. */
  const mislabelled = async (number: string): Promise<void> => {
    const { stage } = door;
    await put(`LE-${number}`, bodyOf(number));
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, number);
    const label = stage.account.labels.at(-1);
    if (label !== undefined) {
      stage.account.labels[stage.account.labels.length - 1] = { ...label, carrier: 'yodel' };
    }
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
  };

  describe('by cause', () => {
    test('orders with one service that nobody mapped are one cause, with its count', async () => {
      for (const number of ['SO-1', 'SO-2', 'SO-3']) {
        await put(`LE-${number}`, bodyOf(number, { service: 'OWL' }));
      }
      await put('LE-9', bodyOf('SO-9', { service: 'CARRIER PIGEON' }));
      await count();
      const [first, second, ...others] = await groups();
      expect(first).toMatchObject({
        code: 'service.unmapped', fault: 'OWL', count: 3, severity: 2, owner: 'lead',
        connection: 'leicester-wms', state: 'new', isOverLimit: false, escalatesTo: 'admin',
        sentence: 'Service not mapped: “OWL” on leicester-wms. 3 consignments wait for it.',
      });
      expect(second).toMatchObject({ fault: 'CARRIER PIGEON', count: 1 });
      expect(others).toEqual([]);
      const { json } = await door.ask('GET', `/v1/exceptions/groups/${first?.id ?? ''}`);
      const { evidence } = exceptionGroupDetailShape.parse(json);
      expect(evidence.map((one) => one.orderNumber).toSorted()).toEqual(['SO-1', 'SO-2', 'SO-3']);
      const { items: [item, ...rest] } = await list(`?group=${first?.id ?? ''}`);
      expect(rest).toHaveLength(2);
      const seen = await orderOf(item?.order.orderNumber ?? '');
      expect(seen.consignments[0]?.exceptions).toMatchObject([{
        id: item?.id, limitAt: item?.limitAt, isOverLimit: false, escalatesTo: 'admin',
      }]);
      expect(item?.limitAt).not.toBeNull();
    });

    test('a cause falls to nothing when it is mended, and says so when it comes back', async () => {
      await put('LE-1', bodyOf('SO-1', { service: 'OWL' }));
      await count();
      const [group] = await groups();
      await post(`/v1/exceptions/groups/${group?.id ?? ''}/acknowledge`, {}, 'operator');
      expect(await groups()).toMatchObject([{ state: 'acknowledged', acknowledgedBy:
        'the operator' }]);
      await put('LE-1', bodyOf('SO-1', { revision: 2 }));
      await count();
      expect(await groups()).toEqual([]);
      expect(await groups('?state=closed')).toMatchObject([{ count: 0, state: 'closed' }]);
      expect((await list('?state=closed')).items).toMatchObject([{ closed: { by: 'proof' } }]);
      pass(60_000);
      await put('LE-1', bodyOf('SO-1', { revision: 3, service: 'OWL' }));
      await count();
      expect(await groups()).toMatchObject([{ id: group?.id, count: 1, state: 'returned',
        acknowledgedBy: null }]);
      expect((await list()).items).toMatchObject([{ state: 'returned' }]);
    });

    test('a wait for a cause ends early when it has doubled', async () => {
      await put('LE-1', bodyOf('SO-1', { service: 'OWL' }));
      await put('LE-2', bodyOf('SO-2', { service: 'OWL' }));
      await count();
      const [group] = await groups();
      const until = new Date(door.stage.clock.now + 3_600_000).toISOString();
      await post(`/v1/exceptions/groups/${group?.id ?? ''}/wait`, { until, why: 'IT is on it' });
      await put('LE-3', bodyOf('SO-3', { service: 'OWL' }));
      await count();
      expect(await groups()).toMatchObject([{ state: 'waiting', count: 3 }]);
      expect((await list('?state=waiting')).items).toHaveLength(3);
      await put('LE-4', bodyOf('SO-4', { service: 'OWL' }));
      await count();
      expect(await groups()).toMatchObject([{ state: 'returned', count: 4, waiting: null }]);
    });

    test('what a program of before opened without a group is found and counted', async () => {
      await put('LE-1', bodyOf('SO-1', { service: 'OWL' }));
      await rowsOf(database, 'update exception set group_id = null');
      await rowsOf(database, 'delete from exception_touched');
      await rowsOf(database, 'delete from exception_group');
      await count();
      await door.stage.decide();
      await count();
      expect(await groups()).toMatchObject([{ fault: 'OWL', count: 1 }]);
    });
  });

  describe('one by one', () => {
    test('are filtered by what people ask, page by page', async () => {
      for (const number of ['SO-1', 'SO-2', 'SO-3']) {
        await put(`LE-${number}`, bodyOf(number, { service: 'OWL' }));
      }
      await put('LE-4', bodyOf('SO-4', short));
      const { next, items } = await list('?limit=3');
      const rest = await list(`?limit=3&after=${next ?? ''}`);
      expect([...items, ...rest.items].map((one) => one.order.orderNumber).toSorted())
        .toEqual(['SO-1', 'SO-2', 'SO-3', 'SO-4']);
      expect(rest.next).toBeNull();
      const numbers = async (query: string) =>
        (await list(query)).items.map((one) => one.order.orderNumber);
      expect(await numbers('?code=pick.short')).toEqual(['SO-4']);
      expect(await numbers('?orderNumber=SO-2')).toEqual(['SO-2']);
      expect(await numbers('?warehouse=derby')).toEqual([]);
      expect(await numbers('?fault=OWL&connection=leicester-wms&channel=shopify-uk'))
        .toHaveLength(3);
      expect(await numbers('?owner=finance')).toEqual([]);
      expect((await door.ask('GET', '/v1/exceptions?colour=red')).status).toBe(400);
    });

    test('can be given, seen and put off; a wait ends by its time', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const [one] = (await list()).items;
      const at = `/v1/exceptions/${one?.id ?? ''}`;
      expect(one).toMatchObject({ state: 'new', owner: 'lead', lines: ['1'] });
      expect(await door.ask('POST', `${at}/give`, { to: 'Ahsa' })).toMatchObject({
        status: 422, text: expect.stringContaining('It can be given to lead, operator, '),
      });
      // Taken with a key, which is nobody's name; whoever took it over can undo that.
      await post(`${at}/give`, { to: 'the operator' }, 'operator');
      await post(`${at}/give`, { to: 'lead' });
      expect((await post(`${at}/give`, { to: 'the operator' })).status).toBe(200);
      // As it is called in words, and as it is kept.
      await post(`${at}/give`, { to: 'Customer Service', why: 'they know the buyer' }, 'operator');
      const until = new Date(door.stage.clock.now + 3_600_000).toISOString();
      await post(`${at}/wait`, { until, why: 'the shelf is being counted' }, 'operator');
      const { json } = await door.ask('GET', at);
      expect(exceptionDetailShape.parse(json)).toMatchObject({
        owner: 'customer-service', state: 'waiting',
        waiting: { by: 'the operator', why: 'the shelf is being counted' },
        history: [
          { to: 'the operator' }, { to: 'lead' }, { to: 'the operator' },
          { what: 'give', to: 'customer-service' }, { what: 'wait', by: 'the operator' },
        ],
      });
      expect((await list('?state=new')).items).toEqual([]);
      pass(3_600_000);
      expect((await list('?state=returned')).items).toHaveLength(1);
      await post(`${at}/acknowledge`, {}, 'operator');
      expect((await list()).items).toMatchObject([{ state: 'acknowledged' }]);
    });

    test('that grow worse come back from a wait before its time', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const [one] = (await list()).items;
      const until = new Date(door.stage.clock.now + 3_600_000).toISOString();
      await post(`/v1/exceptions/${one?.id ?? ''}/wait`, { until, why: 'it comes at four' });
      await put('LE-1', bodyOf('SO-1', { revision: 2, lines: [{
        line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 0, packed: 0, short: 2,
      }] }));
      expect((await list()).items).toMatchObject([{ id: one?.id, state: 'returned',
        waiting: null }]);
    });

    test('a time that has passed, a closed one and a wrong id are refused in words', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const [one] = (await list()).items;
      const at = `/v1/exceptions/${one?.id ?? ''}`;
      const past = new Date(door.stage.clock.now - 1).toISOString();
      const late = await post(`${at}/wait`, { until: past, why: 'x' });
      expect([late.status, refusal(late.json)])
        .toEqual([409, 'That time has passed already; name one that is to come.']);
      const far = new Date(door.stage.clock.now + 40 * 24 * 3_600_000).toISOString();
      expect((await post(`${at}/wait`, { until: far, why: 'x' })).status).toBe(409);
      expect((await post(`${at}/wait`, { until: far })).status).toBe(400);
      await put('LE-1', bodyOf('SO-1', { revision: 2 }));
      const closed = await post(`${at}/acknowledge`, {});
      expect([closed.status, refusal(closed.json)])
        .toEqual([409, expect.stringContaining('by proof')]);
      expect((await post('/v1/exceptions/exc_none/acknowledge', {})).status).toBe(404);
      expect((await post('/v1/exceptions/groups/grp_none/acknowledge', {})).status).toBe(404);
      expect((await door.ask('GET', '/v1/exceptions/exc_none')).status).toBe(404);
      expect((await door.ask('GET', "/v1/exceptions/exc_'; drop table exception")).status)
        .toBe(400);
      expect((await post(`${at}/acknowledge`, {}, 'reader')).status).toBe(403);
    });

    test('what proof closes nobody closes by hand; what nothing proves a person does', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const [one] = (await list()).items;
      const no = await post(`/v1/exceptions/${one?.id ?? ''}/close`, { why: 'go away' });
      expect([no.status, refusal(no.json)])
        .toEqual([409, expect.stringContaining('closes by itself')]);
      await mislabelled('SO-2');
      const [money] = (await list('?code=label.mismatched')).items;
      expect(money?.actions.map((can) => [can.action, can.words])[0])
        .toEqual(['close', 'Accept the carrier and its cost']);
      const yes = await post(`/v1/exceptions/${money?.id ?? ''}/close`, { why: 'van was full' });
      expect(exceptionDetailShape.parse(yes.json)).toMatchObject({
        state: 'closed', closed: { by: 'the admin', why: 'van was full' },
        history: [{ what: 'close', by: 'the admin' }],
      });
      await door.stage.decide();
      expect((await list('?code=label.mismatched')).items).toEqual([]);
      const order = await orderOf('SO-2');
      expect(order.exception).not.toBe('label.mismatched');
      expect(order.consignments[0]?.rulings).toMatchObject([{ ruling: 'close',
        state: 'in-force', by: 'the admin' }]);
      const again = await post(`/v1/exceptions/${money?.id ?? ''}/close`, { why: 'me too' });
      expect([again.status, refusal(again.json)])
        .toEqual([409, 'the admin has closed it already.']);
    });

    test('one that was closed by a person comes back when the ruling is taken back', async () => {
      await mislabelled('SO-2');
      const [money] = (await list('?code=label.mismatched')).items;
      await post(`/v1/exceptions/${money?.id ?? ''}/close`, { why: 'van was full' });
      await door.stage.decide();
      const order = await orderOf('SO-2');
      const ruling = order.consignments[0]?.rulings[0]?.id ?? '';
      const back = await door.ask(
        'DELETE', `/v1/orders/${order.id}/rulings/${ruling}?why=it%20was%20not%20full`);
      expect([back.status, rulingAnswerShape.parse(back.json).isNew]).toEqual([200, true]);
      await door.stage.decide();
      const [returned] = (await list('?code=label.mismatched')).items;
      expect(returned).toMatchObject({ id: money?.id, state: 'returned' });
      const { json } = await door.ask('GET', `/v1/exceptions/${money?.id ?? ''}`);
      expect(exceptionDetailShape.parse(json).lastClosed).toMatchObject({ by: 'the admin' });
    });
  });

  describe('rulings', () => {
    test('an exception says what may be ruled, and the ruling is just that', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const [one] = (await list()).items;
      const [offer] = one?.actions ?? [];
      expect(offer).toMatchObject({
        action: 'ship-short', words: 'Ship what is there', method: 'POST', asks: ['why'],
        roles: ['admin', 'operator'], isAllowed: true,
      });
      const answer = await post(
        offer?.path ?? '', { ...offer?.body, why: 'she wants it today' }, 'operator');
      expect(answer.status).toBe(200);
      expect(rulingAnswerShape.parse(answer.json)).toMatchObject({
        isNew: true, rulings: [{ ruling: 'ship-short', by: 'the operator' }],
        sentence: expect.stringContaining('sending 1 unit'),
      });
      await door.stage.decide();
      expect((await list('?code=pick.short')).items).toEqual([]);
      const order = await orderOf('SO-1');
      expect(order.consignments[0]?.rulings).toMatchObject([{
        state: 'in-force', why: 'she wants it today', by: 'the operator',
      }]);
      const story = listOf(timelineEntryShape).parse(
        (await door.ask('GET', `/v1/orders/${order.id}/timeline`)).json);
      expect(story.items.map((entry) => entry.sentence)).toContain(
        'User the operator lets it go short: “she wants it today”.');
    });

    test('a reader sees what may be done and by whom, and may not do it', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const { json } = await door.ask('GET', '/v1/exceptions', undefined, 'reader');
      const offer = listOf(exceptionItemShape).parse(json).items[0]?.actions[0];
      expect(offer).toMatchObject({ isAllowed: false, roles: ['admin', 'operator'] });
      const no = await post(offer?.path ?? '', { ...offer?.body, why: 'x' }, 'reader');
      expect([no.status, refusal(no.json)])
        .toEqual([403, expect.stringContaining('admin or operator')]);
    });

    test('one about facts that have changed since somebody looked is refused', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const offer = (await list()).items[0]?.actions[0];
      await put('LE-1', bodyOf('SO-1', { revision: 2, lines: [
        { line: '1', sku: 'TEE', ordered: 3, allocated: 3, picked: 1, packed: 1, short: 2 },
      ] }));
      const no = await post(offer?.path ?? '', { ...offer?.body, why: 'as it was' });
      expect([no.status, refusal(no.json)])
        .toEqual([409, 'The facts have changed since you looked. Look again, then decide.']);
    });

    test('two people who rule the same at once rule once, and the second is told', async () => {
      await put('LE-1', bodyOf('SO-1', short));
      const offer = (await list()).items[0]?.actions[0];
      const both = await Promise.all([
        post(offer?.path ?? '', { ...offer?.body, why: 'one' }, 'operator'),
        post(offer?.path ?? '', { ...offer?.body, why: 'two' }),
      ]);
      const answers = both.map((one) => rulingAnswerShape.parse(one.json));
      expect(answers.filter((one) => one.isNew)).toHaveLength(1);
      expect(answers.find((one) => !one.isNew)?.sentence).toContain('has ruled so already');
      expect((await orderOf('SO-1')).consignments[0]?.rulings).toHaveLength(1);
    });

    test('a hold takes the order out until somebody lets it go', async () => {
      await put('LE-1', bodyOf('SO-1'));
      const order = await orderOf('SO-1');
      expect(order.actions.map((one) => one.action)).toEqual(['hold', 'sent-otherwise']);
      const at = `/v1/orders/${order.id}/rulings`;
      await post(at, { ruling: 'hold', why: 'call first' }, 'operator');
      await door.stage.decide();
      const held = await orderOf('SO-1');
      expect(held.sentence).toContain('call first');
      expect(held.actions.map((one) => one.action)).toEqual(['let-go', 'sent-otherwise']);
      const second = await post(at, { ruling: 'hold', why: 'me too' });
      expect(rulingAnswerShape.parse(second.json)).toMatchObject({
        isNew: false, sentence: expect.stringContaining('the operator has ruled so already'),
      });
      await post(held.actions[0]?.path ?? '', { why: 'called' });
      await door.stage.decide();
      const freed = await orderOf('SO-1');
      expect(freed.sentence).toContain('Gatepass is sending 2 units');
      expect(freed.consignments[0]?.rulings).toMatchObject([{ state: 'withdrawn',
        withdrawn: { by: 'the admin', why: 'called' } }]);
    });

    test('a hold with a time ends by itself', async () => {
      await put('LE-1', bodyOf('SO-1'));
      const { id } = await orderOf('SO-1');
      const until = new Date(door.stage.clock.now + 60_000).toISOString();
      await post(`/v1/orders/${id}/rulings`, { ruling: 'hold', why: 'call first', until });
      await door.stage.decide();
      pass(60_000);
      await door.stage.decide();
      expect((await orderOf('SO-1')).sentence).toContain('Gatepass is sending 2 units');
      const past = await post(`/v1/orders/${id}/rulings`, { ruling: 'hold', why: 'x',
        until: new Date(door.stage.clock.now).toISOString() });
      expect(past.status).toBe(422);
    });

    test('on a cancelled or unknown order, or where nothing asks for it: refused', async () => {
      await put('LE-1', bodyOf('SO-1', { status: 'cancelled' }));
      const { id } = await orderOf('SO-1');
      const at = `/v1/orders/${id}/rulings`;
      const hold = await post(at, { ruling: 'hold', why: 'x' });
      expect([hold.status, refusal(hold.json)])
        .toEqual([409, expect.stringContaining('a hold would hold nothing')]);
      const again = await post(at, { ruling: 'try-again', why: 'x' });
      expect([again.status, refusal(again.json)])
        .toEqual([409, 'Nothing was refused here that could be tried again.']);
      expect((await post('/v1/orders/ord_none/rulings', { ruling: 'hold', why: 'x' })).status)
        .toBe(404);
      expect((await post(at, { ruling: 'hold', why: '  ' })).status).toBe(400);
      expect((await post(at, { ruling: 'burn-it', why: 'x' })).status).toBe(400);
      expect((await post(at, { ruling: 'hold', why: 'x', consignment: 'con_none' })).status)
        .toBe(409);
      expect((await post(at, { ruling: 'close', why: 'x', exception: 'exc_none' })).status)
        .toBe(409);
      expect((await door.ask('DELETE', `${at}/rul_none?why=x`)).status).toBe(404);
      expect((await door.ask('DELETE', `${at}/rul_none`)).status).toBe(400);
    });

    test('what ShipStation refused is tried once more, and asked about again', async () => {
      const { stage } = door;
      stage.script.perform = (items) => ({
        unanswered: null, outcomes: items.map(() => ({
          is: 'refused', code: 'no', text: 'the store is closed', learned: [],
        })),
      });
      await put('LE-1', bodyOf('SO-1'));
      const hand = await stage.hold('shipstation-uk');
      await carryOut(stage.surroundings, hand);
      await stage.decide();
      const [refused] = (await list('?code=order.refused')).items;
      expect(refused?.actions[0]).toMatchObject({ action: 'try-again' });
      pass(1_000);
      const offer = refused?.actions[0];
      await post(offer?.path ?? '', { ...offer?.body, why: 'it is open now' });
      delete stage.script.perform;
      await stage.decide();
      pass(1_000);
      await carryOut(stage.surroundings, hand);
      await stage.decide();
      expect((await list()).items).toEqual([]);
      expect(stage.calls.filter((call) => call.startsWith('create-order'))).toHaveLength(2);
      expect((await orderOf('SO-1')).consignments[0]?.rulings).toMatchObject([{ state: 'used' }]);
    });
  });
});
