import { expect, test } from 'vitest';
import {
  consignment, dossierOf, emptyOrder, labelWith, minutes, noon, orderFrom, policyWith, calm, said,
  snapshotWith,
} from '../../../scenarios/kit.ts';
import { decide } from '../decide/decide.ts';
import type { Attempt } from '../model/dossier.ts';
import { attemptId, labelId } from '../model/ids.ts';
import { later } from '../model/instant.ts';
import type { Sighting } from '../model/sighting.ts';
import type { ShipStationOrder } from '../model/shipstation.ts';
import { absorb } from './absorb.ts';

const packed = dossierOf(said(snapshotWith()));
const facts = (dossier: typeof packed) => {
  const found = dossier.consignments[consignment];
  if (found === undefined) throw new Error('the consignment is not there');
  return found;
};

const order = ((): ShipStationOrder => {
  const [wish] = decide(packed, policyWith(), calm(noon), noon).consignments
    .flatMap((one) => one.actions);
  if (wish?.do !== 'create-order') throw new Error('no release was wished');
  return orderFrom(wish.release);
})();

const look = (changes: Partial<ShipStationOrder>, minute: number): Sighting => ({
  kind: 'shipstation-order', consignment, order: { ...order, ...changes },
  seenAt: later(noon, minutes(minute)),
});
const gone = (minute: number): Sighting => ({
  kind: 'shipstation-order-gone', consignment, order: order.id, at: later(noon, minutes(minute)),
});
const after = (...sightings: readonly Sighting[]) =>
  facts([said(snapshotWith()), ...sightings].reduce(absorb, emptyOrder()));

test('only the warehouse introduces a consignment: other words about it are left aside', () => {
  expect(absorb(emptyOrder(), look({}, 1)).consignments).toEqual({});
});

test('a look that began earlier never wins over a later one, whenever it arrives', () => {
  const late = after(look({ status: { is: 'cancelled' } }, 5), look({}, 2));
  expect(late.orders[order.id]?.order.status).toEqual({ is: 'cancelled' });
  expect(late.orders[order.id]?.firstSeenAt).toBe(later(noon, minutes(2)));
  expect(late.orders[order.id]?.seenAt).toBe(later(noon, minutes(5)));
});

test('a page read later that shows an older change does not win over the newer change', () => {
  const newer = { modifiedAt: later(noon, minutes(9)), status: { is: 'shipped' } } as const;
  const older = { modifiedAt: later(noon, minutes(1)), status: { is: 'awaiting' } } as const;
  expect(after(look(newer, 10), look(older, 11)).orders[order.id]?.order.status)
    .toEqual({ is: 'shipped' });
});

test('gone stays gone for looks that began before, and is undone by one that began after', () => {
  expect(after(look({}, 1), gone(5), look({}, 4)).orders[order.id]?.goneAt).not.toBeNull();
  expect(after(look({}, 1), gone(5), look({}, 6)).orders[order.id]?.goneAt).toBeNull();
});

test('gone is not believed when a later look had shown the order', () => {
  expect(after(look({}, 6), gone(5)).orders[order.id]?.goneAt).toBeNull();
});

const label = (changes: Partial<ReturnType<typeof labelWith>>, minute: number): Sighting => ({
  kind: 'label', consignment, label: labelWith(order, changes),
  seenAt: later(noon, minutes(minute)),
});

test('a void is for ever, even when an older answer without it comes later', () => {
  const voidedAt = later(noon, minutes(3));
  const seen = after(label({}, 1), label({ voidedAt }, 4), label({}, 5));
  expect(seen.labels[labelId('9001')]?.label.voidedAt).toBe(voidedAt);
});

test('lines that a label once named stay named when a list answer leaves them out', () => {
  const seen = after(label({}, 1), label({ lines: [] }, 2));
  expect(seen.labels[labelId('9001')]?.label.lines).toEqual(order.lines);
});

const attempt: Attempt = {
  id: attemptId('att_1'), operation: 'create-order', about: 'con_one:1', content: 'x',
  begunAt: noon, outcome: null,
};
const begun: Sighting = { kind: 'begun', consignment, attempt };
const answered = (is: 'done' | 'refused' | 'unknown'): Sighting => ({
  kind: 'answered', consignment, attempt: attempt.id,
  outcome: is === 'done' ? { is, at: noon }
    : is === 'refused' ? { is, at: noon, code: 'no', text: 'no' } : { is, at: noon, text: '?' },
});

test('an answer after we gave up replaces “unknown”, and nothing replaces an answer', () => {
  expect(after(begun, answered('unknown'), answered('done')).attempts[attempt.id]?.outcome?.is)
    .toBe('done');
  expect(after(begun, answered('done'), answered('refused')).attempts[attempt.id]?.outcome?.is)
    .toBe('done');
});

test('the same sighting twice changes nothing', () => {
  const all = [look({}, 1), label({}, 2), begun, answered('done')];
  expect(after(...all, ...all)).toEqual(after(...all));
});
