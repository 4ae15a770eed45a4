/** Holes that walking the tables found: somebody was asked too early, or nobody was at all. */
import { expect, test } from 'vitest';
import { absorb } from '../facts/absorb.ts';
import type { ObligationKind } from '../model/decision.ts';
import type { Dossier } from '../model/dossier.ts';
import { labelId, rulingId, shipStationOrderId } from '../model/ids.ts';
import { later, type Instant } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';
import {
  calm, consignment, deskLabels, dossierOf, lineWith, minutes, noon, obey, policyWith, said,
  snapshotWith,
} from '../../../scenarios/kit.ts';
import { decide } from './decide.ts';

const policy = policyWith();
const after = (count: number): Instant => later(noon, minutes(count));
const at = (dossier: Dossier, now: Instant, by: Policy = policy) =>
  decide(dossier, by, calm(now), now);

const obeyed = (dossier: Dossier, now: Instant, by: Policy = policy): Dossier =>
  obey(dossier, at(dossier, now, by), now).dossier;

const orderIn = (dossier: Dossier) => {
  const [sighting] = Object.values(dossier.consignments[consignment]?.orders ?? {});
  if (sighting === undefined) throw new Error('no order stands there');
  return sighting.order;
};

const stateOf = (dossier: Dossier, kind: ObligationKind, now: Instant, by: Policy = policy) =>
  at(dossier, now, by).consignments[0]?.obligations.find((one) => one.kind === kind)?.state;

const codes = (dossier: Dossier, now: Instant, by: Policy = policy) =>
  at(dossier, now, by).exceptions.map((one) => one.code);

const released = obeyed(dossierOf(said(snapshotWith())), noon);

test('the desk is not asked to label an order that is being taken out', () => {
  const back = absorb(released, said(snapshotWith({ revision: 2, status: 'picking' }), after(1)));
  expect(stateOf(back, 'release', after(1))).toMatchObject({ because: { is: 'to-withdraw' } });
  expect(stateOf(back, 'label', after(1))).toMatchObject({ is: 'later' });
});

test('the desk is not asked to label an order that is on hold until the goods are there', () => {
  const watched = policyWith({ channel: { enters: 'channel', toldBy: 'shipstation' } });
  const received = dossierOf(said(snapshotWith({
    status: 'received', lines: [lineWith({ allocated: 0, picked: 0, packed: 0 })],
  })));
  const there = absorb(received, { kind: 'shipstation-order', consignment, seenAt: after(1),
    order: { ...orderIn(released), key: 'store-77', id: shipStationOrderId('7001') } });
  const parked = obeyed(there, after(2), watched);
  expect(stateOf(parked, 'label', after(3), watched)).toMatchObject({ is: 'later' });
});

const leftUnlabelled = absorb(released, said(snapshotWith({
  revision: 2, status: 'dispatched',
  dispatch: { at: after(1), carrier: 'DPD', service: null, trackingNumbers: ['15509999999999'] },
}), after(1)));

test('goods that left by other means are not gone in silence: a person tells the channel', () => {
  expect(stateOf(leftUnlabelled, 'tell-channel', after(2)))
    .toMatchObject({ is: 'open', waitsOn: 'person' });
  expect(codes(leftUnlabelled, after(2))).toContain('channel.untold');
});

test('an order that says yes to being marked as shipped, and is not, is named', () => {
  const decision = at(leftUnlabelled, after(2));
  const marked = obey(leftUnlabelled, decision, after(2)).dossier;
  const unchanged = absorb(marked, { kind: 'shipstation-order', consignment, seenAt: after(4),
    order: { ...orderIn(released), status: { is: 'awaiting' }, modifiedAt: after(4) } });
  expect(codes(unchanged, after(5))).toContain('order.still-awaiting');
});

test('a cancelled order that a store brought in does not wait for its goods for ever', () => {
  const watched = policyWith({ channel: { enters: 'channel', toldBy: 'shipstation' } });
  const packed = dossierOf(said(snapshotWith()));
  const there = absorb(packed, { kind: 'shipstation-order', consignment, seenAt: after(1),
    order: { ...orderIn(released), key: 'store-77' } });
  const stopped = absorb(there, said(snapshotWith({ revision: 2, status: 'cancelled' }), after(2)));
  const parked = obeyed(stopped, after(2), watched);
  expect(stateOf(parked, 'release', after(3), watched))
    .toMatchObject({ is: 'open', waitsOn: 'person' });
  expect(codes(parked, after(3), watched)).toContain('order.unchangeable');
});

test('nobody is told of a label while it is being voided', () => {
  const voiding = policyWith({ warehouse: { shortAfterLabel: 'void' } });
  const labelled = deskLabels(released, orderIn(released), after(1));
  const short = absorb(labelled, said(snapshotWith({
    revision: 2, lines: [lineWith({ picked: 1, packed: 1, short: 1 })],
  }), after(2)));
  const wishes = at(short, after(2), voiding).consignments.flatMap((one) => one.actions);
  expect(wishes.map((one) => one.do)).toEqual(['void-label']);
});

test('telling again works for a message that was confirmed, and closes when it is told', () => {
  const labelled = deskLabels(released, orderIn(released), after(1));
  const told = obeyed(labelled, after(2));
  const [message] = Object.values(told.consignments[consignment]?.messages ?? {});
  if (message === undefined) throw new Error('nobody was told');
  const asked = absorb(told, { kind: 'ruled', consignment, ruling: {
    id: rulingId('rul_one'), kind: 'tell-again', by: 'Maya', why: 'they lost it', at: after(3),
    until: null, about: message.id,
  } });
  const wishes = at(asked, after(4)).consignments.flatMap((one) => one.actions);
  expect(wishes.map((one) => one.about)).toEqual([message.id]);
  const again = obeyed(asked, after(4));
  expect(at(again, after(5)).consignments.flatMap((one) => one.actions)).toEqual([]);
  expect(stateOf(again, `tell-${message.to}`, after(5))).toMatchObject({ is: 'met' });
});

test('telling again is done by a try that begins in the millisecond of the word for it', () => {
  const labelled = deskLabels(released, orderIn(released), after(1));
  const told = obeyed(labelled, after(2));
  const [message] = Object.values(told.consignments[consignment]?.messages ?? {});
  if (message === undefined) throw new Error('nobody was told');
  const asked = absorb(told, { kind: 'ruled', consignment, ruling: {
    id: rulingId('rul_one'), kind: 'tell-again', by: 'Maya', why: 'they lost it', at: after(3),
    until: null, about: message.id,
  } });
  const again = obeyed(asked, after(3));
  expect(at(again, after(3)).consignments.flatMap((one) => one.actions)).toEqual([]);
  expect(stateOf(again, `tell-${message.to}`, after(3))).toMatchObject({ is: 'met' });
});

test('a recall that is told again closes too', () => {
  const called = absorb(dossierOf(said(snapshotWith())), {
    kind: 'channel-says', arrivedAt: after(1), order: {
      reference: 'shop-1', revision: 1, updatedAt: noon, orderNumber: 'SO-412345',
      status: 'cancelled', placedAt: null, requestedService: null, shipBy: null, shipTo: null,
      lines: [],
    },
  });
  const told = obeyed(called, after(2));
  const [message] = Object.values(told.consignments[consignment]?.messages ?? {});
  if (message === undefined) throw new Error('nobody was recalled');
  const asked = absorb(told, { kind: 'ruled', consignment, ruling: {
    id: rulingId('rul_one'), kind: 'tell-again', by: 'Maya', why: 'they lost it', at: after(3),
    until: null, about: message.id,
  } });
  const again = obeyed(asked, after(4));
  expect(stateOf(again, 'tell-warehouse', after(5))).toMatchObject({ is: 'met' });
});

const copied = (order: ReturnType<typeof orderIn>) => ({
  kind: 'shipstation-order', consignment, seenAt: after(1),
  order: { ...order, id: shipStationOrderId('7003'), key: 'typed-by-hand' },
} as const);

test('the desk is not asked to label the copy of an order that is labelled', () => {
  const twice = deskLabels(
    absorb(released, copied(orderIn(released))), orderIn(released), after(2));
  expect(codes(twice, after(3))).toContain('order.duplicate');
  expect(stateOf(twice, 'label', after(3))).toMatchObject({ is: 'open', waitsOn: 'person' });
});

test('the desk is not asked to label goods on which the warehouse contradicts itself', () => {
  const odd = absorb(released, said(snapshotWith({
    revision: 2, lines: [lineWith({ picked: 1 })],
  }), after(1)));
  expect(codes(odd, after(2))).toContain('line.contradictory');
  expect(stateOf(odd, 'label', after(2))).toMatchObject({ is: 'later' });
});

test('an order that a store brought in is not let go for more than is there', () => {
  const watched = policyWith({
    channel: { enters: 'channel', toldBy: 'shipstation' }, warehouse: { shortPick: 'ship-short' },
  });
  const short = dossierOf(said(snapshotWith({
    lines: [lineWith({ picked: 1, packed: 1, short: 1 })],
  })));
  const there = absorb(short, { kind: 'shipstation-order', consignment, seenAt: after(1),
    order: { ...orderIn(released), key: 'store-77' } });
  expect(at(there, after(2), watched).consignments[0]?.actions.map((one) => one.do))
    .toEqual(['park-order']);
  const parked = obeyed(there, after(2), watched);
  expect(stateOf(parked, 'release', after(3), watched))
    .toMatchObject({ is: 'open', waitsOn: 'person' });
});

test('putting on hold is looked after until it is seen', () => {
  const watched = policyWith({ channel: { enters: 'channel', toldBy: 'shipstation' } });
  const picking = dossierOf(said(snapshotWith({ status: 'picking' })));
  const order = { ...orderIn(released), key: 'store-77' };
  const sighting = { kind: 'shipstation-order', consignment, seenAt: after(1), order } as const;
  const asked = obeyed(absorb(picking, sighting), after(2), watched);
  const facts = asked.consignments[consignment];
  if (facts === undefined) throw new Error('there is one consignment');
  const unseen = { ...asked, consignments: { [consignment]: {
    ...facts,
    orders: { [order.id]: { order, firstSeenAt: after(1), seenAt: after(1), goneAt: null } },
  } } };
  expect(at(unseen, after(3), watched).lookAgainAt).not.toBeNull();
});

test('goods that have left are not held back for a short pick', () => {
  const left = dossierOf(said(snapshotWith({
    status: 'dispatched', lines: [lineWith({ picked: 1, packed: 1, short: 1 })],
    dispatch: { at: noon, carrier: 'DPD', service: null, trackingNumbers: ['15509999999999'] },
  })));
  expect(codes(left, after(1))).not.toContain('pick.short');
});

test('a consignment without a line is not said to weigh nothing', () => {
  expect(codes(dossierOf(said(snapshotWith({ lines: [] }))), after(1)))
    .toEqual(['line.contradictory']);
});

test('goods that left under a label voided since are not labelled again', () => {
  const labelled = deskLabels(released, orderIn(released), after(1));
  const [label] = Object.values(labelled.consignments[consignment]?.labels ?? {});
  if (label === undefined) throw new Error('the desk made a label');
  const gone = ([
    { kind: 'label', consignment, seenAt: after(2),
      label: { ...label.label, voidedAt: after(2) } },
    { kind: 'shipstation-order', consignment, seenAt: after(2),
      order: { ...orderIn(released), status: { is: 'awaiting' }, modifiedAt: after(2) } },
    said(snapshotWith({ revision: 2, status: 'dispatched' }), after(3)),
  ] as const).reduce<Dossier>(absorb, labelled);
  expect(stateOf(gone, 'label', after(4))).toMatchObject({ is: 'open', waitsOn: 'person' });
  expect(codes(gone, after(4))).toContain('order.still-awaiting');
  const taken = absorb(gone, { kind: 'shipstation-order', consignment, seenAt: after(5),
    order: { ...orderIn(released), status: { is: 'cancelled' }, modifiedAt: after(5) } });
  expect(at(taken, after(6)).consignments.flatMap((one) => one.actions)
    .filter((one) => one.do === 'create-order')).toEqual([]);
});

test('a parcel that comes later takes the place of no label that another has replaced', () => {
  const two = obeyed(dossierOf(said(snapshotWith({ lines: [lineWith({
    ordered: 3, allocated: 3, picked: 3, packed: 3,
  })] }))), noon);
  const parcel = (so: Dossier, id: string, minute: number, quantity: number): Dossier =>
    deskLabels(so, orderIn(two), after(minute), {
      id: labelId(id), trackingNumber: id,
      lines: orderIn(two).lines.map((one) => ({ ...one, quantity })),
    });
  const voided = (so: Dossier, id: string, minute: number): Dossier => {
    const label = so.consignments[consignment]?.labels[labelId(id)]?.label;
    if (label === undefined) throw new Error('no label stands there');
    return absorb(so, { kind: 'label', consignment, seenAt: after(minute),
      label: { ...label, voidedAt: after(minute) } });
  };
  const replaced = (so: Dossier, now: Instant) => at(so, now).consignments
    .flatMap(({ actions }) => actions).flatMap((one) => (one.do === 'tell-channel'
      ? one.message.parcels.map((parcel) => [parcel.trackingNumber, parcel.replaces]) : []));
  const told = obeyed(parcel(two, 'A1', 1, 2), after(2));
  const relabelled = parcel(voided(told, 'A1', 3), 'B1', 4, 2);
  expect(replaced(relabelled, after(5))).toEqual([['B1', 'A1']]);
  const more = parcel(obeyed(relabelled, after(5)), 'C1', 6, 1);
  expect(replaced(more, after(7))).toEqual([['C1', null]]);
  const split = parcel(parcel(voided(told, 'A1', 3), 'B1', 4, 1), 'B2', 4, 1);
  expect(replaced(split, after(5))).toEqual([['B1', 'A1'], ['B2', null]]);
});
