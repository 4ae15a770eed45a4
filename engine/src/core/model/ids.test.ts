import { expect, expectTypeOf, test } from 'vitest';
import type { Attempt, Message } from './dossier.ts';
import {
  attemptId, channelName, connectionName, consignmentId, labelId, lineKey, messageId, orderId,
  readKey, releaseKey, rulingId, shipStationOrderId, warehouseName,
  type AttemptId, type ChannelName, type ConnectionName, type ConsignmentId, type LabelId,
  type MessageId, type OrderId, type RulingId, type ShipStationOrderId, type WarehouseName,
} from './ids.ts';
import { instant, later, type Instant } from './instant.ts';

test('mixing two identifiers does not compile', () => {
  const consignment: ConsignmentId = consignmentId('con_1');
  // @ts-expect-error a consignment is not an order
  const order: OrderId = consignment;
  // @ts-expect-error nor is a message an attempt
  const attempt: AttemptId = messageId('msg_1');
  // @ts-expect-error nor ShipStation's order id a label's
  const label: LabelId = shipStationOrderId('4711');
  // @ts-expect-error nor a warehouse's name a channel's
  const channel: ChannelName = warehouseName('leicester');
  // @ts-expect-error nor any text an identifier
  const ruling: RulingId = 'rul_1';
  // @ts-expect-error a key is made of a consignment, not of an order
  const key = releaseKey(orderId('ord_1'), 1);
  // @ts-expect-error a number is no instant, be it a duration or a quantity
  const at: Instant = 5_000;
  expect([order, attempt, label, channel, ruling, key, at]).toHaveLength(7);
});

test('no kind of identifier can stand for another', () => {
  type Kinds = [
    OrderId, ConsignmentId, MessageId, AttemptId, RulingId, ShipStationOrderId, LabelId,
    ConnectionName, WarehouseName, ChannelName,
  ];
  /** The kinds that a value of one kind is assignable to: itself alone. */
  type FitsInto<One> = { [At in keyof Kinds]: One extends Kinds[At] ? Kinds[At] : never }[number];
  type Mixed = { [At in keyof Kinds]: Exclude<FitsInto<Kinds[At]>, Kinds[At]> }[number];
  expectTypeOf<Mixed>().toEqualTypeOf<never>();
  expectTypeOf<Attempt['id']>().toEqualTypeOf<AttemptId>();
  expectTypeOf<Message['labels'][number]>().toEqualTypeOf<LabelId>();
  expectTypeOf<string>().not.toExtend<ConsignmentId>();
  expectTypeOf<ConsignmentId>().toExtend<string>();
});

test('an identifier is the text it was read from', () => {
  expect([
    orderId('a'), consignmentId('b'), messageId('c'), attemptId('d'), rulingId('e'),
    shipStationOrderId('f'), labelId('g'), connectionName('h'), warehouseName('i'),
    channelName('j'),
  ]).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
});

test('a key of ours is read back into what it was made of, and no other key is', () => {
  const one = consignmentId('con_1');
  expect(readKey(releaseKey(one, 2))).toEqual({ consignment: one, rest: '2' });
  expect(readKey(lineKey(one, 'a:b'))).toEqual({ consignment: one, rest: 'a:b' });
  expect([readKey(''), readKey('con_1'), readKey('881'), readKey('x:con_1')])
    .toEqual([null, null, null, null]);
});

test('an instant is a whole number of milliseconds', () => {
  expect(later(instant(1.9), 0.5)).toBe(1);
});
