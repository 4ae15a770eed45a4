import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../scenarios/odd-values.ts';
import { histories, shuffled } from '../../../scenarios/histories.ts';
import {
  consignment,
  dossierOf,
  emptyOrder,
  labelWith,
  noon,
  said,
  snapshotWith,
} from '../../../scenarios/kit.ts';
import { messageId, rulingId, shipStationOrderId } from '../model/ids.ts';
import { later } from '../model/instant.ts';
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { ShipStationOrder } from '../model/shipstation.ts';
import type { Sighting } from '../model/sighting.ts';
import { absorb } from './absorb.ts';
import { sameContent } from './same-content.ts';

const runs = propertyRuns(1_000);

const folded = (sightings: readonly Sighting[]): Dossier =>
  sightings.reduce<Dossier>(absorb, emptyOrder());

/**
 * A ruling that the revisions began anew is about what arrives after it, so that its place among
 * the arrivals is its meaning. All else must not depend on the order of arrival.
 */
const orderless = (sighting: Sighting): boolean =>
  sighting.kind !== 'ruled' || sighting.ruling.kind !== 'accept-new-series';

/**
 * The facts without what is about arrival itself: when we first heard of a status, how many older
 * revisions came in a row, and which of two contents under one revision came first.
 */
const apartFromArrival = (dossier: Dossier) => ({
  ...dossier,
  channelSays: dossier.channelSays?.order ?? null,
  consignments: Object.fromEntries(
    Object.values(dossier.consignments).map((facts) => [
      facts.id,
      { ...facts, says: saysOf(facts) },
    ]),
  ),
});

const saysOf = ({ says }: ConsignmentFacts) =>
  says === null
    ? null
    : {
        revision: says.snapshot.revision,
        content: says.rival === null ? says.snapshot : 'two contents under one revision',
      };

const deliveries = fc.record({
  history: histories(),
  keys: fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 30, maxLength: 30 }),
  twice: fc.array(fc.nat(40), { maxLength: 8 }),
});

describe('the facts', () => {
  it('are the same in the end, in whatever order, however often and late they are told', () => {
    fc.assert(
      fc.property(deliveries, ({ history, keys, twice }) => {
        const straight = folded(history.sightings.filter(orderless));
        const late = folded(shuffled(history, keys, twice).filter(orderless));
        expect(apartFromArrival(late)).toEqual(apartFromArrival(straight));
      }),
      { numRuns: runs },
    );
  });

  it('do not change when the newest sighting comes again', () => {
    fc.assert(
      fc.property(histories(), ({ sightings }) => {
        let so = emptyOrder();
        for (const sighting of sightings.filter(orderless)) {
          so = absorb(so, sighting);
          const again = absorb(so, sighting);
          // A counter of older arrivals counts arrivals, so it alone may move.
          expect(sameContent(apartFromArrival(again), apartFromArrival(so))).toBe(true);
        }
      }),
      { numRuns: runs },
    );
  });

  it('never go back to an older revision of the warehouse or the channel', () => {
    fc.assert(
      fc.property(histories(), ({ sightings }) => {
        let so = emptyOrder();
        for (const sighting of sightings.filter(orderless)) {
          const next = absorb(so, sighting);
          for (const [id, facts] of Object.entries(so.consignments)) {
            const before = facts.says?.snapshot.revision ?? 0;
            const after = Object.values(next.consignments).find((one) => one.id === id);
            expect(after?.says?.snapshot.revision ?? -1).toBeGreaterThanOrEqual(before);
          }
          expect(next.channelSays?.order.revision ?? 0).toBeGreaterThanOrEqual(
            so.channelSays?.order.revision ?? 0,
          );
          so = next;
        }
      }),
      { numRuns: runs },
    );
  });

  it('never go back to an older state of a ShipStation order', () => {
    fc.assert(
      fc.property(deliveries, ({ history, keys, twice }) => {
        let so = emptyOrder();
        for (const sighting of shuffled(history, keys, twice)) {
          const next = absorb(so, sighting);
          for (const before of ordersOf(so)) {
            const after = ordersOf(next).find((one) => one.name === before.name);
            const a = before.sighting.order.modifiedAt;
            const b = after?.sighting.order.modifiedAt ?? null;
            expect(after?.sighting.seenAt ?? 0).toBeGreaterThanOrEqual(before.sighting.seenAt);
            if (a !== null && b !== null) expect(b).toBeGreaterThanOrEqual(a);
          }
          so = next;
        }
      }),
      { numRuns: runs },
    );
  });

  it('keep a voided label voided, whatever is seen afterwards', () => {
    fc.assert(
      fc.property(deliveries, ({ history, keys, twice }) => {
        const voided = new Set<string>();
        let so = emptyOrder();
        for (const sighting of shuffled(history, keys, twice)) {
          so = absorb(so, sighting);
          const labels = Object.values(so.consignments).flatMap((facts) =>
            Object.values(facts.labels).map((one) => ({
              ...one,
              name: `${facts.id} ${one.label.id}`,
            })),
          );
          for (const one of labels) if (one.label.voidedAt !== null) voided.add(one.name);
          expect(
            labels.filter((one) => voided.has(one.name) && one.label.voidedAt === null),
          ).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
  });

  it('say no more than what was said: no attempt, message, label or order is made up', () => {
    fc.assert(
      fc.property(histories(), ({ sightings }) => {
        const named = JSON.stringify(sightings);
        for (const facts of Object.values(folded(sightings).consignments)) {
          const names = [facts.orders, facts.labels, facts.attempts, facts.messages].flatMap(
            (record) => Object.keys(record),
          );
          expect(names.filter((name) => !named.includes(`"${name}"`))).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
  });
});

const ordersOf = (dossier: Dossier) =>
  Object.values(dossier.consignments).flatMap((facts) =>
    Object.values(facts.orders).map((sighting) => ({
      name: `${facts.id} ${sighting.order.id}`,
      sighting,
    })),
  );

const orderAt = (changes: Partial<ShipStationOrder> = {}): ShipStationOrder => ({
  id: shipStationOrderId('4000'),
  number: 'SO-412345',
  key: null,
  status: { is: 'awaiting' },
  modifiedAt: null,
  carrier: null,
  service: null,
  package: null,
  shipTo: null,
  lines: [],
  splitFrom: null,
  combines: [],
  ...changes,
});
const seen = (seconds: number, order = orderAt()): Sighting => ({
  kind: 'shipstation-order',
  consignment,
  order,
  seenAt: later(noon, seconds * 1_000),
});
const gone = (seconds: number): Sighting => ({
  kind: 'shipstation-order-gone',
  consignment,
  order: shipStationOrderId('4000'),
  at: later(noon, seconds * 1_000),
});
const factsOf = (...sightings: readonly Sighting[]): ConsignmentFacts | undefined =>
  dossierOf(said(snapshotWith()), ...sightings).consignments[consignment];

describe('found by the properties', () => {
  it('an order found gone twice does not come back by a look from between', () => {
    const facts = factsOf(seen(5), gone(10), gone(20), seen(15));
    expect(facts?.orders[shipStationOrderId('4000')]?.goneAt).toBe(later(noon, 20_000));
  });

  it('the lines of a label count also when the answer that names them comes late', () => {
    const bare = labelWith(null, { lines: [] });
    const full = labelWith(null, { lines: [{ key: null, sku: 'MUG', name: 'Mug', quantity: 1 }] });
    const facts = factsOf(
      { kind: 'label', consignment, label: bare, seenAt: later(noon, 2_000) },
      { kind: 'label', consignment, label: full, seenAt: later(noon, 1_000) },
    );
    expect(facts?.labels[bare.id]?.label.lines).toEqual(full.lines);
  });

  it('a message counts as taken in from its first acknowledgement, even if that comes late', () => {
    const id = messageId('msg_1');
    const taken = (seconds: number): Sighting => ({
      kind: 'acknowledged',
      consignment,
      message: id,
      at: later(noon, seconds * 1_000),
    });
    const facts = factsOf(
      {
        kind: 'message-written',
        consignment,
        message: {
          id,
          to: 'warehouse',
          kind: 'dispatch',
          labels: [],
          voids: [],
          writtenAt: noon,
          acknowledgedAt: null,
        },
      },
      taken(9),
      taken(5),
    );
    expect(facts?.messages[id]?.acknowledgedAt).toBe(later(noon, 5_000));
  });

  it('two rulings of one moment stand in one order, whichever comes first', () => {
    const ruled = (id: string): Sighting => ({
      kind: 'ruled',
      consignment,
      ruling: {
        id: rulingId(id),
        kind: 'hold',
        by: 'Ada',
        why: id,
        at: noon,
        until: null,
        about: null,
      },
    });
    expect(factsOf(ruled('rul_b'), ruled('rul_a'))?.rulings).toEqual(
      factsOf(ruled('rul_a'), ruled('rul_b'))?.rulings,
    );
  });
});
