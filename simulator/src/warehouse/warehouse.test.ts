import { describe, expect, test } from 'vitest';
import type { Later } from '../machine.ts';
import { newWarehouse, packShape, type Warehouse } from './floor.ts';
import { advanceJob, departJob, noteAnswer, startJob } from './pack.ts';
import { hearPush } from './receive.ts';

const now = Date.parse('2026-11-22T13:40:12Z');
const asked = (change: Readonly<Record<string, unknown>> = {}) =>
  packShape.parse({
    orderNumber: 'SO-412345',
    service: 'DPD-12',
    shipTo: { name: 'Imogen Hartley', country: 'GB' },
    lines: [
      {
        line: '1',
        sku: 'TEE-BLK-M',
        name: 'T-shirt',
        ordered: 2,
        unitPrice: { amount: 1_999, currency: 'GBP' },
        weightGrams: 180,
      },
    ],
    ...change,
  });
const reference = 'LE-SO-412345';

/** Runs the work to its end, answering every snapshot at once; gives what was sent. */
function work(start: Warehouse, change: Readonly<Record<string, unknown>> = {}) {
  let { warehouse, later } = startJob(start, asked(change), now);
  const sent: ReturnType<typeof bodyOf>[] = [];
  for (let [next] = later; next !== undefined; [next] = later) {
    const moved = advanceJob(warehouse, reference, now);
    sent.push(...moved.later.map(bodyOf));
    if (moved.later.length === 0) break;
    const noted = noteAnswer(moved.warehouse, reference, '200', now);
    ({ warehouse, later } = noted);
  }
  return { warehouse, sent };
}

const bodyOf = (later: Later) => {
  if (later.errand.is !== 'warehouse.put') throw new Error(`not a snapshot: ${later.errand.is}`);
  return JSON.parse(later.errand.body);
};

const push = (kind: string, id = 'msg_1', trackingNumber = '15501234567890') => ({
  messageId: id,
  body: JSON.stringify({
    id,
    kind,
    consignment: reference,
    orderNumber: 'SO-412345',
    at: '2026-11-22T13:45:00Z',
    parcels: [{ trackingNumber, carrier: 'DPD', service: 'DPD-12', lines: [] }],
  }),
});

describe('work on the floor', () => {
  test('is told step by step with a growing revision', () => {
    const { sent } = work(newWarehouse());
    expect(sent.map((body) => [body.revision, body.status])).toEqual([
      [1, 'received'],
      [2, 'allocated'],
      [3, 'picking'],
      [4, 'picked'],
      [5, 'packed'],
    ]);
    const units = sent.map(({ lines: [line] }) => [line.allocated, line.picked, line.packed]);
    expect(units).toEqual([
      [0, 0, 0],
      [2, 0, 0],
      [2, 1, 0],
      [2, 2, 0],
      [2, 2, 2],
    ]);
    expect(sent.at(-1)).toMatchObject({
      updatedAt: '2026-11-22T13:40:12.000Z',
      dispatch: null,
      parcels: [{ reference: 'P1', weightGrams: 450, lines: [{ line: '1', quantity: 2 }] }],
    });
  });

  test('keeps the truth only of what was packed', () => {
    const early = work(newWarehouse(), { until: 'picked' });
    expect(early.warehouse.truth).toEqual([]);
    const rest = work(early.warehouse);
    expect(rest.sent.map((body) => body.status)).toEqual(['packed']);
    expect(rest.warehouse.truth).toEqual([
      { orderNumber: 'SO-412345', reference, sku: 'TEE-BLK-M', packed: 2, at: now },
    ]);
  });

  test('can come up short, with a reason, and then packs what was found', () => {
    const [line] = asked().lines;
    const { sent, warehouse } = work(newWarehouse(), { lines: [{ ...line, found: 1 }] });
    expect(sent.at(-1)?.lines[0]).toMatchObject({ picked: 1, packed: 1, short: 1 });
    expect(sent.at(-1)?.lines[0].shortReason).toBe('not in bin');
    expect(warehouse.truth[0]?.packed).toBe(1);
  });

  test('waits for the answer to one snapshot before the next step', () => {
    const started = startJob(newWarehouse(), asked(), now);
    const first = advanceJob(started.warehouse, reference, now);
    expect(first.later.map((later) => later.errand.is)).toEqual(['warehouse.put']);
    const noted = noteAnswer(first.warehouse, reference, '200', now);
    expect(noted.later).toEqual([
      { at: now + 300, errand: { is: 'warehouse.advance', reference } },
    ]);
  });
});

describe('a push', () => {
  const packed = work(newWarehouse()).warehouse;

  test('of a dispatch sends the parcel away after a while, with its tracking number', () => {
    const heard = hearPush(packed, push('dispatch'), now);
    expect([heard.answer.status, heard.answer.content]).toEqual([200, { is: 'json', value: {} }]);
    expect(heard.later).toEqual([
      { at: now + 2_000, errand: { is: 'warehouse.depart', reference, messageId: 'msg_1' } },
    ]);
    const gone = departJob(heard.warehouse, reference, 'msg_1', now + 2_000);
    expect(gone.later.map(bodyOf)[0]).toMatchObject({
      revision: 6,
      status: 'dispatched',
      dispatch: {
        at: '2026-11-22T13:40:14.000Z',
        carrier: 'DPD',
        service: 'DPD-12',
        trackingNumbers: ['15501234567890'],
      },
    });
  });

  test('heard twice is one message', () => {
    const first = hearPush(packed, push('dispatch'), now);
    const again = hearPush(first.warehouse, push('dispatch'), now + 1);
    expect([again.answer.status, again.later]).toEqual([200, []]);
    expect(again.warehouse.postbox.messages.get('msg_1')?.times).toBe(2);
    expect(again.warehouse.postbox.conflicts).toEqual([]);
  });

  test('under a known id with other content is kept as a conflict', () => {
    const first = hearPush(packed, push('dispatch'), now);
    const other = hearPush(first.warehouse, push('dispatch', 'msg_1', 'T2'), now + 1);
    expect(other.warehouse.postbox.conflicts).toHaveLength(1);
    expect(other.warehouse.jobs.get(reference)?.label?.parcels[0]?.trackingNumber).toBe(
      '15501234567890',
    );
  });

  test('of a void keeps the parcel on the dock', () => {
    const first = hearPush(packed, push('dispatch'), now);
    const voided = hearPush(first.warehouse, push('void', 'msg_2'), now + 1);
    expect(departJob(voided.warehouse, reference, 'msg_1', now + 2_000).later).toEqual([]);
  });

  test('of a correction replaces the label that leaves', () => {
    const first = hearPush(packed, push('dispatch'), now);
    const second = hearPush(first.warehouse, push('correction', 'msg_2', 'T2'), now + 1);
    expect(departJob(second.warehouse, reference, 'msg_1', now + 2_000).later).toEqual([]);
    const gone = departJob(second.warehouse, reference, 'msg_2', now + 2_001);
    expect(gone.later.map(bodyOf)[0].dispatch.trackingNumbers).toEqual(['T2']);
  });

  test('of a recall ends the work', () => {
    const early = work(newWarehouse(), { until: 'allocated' }).warehouse;
    const recalled = hearPush(early, push('recall'), now).warehouse;
    expect(work(recalled).sent).toEqual([]);
  });

  test('of an unknown consignment is kept and answered', () => {
    const heard = hearPush(newWarehouse(), push('dispatch'), now);
    expect([heard.answer.status, heard.later]).toEqual([200, []]);
    expect(heard.warehouse.postbox.messages.size).toBe(1);
  });

  test.each([
    ['is no JSON', { messageId: 'msg_1', body: '{' }],
    ['lacks its fields', { messageId: 'msg_1', body: '{"id":"msg_1"}' }],
    ['has another id than its header', { ...push('dispatch'), messageId: 'msg_9' }],
  ])('that %s is refused and kept apart', (_case, bad) => {
    const heard = hearPush(packed, bad, now);
    expect(heard.answer.status).toBe(400);
    expect(heard.warehouse.postbox.unreadable).toHaveLength(1);
    expect(heard.warehouse.postbox.messages.size).toBe(0);
  });
});
