/** The warehouse is told, against a small Tryton that behaves as a real one was seen to. */
import { describe, expect, test } from 'vitest';
import {
  askedIn, complaint, pretendWarehouse, result,
} from '../../../conformance/kits/tryton-warehouse.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { Action, MessageContent, ParcelTold } from '../../core/model/decision.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { tryton } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40));

const parcel = (
  trackingNumber: string | null,
  lines: Readonly<Record<string, number>> = { '1': 2 },
  over: Partial<ParcelTold> = {},
): ParcelTold => ({
  label: labelId(trackingNumber ?? 'none'), trackingNumber, trackingUrl: null, carrier: 'DPD',
  service: null, cost: { amount: 671, currency: 'GBP' }, weightGrams: 450, replaces: null,
  lines: Object.entries(lines).map(([line, quantity]) => ({ line, quantity })), ...over,
});

const messageOf = (
  parcels: readonly ParcelTold[], over: Partial<MessageContent> = {},
): MessageContent => ({
  id: messageId('msg_1'), at: now, voids: [], kind: 'dispatch', consignment: 'C-1',
  orderNumber: 'SO-1001', parcels, ...over,
});

const settings = {
  baseUrl: 'https://tryton.example', database: 'wms', user: 'gatepass', password: 'a password',
  warehouse: 'WH', channel: 'shop-uk',
};

const opened = (answer: (request: WireRequest) => WireAnswer, over: object = {}) => {
  const open = tryton.open({ ...settings, ...over }, {
    request: (request) => Promise.resolve(answer(request)),
  });
  if (open.is === 'refused') throw new Error(JSON.stringify(open.problems));
  return async (message: MessageContent) => {
    const action: Action = {
      do: 'tell-warehouse', about: message.id, connection: connectionName('tryton'), message,
      urgency: { due: now, cutOff: null, wave: null, sequence: null },
    };
    const { outcomes: [outcome], unanswered } = await open.session.perform([action], now);
    return { outcome, unanswered };
  };
};

const done = { is: 'done', seen: [], acknowledged: true };

/** The methods that move goods, by every name that they have had. */
const floorWork = /\.(assign\w*|pick|pack|wait|draft|cancel|delete|copy|create_shipping)$/;

describe('a label that was made', () => {
  test('its number, carrier and cost are written at once, and the packed shipment closed',
    async () => {
      const { shipment, answer, methodsAsked } = pretendWarehouse();
      expect((await opened(answer)(messageOf([parcel('1Z1')]))).outcome).toEqual(done);
      expect(shipment).toMatchObject({
        state: 'done', carrier: 5, cost_edit: true, numbers: ['1Z1'],
        cost: { __class__: 'Decimal', decimal: '6.71' },
      });
      expect(methodsAsked.filter((one) => /\.(write|done|create)$/.test(one))).toEqual([
        'model.stock.shipment.out.write', 'model.stock.shipment.out.done',
      ]);
    });

  test('told again, nothing is written and nothing closed', async () => {
    const { answer, methodsAsked } = pretendWarehouse();
    const tell = opened(answer);
    await tell(messageOf([parcel('1Z1')]));
    const before = methodsAsked.length;
    expect((await tell(messageOf([parcel('1Z1')]))).outcome).toEqual(done);
    expect(methodsAsked.slice(before)).toEqual([
      'model.stock.shipment.out.search_read', 'model.carrier.search_read',
    ]);
  });

  test('nothing is ever assigned, picked, packed, reset or cancelled', async () => {
    for (const state of ['waiting', 'assigned', 'picked', 'packed', 'done', 'cancelled']) {
      for (const kind of ['dispatch', 'correction', 'void', 'recall'] as const) {
        const { answer, methodsAsked } = pretendWarehouse({ state });
        await opened(answer)(messageOf(kind === 'recall' ? [] : [parcel('1Z1')], { kind }));
        expect(methodsAsked.filter((one) => floorWork.test(one))).toEqual([]);
      }
    }
  });

  test.each([
    [['done', 'pick'], 'done'], [['do', 'cancel'], 'done'], [['do', 'ship', 'pack'], 'shipped'],
  ])('of %j the method that closes is found, and leaves it %s', async (methods, state) => {
    const { shipment, answer } = pretendWarehouse({ methods });
    expect((await opened(answer)(messageOf([parcel('1Z1')]))).outcome).toEqual(done);
    expect(shipment.state).toBe(state);
  });

  test('where people close, it is told and left open', async () => {
    const { shipment, answer } = pretendWarehouse();
    const tell = opened(answer, { close: 'by-people' });
    expect((await tell(messageOf([parcel('1Z1')]))).outcome).toEqual(done);
    expect(shipment).toMatchObject({ state: 'packed', numbers: ['1Z1'] });
  });

  test('a cost in other money than the company’s is left out, and the rest written', async () => {
    const { shipment, answer } = pretendWarehouse();
    const cost = { amount: 671, currency: 'EUR' };
    expect((await opened(answer)(messageOf([parcel('1Z1', { '1': 2 }, { cost })]))).outcome)
      .toEqual(done);
    expect(shipment).toMatchObject({ state: 'done', cost: null, numbers: ['1Z1'] });
  });
});

describe('several boxes', () => {
  test('each parcel’s number goes to the box with just its goods', async () => {
    const { shipment, answer } = pretendWarehouse({ boxes: [{ '1': 2 }, { '1': 1, '2': 1 }] });
    await opened(answer)(messageOf([parcel('B', { '1': 1, '2': 1 }), parcel('A', { '1': 2 })]));
    expect(shipment).toMatchObject({ state: 'done', numbers: ['A', 'B'] });
    expect(shipment.cost).toMatchObject({ decimal: '13.42' });
  });

  test('two boxes alike get a number each', async () => {
    const { shipment, answer } = pretendWarehouse({ boxes: [{ '1': 1 }, { '1': 1 }] });
    await opened(answer)(messageOf([parcel('A', { '1': 1 }), parcel('B', { '1': 1 })]));
    expect(shipment.numbers).toEqual(['A', 'B']);
  });

  test('one label for all of them stands on all of them', async () => {
    const { shipment, answer } = pretendWarehouse({ boxes: [{ '1': 2 }, { '2': 1 }] });
    await opened(answer)(messageOf([parcel('A', { '1': 2, '2': 1 })]));
    expect(shipment).toMatchObject({ state: 'done', numbers: ['A', 'A'] });
  });

  test('two labels for one box stand there both', async () => {
    const { shipment, answer } = pretendWarehouse();
    await opened(answer)(messageOf([parcel('A', { '1': 1 }), parcel('B', { '1': 1 })]));
    expect(shipment).toMatchObject({ state: 'done', numbers: ['A, B'] });
  });

  test('it is closed when the last has its number, and costs what all of them cost', async () => {
    const { shipment, answer } = pretendWarehouse({ boxes: [{ '1': 2 }, { '2': 1 }] });
    const tell = opened(answer);
    expect((await tell(messageOf([parcel('A')]))).outcome).toEqual(done);
    expect(shipment).toMatchObject({ state: 'packed', numbers: ['A', null] });
    await tell(messageOf([parcel('B', { '2': 1 })]));
    expect(shipment).toMatchObject({ state: 'done', cost: { decimal: '13.42' } });
  });
});

describe('what is taken back', () => {
  test('a relabel after it was closed puts the new number in the place of the old', async () => {
    const { shipment, answer } = pretendWarehouse();
    const tell = opened(answer);
    await tell(messageOf([parcel('OLD')]));
    const cost = { amount: 899, currency: 'GBP' };
    const again = parcel('NEW', { '1': 2 }, { replaces: 'OLD', cost });
    expect((await tell(messageOf([again], { kind: 'correction' }))).outcome).toEqual(done);
    expect(shipment).toMatchObject({ state: 'done', numbers: ['NEW'], cost: { decimal: '8.99' } });
  });

  test('a void takes its number out and leaves those of others', async () => {
    const { shipment, answer } = pretendWarehouse();
    const tell = opened(answer);
    await tell(messageOf([parcel('A', { '1': 1 }), parcel('B', { '1': 1 })]));
    expect((await tell(messageOf([parcel('A')], { kind: 'void' }))).outcome).toEqual(done);
    expect(shipment.numbers).toEqual(['B']);
    await tell(messageOf([parcel('B')], { kind: 'void' }));
    expect(shipment.numbers).toEqual([null]);
  });

  test('a recall is a note, once, and is not heard before the shipment is cancelled', async () => {
    const { shipment, answer } = pretendWarehouse({ state: 'picked' });
    const tell = opened(answer);
    const recall = messageOf([], { kind: 'recall' });
    expect((await tell(recall)).outcome).toEqual({ ...done, acknowledged: false });
    await tell(recall);
    expect(shipment.notes).toEqual([expect.stringContaining('SO-1001 was cancelled')]);
    expect(shipment.state).toBe('picked');
  });
});

describe('what is no longer as it was', () => {
  test.each(['waiting', 'assigned', 'picked'])(
    'not packed any more but %s: nothing is written, and it is said in words', async (state) => {
      const { shipment, answer, methodsAsked } = pretendWarehouse({ state });
      const { outcome } = await opened(answer)(messageOf([parcel('1Z1')]));
      expect(outcome).toMatchObject({ is: 'refused', code: 'shipment.not-packed' });
      expect(JSON.stringify(outcome)).toContain(`is ${state} in Tryton and no longer packed`);
      expect(shipment.numbers).toEqual([null]);
      expect(methodsAsked.some((one) => /\.(write|done)$/.test(one))).toBe(false);
    });

  test('cancelled there after its label was made: what to do is said', async () => {
    const { answer } = pretendWarehouse({ state: 'cancelled' });
    const { outcome } = await opened(answer)(messageOf([parcel('1Z1')]));
    expect(JSON.stringify(outcome)).toContain('was cancelled in Tryton');
  });

  test('a yes to closing that closes nothing is no success', async () => {
    const { answer } = pretendWarehouse();
    const { outcome } = await opened((request) =>
      (askedIn(request).method.endsWith('.done') ? result(null) : answer(request)))(
      messageOf([parcel('1Z1')]));
    expect(outcome).toMatchObject({
      is: 'refused', code: 'shipment.not-closed', text: expect.stringContaining('it is packed'),
    });
  });

  test('a yes to writing that writes nothing is not believed', async () => {
    const { answer } = pretendWarehouse({ state: 'done' });
    const { outcome } = await opened((request) =>
      (askedIn(request).method.endsWith('.write') ? result(null) : answer(request)))(
      messageOf([parcel('1Z1')]));
    expect(outcome).toMatchObject({ is: 'unknown' });
  });

  test('a write carries the stamp of what was read, so that it overwrites nobody', async () => {
    const { answer } = pretendWarehouse();
    let context: unknown = null;
    await opened((request) => {
      const { method, params } = askedIn(request);
      if (method.endsWith('.write')) context = params[2];
      return answer(request);
    })(messageOf([parcel('1Z1')]));
    expect(context).toMatchObject({ _timestamp: { 'stock.shipment.out,7001': '1795356001' } });
  });

  test('without a box, or without a number, there is no place for it, in words', async () => {
    const { answer } = pretendWarehouse({ boxes: [] });
    const { outcome } = await opened(answer)(messageOf([parcel('1Z1')]));
    expect(outcome).toMatchObject({ is: 'refused', code: 'shipment.no-box' });
    const unnumbered = await opened(pretendWarehouse().answer)(messageOf([parcel(null)]));
    expect(unnumbered.outcome).toMatchObject({ is: 'refused', code: 'parcel.no-number' });
  });
});

describe('warnings', () => {
  const asking = (name: string) => {
    const { answer, shipment } = pretendWarehouse();
    const accepted: string[] = [];
    const heard = (request: WireRequest): WireAnswer => {
      const { method, params } = askedIn(request);
      if (method === 'model.res.user.warning.create') {
        accepted.push(...(params[0] as readonly { name: string }[]).map((one) => one.name));
        return result([1]);
      }
      return method.endsWith('.done') && !accepted.includes(name)
        ? complaint('UserWarning', [name, 'The moves have no origin.', '']) : answer(request);
    };
    return { heard, accepted, shipment };
  };

  test('one that is listed is said yes to, once, and it goes on', async () => {
    const { heard, accepted, shipment } = asking('f00d.done');
    const tell = opened(heard, { acceptWarnings: '.done' });
    expect((await tell(messageOf([parcel('1Z1')]))).outcome).toEqual(done);
    expect(accepted).toEqual(['f00d.done']);
    expect(shipment.state).toBe('done');
  });

  test('any other is for a person, in Tryton’s words, and nothing is said yes to', async () => {
    const { heard, accepted, shipment } = asking('f00d.effective_date_future');
    const tell = opened(heard, { acceptWarnings: '.done' });
    const { outcome } = await tell(messageOf([parcel('1Z1')]));
    expect(outcome).toMatchObject({
      is: 'refused', code: 'tryton.warning', text: expect.stringContaining('have no origin'),
    });
    expect(accepted).toEqual([]);
    expect(shipment.state).toBe('packed');
  });
});

test('carriers: by party, by article or whole; of several the one that stands there', async () => {
  const carrier = (id: number, product: string) => ({
    id, 'rec_name': `DPD - ${product}`, 'party.': { name: 'DPD' },
    'carrier_product.': { name: product, code: product },
  });
  const tellBy = async (carriers: readonly unknown[], word: string) => {
    const { answer, shipment } = pretendWarehouse();
    const { outcome } = await opened((request) =>
      (askedIn(request).method === 'model.carrier.search_read' ? result(carriers) : answer(request))
    )(messageOf([parcel('1Z1', { '1': 2 }, { carrier: word })]));
    return [outcome?.is, shipment.carrier];
  };
  const both = [carrier(5, 'DPD-12'), carrier(6, 'DPD-NEXT')];
  expect(await tellBy(both, 'DPD - DPD-NEXT')).toEqual(['done', 6]);
  expect(await tellBy(both, 'DPD-12')).toEqual(['done', 5]);
  expect(await tellBy(both, 'DPD')).toEqual(['refused', null]);
  expect(await tellBy([], 'DPD')).toEqual(['refused', null]);
  expect(await tellBy([carrier(5, 'DPD-12')], 'DPD')).toEqual(['done', 5]);
});

test('a shipment is found by its id, whatever its number', async () => {
  const { answer } = pretendWarehouse();
  const searched: unknown[] = [];
  const tell = opened((request) => {
    const { method, params } = askedIn(request);
    if (method === 'model.stock.shipment.out.search_read') searched.push(params[0]);
    return answer(request);
  });
  const told = messageOf([parcel('1Z1')], { consignment: '12:7001' });
  expect((await tell(told)).outcome).toEqual(done);
  expect(JSON.stringify(searched[0])).toContain('["id","=",7001]');
  expect(JSON.stringify(searched[0])).not.toContain('"number"');
});
