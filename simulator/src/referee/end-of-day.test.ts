import { describe, expect, test } from 'vitest';
import { cancelledBeat, honestBeat } from '../day/beats.ts';
import { noon } from '../shipstation/fixtures.ts';
import { driveVan } from '../carriers/drive.ts';
import { removeOrder } from '../shipstation/screen/edit.ts';
import { settle, type World } from '../world.ts';
import { judge } from './judge.ts';
import {
  after, call, deskDid, emptyWorld, floorDoes, goodOrder, labels, lastLabel, orderIdOf, packs,
  releases, sheet, shopSays, shows, tells, tellsBoth, voidsLast,
} from './fixtures.ts';
import type { Rules } from './rules.ts';

const number = 'SO-1001';
const codes = (world: World, minutes = 30, rules: Partial<Rules> = {}) =>
  judge(world, { now: after(minutes), ...rules }).findings.map((finding) => finding.code);
const sentences = (world: World, minutes = 30) =>
  judge(world, { now: after(minutes) }).findings.map((finding) => finding.sentence);
const good = goodOrder(emptyWorld(), number, noon);
const packed = packs(shopSays(emptyWorld(), number, 'paid', after(-10)), number, noon);
const released = releases(packed, number, after(1));
const labelled = labels(released, number, after(2));
describe('releases', () => {
  test('ready and never there is found after its limit, and excused if people know', () => {
    expect(codes(packed, 1)).toEqual([]);
    expect(codes(packed)).toEqual(['never-released']);
    expect(codes(shows(packed, number, 'service.unmapped', after(-3)))).toEqual([]);
  });

  test('with labels on demand a release is owed to what the bench asked for only', () => {
    expect(codes(packed, 30, { askedFor: [] })).toEqual([]);
    expect(codes(packed, 30, { askedFor: ['SO-9'] })).toEqual([]);
    expect(codes(packed, 30, { askedFor: [number] })).toEqual(['never-released']);
  });

  test('one that the desk deleted is the desk’s deed, not an order never released', () => {
    const orderId = orderIdOf(released, number);
    const gone = settle(released, after(1)).world;
    const acted = removeOrder(gone.shipstation, orderId, after(2));
    if (acted.is === 'refused') throw new Error(acted.why);
    const world = settle({ ...gone, shipstation: acted.account }, after(2)).world;
    expect(codes(world)).toEqual(['never-released']);
    const deed = { habit: 'deleteOrder' as const, orderIds: [orderId], orderNumbers: [number] };
    expect(codes(deskDid(world, { ...deed, at: after(2) }))).toEqual(['nobody-knows']);
  });

  test('a short pick is not ready, so nobody owes it a release', () => {
    const short = honestBeat(noon, sheet(number), 'packed', { 1: 1 });
    expect(codes(floorDoes(emptyWorld(), short))).toEqual([]);
  });

  test('a snapshot that Gatepass never took in makes nothing ready', () => {
    const lost = honestBeat(noon, sheet(number), 'packed');
    expect(codes(floorDoes(emptyWorld(), lost, false))).toEqual([]);
  });

  const inWave = (world: World, name: string, sequence: number, at: number) =>
    packs(world, name, at, { reference: `LE-${name}`, sequence });
  const wave = inWave(inWave(emptyWorld(), 'SO-1', 1, noon), 'SO-2', 2, noon);

  test('out of sequence is found beyond the tolerance, and within it is not', () => {
    const wrong = releases(releases(wave, 'SO-2', after(3)), 'SO-1', after(9));
    expect(codes(wrong)).toEqual(['released-out-of-sequence']);
    expect(sentences(wrong)[0]).toContain('SO-1 (W-001, place 1) was ready at');
    expect(codes(releases(releases(wave, 'SO-2', after(3)), 'SO-1', after(4)))).toEqual([]);
    expect(codes(releases(releases(wave, 'SO-1', after(3)), 'SO-2', after(9)))).toEqual([]);
  });

  test('an order that was not ready yet was not overtaken', () => {
    const one = inWave(emptyWorld(), 'SO-2', 2, noon);
    const late = inWave(releases(one, 'SO-2', after(3)), 'SO-1', 1, after(5));
    expect(codes(releases(late, 'SO-1', after(9)))).toEqual([]);
  });

  test('an earlier cut-off goes before an earlier wave', () => {
    const urgent = packs(emptyWorld(), 'SO-1', noon, { wave: 'W-002' });
    const both = packs(urgent, 'SO-2', noon, { shipBy: '2026-11-21T16:30:00Z' });
    const wrong = releases(releases(both, 'SO-2', after(3)), 'SO-1', after(9));
    expect(codes(wrong)).toEqual(['released-out-of-sequence']);
  });
});

describe('the end of the day', () => {
  const collected = (world: World, at: number): World =>
    driveVan(world, { carrierCode: lastLabel(world).carrierCode, at }).world;

  test('goods that left and are open somewhere are found after a while', () => {
    const gone = collected(tells(labelled, 'channel', {
      kind: 'notice', number, trackingNumber: lastLabel(labelled).trackingNumber, at: after(3),
    }), after(10));
    const verdict = judge(gone, { now: after(90) });
    const open = verdict.findings.find(({ code }) => code === 'gone-but-open');
    expect(open?.sentence).toContain('still open in the warehouse');
    expect(codes(collected(good, after(10)), 60)).toEqual([]);
  });

  test('a cancelled order still on the list is found, one on hold is out of reach', () => {
    const cancelled = shopSays(released, number, 'cancelled', after(3));
    expect(codes(cancelled)).toEqual(['cancelled-but-open']);
    const held = call(cancelled, 'POST /orders/holduntil',
      { orderId: orderIdOf(cancelled, number), holdUntilDate: '2027-01-01' }, after(4));
    expect(codes(held)).toEqual([]);
  });

  test('a label that stands on what the floor has given up is found unless people know', () => {
    const given = floorDoes(good, cancelledBeat(after(6), sheet(number)));
    expect(codes(given)).toEqual(['cancelled-but-labelled']);
    expect(codes(shows(given, number, 'label.on-cancelled', after(7)))).toEqual([]);
  });

  test('goods that left although they were cancelled are found', () => {
    const cancelled = shopSays(good, number, 'cancelled', after(5));
    expect(codes(collected(cancelled, after(10)))).toContain('cancelled-but-gone');
  });
});

describe('calls', () => {
  test('over the limit, and such as must never be made, are found', () => {
    const over = call(call(call(emptyWorld(2), 'GET /orders', null, noon), 'GET /orders', null,
      noon), 'GET /orders', null, noon);
    expect(codes(over)).toEqual(['rate-exceeded']);
    const funds = call(emptyWorld(), 'POST /carriers/addfunds', { amount: 1 }, noon, 'request');
    expect(codes(funds)).toEqual(['call-forbidden']);
  });

  test('for nothing are counted by reason, and are no breach', () => {
    const orderId = orderIdOf(released, number);
    const hold = { orderId, holdUntilDate: '2027-01-01' };
    const harmless = [
      [`GET /orders/${orderId}`, null], [`GET /orders/${orderId}`, null],
      ['POST /orders/holduntil', hold], ['POST /orders/holduntil', hold],
    ] as const;
    const asked = harmless.reduce<World>(
      (before, [name, body]) => call(before, name, body, after(2)), released);
    const refused = call(asked, 'POST /orders/createorder', {}, after(2), 'request');
    const { calls, findings } = judge(refused, { now: after(2) });
    expect(calls.wasted).toEqual({
      tooMany: 0, refused: 1, repeatedWrites: 1, unchangedReads: 1, total: 3,
    });
    expect(calls.byKind['get /orders/{id}']).toBe(2);
    expect(findings).toEqual([]);
  });
});

describe('a mistake at the desk', () => {
  const deed = { habit: 'deleteOrder' as const, at: after(5), orderNumbers: [number] };

  test('is listed as a deed; that nobody was told of it is the breach', () => {
    const verdict = judge(deskDid(good, deed), { now: after(30) });
    const [listed] = verdict.deeds;
    expect(listed).toMatchObject({ what: 'deleteOrder', mustBeKnown: true, knownAt: null });
    expect(verdict.findings.map(({ code }) => code)).toEqual(['nobody-knows']);
    expect(verdict.findings[0]?.sentence).toBe(
      'At 20:05:00 Maya deletes an order on the screen: SO-1001. Nobody was told.',
    );
  });

  test('is no breach when people were told in time, and is one when they were told late', () => {
    expect(codes(shows(deskDid(good, deed), number, 'order.vanished', after(8)))).toEqual([]);
    const late = shows(deskDid(good, deed), number, 'order.vanished', after(25));
    expect(sentences(late)[0]).toContain('People were told only 20 min later');
  });

  test('counts only as shown by the codes that are named for it', () => {
    const shown = shows(deskDid(good, deed), number, 'weight.default', after(8));
    expect(codes(shown, 30, { codesFor: { deleteOrder: ['order.'] } })).toEqual(['nobody-knows']);
    expect(codes(shown)).toEqual([]);
  });

  test('that was put right at the desk needs no telling', () => {
    const twice = labels(good, number, after(6));
    const { shipmentId } = lastLabel(twice);
    const done = deskDid(twice, {
      habit: 'labelTwice', at: after(6), orderNumbers: [number], shipmentIds: [shipmentId],
    });
    expect(codes(voidsLast(done, after(7)))).toEqual([]);
    expect(codes(tellsBoth(done, number, 'dispatch', after(7)))).toEqual(['nobody-knows']);
  });

  test('that does no harm is listed and needs no telling', () => {
    const verdict = judge(deskDid(good, { ...deed, habit: 'splitOrder' }), { now: after(30) });
    expect(verdict.deeds).toMatchObject([{ what: 'splitOrder', mustBeKnown: false }]);
    expect(verdict.isFaultless).toBe(true);
  });
});
