import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farInstant, propertyRuns } from '../../../scenarios/odd-values.ts';
import { histories, type History } from '../../../scenarios/histories.ts';
import {
  calm,
  consignment,
  dossierOf,
  emptyOrder,
  labelWith,
  leicester,
  lineWith,
  minutes,
  noon,
  obey,
  orderFrom,
  policyWith,
  said,
  snapshotWith,
} from '../../../scenarios/kit.ts';
import { afterwards, circumstances, policies } from '../../../scenarios/standpoints.ts';
import { absorb } from '../facts/absorb.ts';
import { check } from '../check/check.ts';
import type { ConsignmentDecision, Decision, ReleaseContent } from '../model/decision.ts';
import type { Dossier } from '../model/dossier.ts';
import { warehouseName } from '../model/ids.ts';
import { instant, later, type Instant } from '../model/instant.ts';
import type { Sighting } from '../model/sighting.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import { emptyPolicy, type Policy } from '../policy/policy.ts';
import { decide } from './decide.ts';

const runs = propertyRuns(1_000);

const folded = ({ sightings }: Pick<History, 'sightings'>): Dossier =>
  sightings.reduce<Dossier>(absorb, emptyOrder());

/** A history, and a standpoint from which it is decided. */
const standpoints = histories().chain((history) =>
  afterwards(history.endsAt).chain((now) =>
    fc.record({
      history: fc.constant(history),
      now: fc.constant(now),
      policy: policies,
      circumstances: circumstances(now),
    }),
  ),
);

const actionsOf = (decision: Decision) => decision.consignments.flatMap((one) => one.actions);

const byConsignment = (decision: Decision): Readonly<Record<string, ConsignmentDecision>> =>
  Object.fromEntries(decision.consignments.map((one) => [one.consignment, one]));

describe('whatever the facts, a decision', () => {
  it('has nothing grave in it, and no wish twice', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now }) => {
        const dossier = folded(history);
        const decision = decide(dossier, policy, circumstances, now);
        expect(
          check(dossier, decision, policy, circumstances, now).filter(
            (one) => one.severity === 'grave',
          ),
        ).toEqual([]);
        const wishes = actionsOf(decision).map((one) => `${one.do} ${one.about}`);
        expect(new Set(wishes).size).toBe(wishes.length);
      }),
      { numRuns: runs },
    );
  });

  it('follows from the facts alone: kept, read back, in any order, they decide the same', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now }) => {
        const dossier = folded(history);
        const decision = decide(dossier, policy, circumstances, now);
        // The store's JSON neither keeps the order of members nor remembers what led to the facts.
        const kept = turned(JSON.parse(JSON.stringify(dossier))) as Dossier;
        const anew = decide(kept, policy, circumstances, now);
        expect(byConsignment(anew)).toEqual(byConsignment(decision));
        expect(anew.headline).toEqual(decision.headline);
      }),
      { numRuns: runs },
    );
  });

  it('on one consignment is the same with and without the garbage of another', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now }) => {
        const dossier = folded(history);
        const together = byConsignment(decide(dossier, policy, circumstances, now));
        for (const facts of Object.values(dossier.consignments)) {
          const alone = { ...dossier, consignments: { [facts.id]: facts } };
          expect(byConsignment(decide(alone, policy, circumstances, now))[facts.id]).toEqual(
            together[facts.id],
          );
        }
      }),
      { numRuns: runs },
    );
  });

  it('on one order is the same before and after the garbage of another order', () => {
    fc.assert(
      fc.property(standpoints, histories(), (one, other) => {
        const decided = () => decide(folded(one.history), one.policy, one.circumstances, one.now);
        const before = decided();
        decide(folded(other), one.policy, one.circumstances, one.now);
        expect(decided()).toEqual(before);
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  it('wishes for nothing while the policy is empty, or does not know the warehouse', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now }) => {
        const dossier = folded(history);
        expect(actionsOf(decide(dossier, emptyPolicy, circumstances, now))).toEqual([]);
        const elsewhere = decide(dossier, policy, circumstances, now).consignments.filter(
          (one) => one.consignment === 'con_three',
        );
        expect(elsewhere.flatMap((one) => one.actions)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('looks again later than now, or a wish or an exception says why not', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now }) => {
        for (const one of decide(folded(history), policy, circumstances, now).consignments) {
          if (one.lookAgainAt === null || one.lookAgainAt > now) continue;
          expect(one.actions.length + one.exceptions.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: runs },
    );
  });

  it('made later of the same facts takes back nothing that was late', () => {
    fc.assert(
      fc.property(standpoints, fc.nat(minutes(180)), ({ history, policy, now }, wait) => {
        // A ruling that runs out changes what is owed; what it changes is not late any more.
        const lasting = history.sightings.filter(
          (one) => one.kind !== 'ruled' || one.ruling.until === null,
        );
        const dossier = folded({ sightings: lasting });
        const after = later(now, wait);
        const was = lateIn(decide(dossier, policy, calm(now), now));
        const is = lateIn(decide(dossier, policy, calm(after), after));
        expect(was.filter((one) => !is.includes(one))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('is never a throw: not for dates far away, nor for any value of the right kind', () => {
    fc.assert(
      fc.property(
        standpoints,
        fc.array(farInstant, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        ({ history, policy, circumstances, now }, far, isNowFar) => {
          const dossier = withTimes(folded(history), far);
          const at = isNowFar ? (far[0] ?? now) : now;
          expect(() => decide(dossier, policy, circumstances, at)).not.toThrow();
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('carried out perfectly, a decision', () => {
  it('comes to rest within a bounded number of turns, and the check finds nothing grave', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, now }) => {
        const { turns, restless } = carryOut(folded(history), policy, now);
        expect(restless).toEqual([]);
        expect(turns).toBeLessThanOrEqual(mostTurns);
      }),
      { numRuns: runs },
    );
  });
});

describe('found by the properties', () => {
  it('a sku, a warehouse and a channel may bear any name, be it one that JavaScript knows', () => {
    const lines = [lineWith({ sku: 'constructor', allocated: 0, picked: 0, packed: 0 })];
    const dossier = dossierOf(said(snapshotWith({ status: 'received', lines })));
    const stocked = { ...calm(noon), stock: { [leicester]: {} } };
    expect(decide(dossier, policyWith(), stocked, noon).exceptions).toEqual([]);
    const odd = dossierOf(saidBy('toString', snapshotWith({ channel: 'constructor' })));
    expect(decide(odd, policyWith(), calm(noon), noon).exceptions.map((one) => one.code)).toEqual([
      'warehouse.unknown',
      'channel.unknown',
    ]);
  });

  it('a label dated at the end of time does not trip its order', () => {
    const policy = policyWith({
      warehouse: {
        collections: [{ carrier: 'dpd', at: '16:30', days: 'mon-fri' }],
      },
    });
    const label = labelWith(null, { madeAt: instant(8.64e15) });
    const dossier = dossierOf(said(snapshotWith()), {
      kind: 'label',
      consignment,
      label,
      seenAt: noon,
    });
    expect(() => decide(dossier, policy, calm(noon), noon)).not.toThrow();
  });

  it('the channel is not told of a parcel from a warehouse that the policy does not know', () => {
    const label = labelWith(null, { lines: [] });
    const dossier = dossierOf(saidBy('nowhere', snapshotWith()), {
      kind: 'label',
      consignment,
      label,
      seenAt: noon,
    });
    expect(actionsOf(decide(dossier, policyWith(), calm(noon), noon))).toEqual([]);
  });

  it('a whole dispatch is not called incomplete where the warehouse is unknown', () => {
    const order = { ...orderFrom(releaseWith()), key: null };
    const dossier = dossierOf(
      saidBy(
        'nowhere',
        snapshotWith({
          status: 'dispatched',
          dispatch: {
            at: noon,
            carrier: 'DPD',
            service: null,
            trackingNumbers: ['15501234567890'],
          },
        }),
      ),
      { kind: 'shipstation-order', consignment, order, seenAt: noon },
    );
    expect(
      decide(dossier, policyWith(), calm(noon), noon).exceptions.map((one) => one.code),
    ).not.toContain('dispatch.incomplete');
  });
});

const releaseWith = (): ReleaseContent => ({
  key: 'con_one:1',
  number: 'SO-412345',
  placedAt: noon,
  shipBy: null,
  requestedService: null,
  carrier: null,
  service: null,
  package: null,
  storeId: null,
  shipFromWarehouseId: null,
  weightGrams: null,
  shipTo: {
    ...snapshotWith().shipTo,
    name: 'Ada',
    street1: '1 High Street',
    city: 'L',
    country: 'GB',
  },
  lines: [
    {
      key: 'con_one:1',
      sku: 'TEE-BLK-M',
      name: 'Tee',
      quantity: 2,
      unitPrice: null,
      weightGrams: null,
      bin: null,
    },
  ],
});

const saidBy = (warehouse: string, snapshot: ConsignmentSnapshot): Sighting => ({
  kind: 'warehouse-says',
  consignment,
  warehouse: warehouseName(warehouse),
  reference: 'L-one',
  snapshot,
  arrivedAt: noon,
});

/** Three consignments, each with a withdrawal, a release, two messages and a recall, and room. */
const mostTurns = 12;

const carryOut = (start: Dossier, policy: Policy, from: Instant) => {
  let dossier = start;
  let now = from;
  let turns = 0;
  for (let hops = 0; hops < 60; hops += 1) {
    const decision = decide(dossier, policy, calm(now), now);
    expect(
      check(dossier, decision, policy, calm(now), now).filter((one) => one.severity === 'grave'),
    ).toEqual([]);
    const isDone = actionsOf(decision).length === 0;
    if (!isDone) {
      turns += 1;
      dossier = obey(dossier, decision, now).dossier;
      now = later(now, 1_000);
    } else if (decision.lookAgainAt !== null && decision.lookAgainAt < from + minutes(120)) {
      now = later(decision.lookAgainAt, 0);
    } else {
      return { turns, restless: [] };
    }
  }
  return { turns, restless: actionsOf(decide(dossier, policy, calm(now), now)) };
};

const late = new Set([
  'confirm.late',
  'release.late',
  'label.late',
  'warehouse.untold',
  'channel.untold',
  'parcel.left-behind',
]);

const lateIn = (decision: Decision): readonly string[] =>
  decision.consignments.flatMap(({ consignment, exceptions }) =>
    exceptions.filter((one) => late.has(one.code)).map((one) => `${consignment} ${one.code}`),
  );

/** The same value with the members of every object the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, turned(member)]),
  );
};

/** The same facts with their times put far away, one after another. */
const withTimes = (dossier: Dossier, far: readonly Instant[]): Dossier => {
  let next = 0;
  const isTime = (key: string): boolean =>
    /(At|^at|^since|shipBy|until|received|packed)$/.test(key);
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'number' && value > 1e12 && isTime(key)) {
      next += 1;
      return far[next % far.length];
    }
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, change(one, name)]),
    );
  };
  // Only times are replaced, by times.
  return change(dossier, '') as Dossier;
};
