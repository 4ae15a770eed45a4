// Long because: one random day and its other side are read together.
/**
 * Whole days between Gatepass and other sides that obey, lose, repeat and change their minds.
 * ShipStation is kept as it really is, beside what was seen of it: what stands there and what is
 * labelled is counted there, not in our own notes.
 */
import * as fc from 'fast-check';
import { absorb } from '../src/core/facts/absorb.ts';
import { neverSpaced, withLook, type SpacedLooks } from '../src/core/facts/looks.ts';
import { unitsOf } from '../src/core/facts/units.ts';
import { contentOf } from '../src/core/decide/action-content.ts';
import { confirmedLines } from '../src/core/decide/rules/gate.ts';
import { decide } from '../src/core/decide/decide.ts';
import type { Action, Decision } from '../src/core/model/decision.ts';
import type { Circumstances, Dossier } from '../src/core/model/dossier.ts';
import { attemptId, labelId, shipStationOrderId } from '../src/core/model/ids.ts';
import { later, type Instant } from '../src/core/model/instant.ts';
import type { Label, ShipStationOrder } from '../src/core/model/shipstation.ts';
import type { Sighting } from '../src/core/model/sighting.ts';
import type { WarehouseStatus } from '../src/core/model/warehouse.ts';
import type { Policy } from '../src/core/policy/policy.ts';
import {
  account,
  calm,
  consignment,
  emptyOrder,
  labelWith,
  lineWith,
  noon,
  orderFrom,
  said,
  snapshotWith,
} from './kit.ts';

/** How the other side takes one call. */
const moods = [
  'obeys',
  'obeys',
  'loses-request',
  'loses-reply',
  'refuses',
  'does-it-twice',
] as const;

/** Orders and labels are two feeds, and seldom tell at the same time. */
type Feed = 'both' | 'orders' | 'labels';
type Deed = 'label' | 'void' | 'split' | 'split-unseen' | 'hold' | 'cancel';

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('bench' as const),
      status: fc.constantFrom<WarehouseStatus>(
        'received',
        'allocated',
        'picking',
        'picked',
        'packed',
        'packed',
        'packed',
        'cancelled',
      ),
      counted: fc.nat(3),
      short: fc.nat(1),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('turn' as const),
      moods: fc.array(fc.constantFrom(...moods), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('look' as const),
      isWhole: fc.constantFrom(true, true, false),
      twice: fc.boolean(),
      late: fc.constantFrom(0, 0, 20_000),
      at: fc.constantFrom<Feed>('both', 'both', 'orders', 'labels'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('desk' as const),
      pick: fc.nat(3),
      does: fc.constantFrom<Deed>('label', 'label', 'label', 'void', 'split', 'hold', 'cancel'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 5, 35, 60, 600),
    }),
  },
);
export type RunStep = typeof step extends fc.Arbitrary<infer One> ? One : never;

export const runSteps = (most = 30): fc.Arbitrary<readonly RunStep[]> =>
  fc.array(step, { minLength: 1, maxLength: most, size: 'max' });

type Real = { readonly order: ShipStationOrder; readonly labels: readonly Label[] };

export type Run = {
  now: Instant;
  dossier: Dossier;
  ordersThrough: Instant | null;
  labelsThrough: Instant | null;
  labelLooks: SpacedLooks;
  revision: number;
  /** What stands in ShipStation and what is labelled there, whether or not we have seen it. */
  real: Real[];
  /** The most units of the one line that the gate has ever confirmed. */
  mostConfirmed: number;
  attempts: number;
  ids: number;
  /** What was found wrong, with the step at which it was. */
  readonly wrong: string[];
};

const unitsIn = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, one) => sum + one.quantity, 0);

/** Units that could still be labelled in ShipStation, and units that are. */
export const reallyThere = ({ real }: Run): number =>
  real.reduce((sum, { order, labels }) => {
    const labelled = unitsIn(
      labels.filter((one) => one.voidedAt === null).flatMap((one) => one.lines),
    );
    const isOpen = order.status.is !== 'shipped' && order.status.is !== 'cancelled';
    return sum + Math.max(labelled, isOpen ? unitsIn(order.lines) : labelled);
  }, 0);

export const circumstancesOf = (run: Run): Circumstances => {
  const all = calm(run.now).contacts[account];
  if (all === undefined) throw new Error('the usual circumstances name the account');
  const { ordersThrough, labelsThrough, labelLooks: { before: labelsTwiceThrough } } = run;
  return {
    contacts: { [account]: { ...all, ordersThrough, labelsThrough, labelsTwiceThrough } },
    stock: {},
  };
};

export type Watch = (run: Run, decision: Decision) => readonly string[];

export const play = (steps: readonly RunStep[], policy: Policy, watch: Watch): Run => {
  const run: Run = {
    now: noon,
    dossier: emptyOrder(),
    ordersThrough: null,
    labelsThrough: null,
    labelLooks: neverSpaced,
    revision: 0,
    real: [],
    mostConfirmed: 0,
    attempts: 0,
    ids: 0,
    wrong: [],
  };
  steps.forEach((one, index) => {
    run.now = later(run.now, 1_000);
    takeStep(run, one, policy, (is, decision) =>
      watch(is, decision).map((wrong) => `step ${String(index)}: ${wrong}`),
    );
  });
  return run;
};

const tell = (run: Run, ...sightings: readonly Sighting[]): void => {
  run.dossier = sightings.reduce<Dossier>(absorb, run.dossier);
};

export const takeStep = (run: Run, one: RunStep, policy: Policy, watch: Watch): void => {
  switch (one.is) {
    case 'bench': {
      run.revision += 1;
      const counted = Math.min(3, one.counted);
      const line = lineWith({
        ordered: 3,
        allocated: counted,
        picked: counted,
        packed: one.status === 'packed' ? counted : 0,
        short: Math.min(one.short * 3, 3 - counted),
      });
      const lines = [{ ...line, short: one.status === 'packed' ? 3 - counted : line.short }];
      const gate = policy.warehouses['leicester']?.gate ?? 'packed';
      const units = unitsOf(confirmedLines(lines, gate)).get('1') ?? 0;
      run.mostConfirmed = Math.max(run.mostConfirmed, units);
      tell(
        run,
        said(
          snapshotWith({
            revision: run.revision,
            updatedAt: run.now,
            status: one.status,
            lines,
          }),
          run.now,
        ),
      );
      return;
    }
    case 'turn': {
      const decision = decide(run.dossier, policy, circumstancesOf(run), run.now);
      run.wrong.push(...watch(run, decision));
      decision.consignments
        .flatMap((it) => it.actions)
        .forEach((action, index) => {
          carryOut(run, action, one.moods[index % one.moods.length] ?? 'obeys');
          run.wrong.push(...overfull(run, action));
        });
      return;
    }
    case 'look':
      return look(run, one);
    case 'desk':
      return desk(run, one.does, one.pick);
    case 'wait':
      run.now = later(run.now, one.seconds * 1_000);
      return;
    default:
      one satisfies never;
  }
};

/** Over the whole run no more may stand or be labelled there than the gate ever confirmed. */
const overfull = (run: Run, { do: what }: Action): readonly string[] =>
  reallyThere(run) <= run.mostConfirmed
    ? []
    : [
        `after ${what}, ${String(reallyThere(run))} units stand or are labelled in ShipStation, ` +
        'but ' +
          `only ${String(run.mostConfirmed)} were ever confirmed`,
      ];

const carryOut = (run: Run, action: Action, mood: (typeof moods)[number]): void => {
  run.attempts += 1;
  const attempt = attemptId(`att_${String(run.attempts)}`);
  if (action.do === 'tell-warehouse' || action.do === 'tell-channel') write(run, action);
  tell(run, {
    kind: 'begun',
    consignment,
    attempt: {
      id: attempt,
      operation: action.do,
      about: action.about,
      content: contentOf(action),
      begunAt: run.now,
      outcome: null,
    },
  });
  const begunAt = run.now;
  run.now = later(run.now, 200);
  if (mood === 'loses-request') return;
  const isDone = mood !== 'refuses' && perform(run, action);
  // ShipStation's own key makes the second time the same as the first.
  if (mood === 'does-it-twice' && action.do !== 'buy-label') perform(run, action);
  if (mood === 'loses-reply') return;
  tell(run, {
    kind: 'answered',
    consignment,
    attempt,
    outcome: isDone
      ? { is: 'done', at: run.now }
      : { is: 'refused', at: run.now, code: 'x', text: 'no' },
  });
  if (!isDone) return;
  if (action.do === 'buy-label') {
    const label = orderOf(run, action.order)?.labels.at(-1);
    if (label !== undefined) tell(run, { kind: 'label', consignment, label, seenAt: run.now });
  }
  if (action.do === 'create-order') {
    const made = run.real.find((one) => one.order.key === action.release.key);
    // The receipt names the order and knows nothing of when it was changed.
    if (made !== undefined) {
      tell(run, {
        kind: 'shipstation-order',
        consignment,
        seenAt: begunAt,
        order: { ...orderFrom(action.release), id: made.order.id },
      });
    }
  }
  if (action.do === 'tell-warehouse' || action.do === 'tell-channel') {
    tell(run, { kind: 'acknowledged', consignment, message: action.message.id, at: run.now });
  }
};

const write = (
  run: Run,
  action: Extract<Action, { do: 'tell-warehouse' | 'tell-channel' }>,
): void => {
  const { id, kind, parcels, voids, at } = action.message;
  tell(run, {
    kind: 'message-written',
    consignment,
    message: {
      id,
      kind,
      to: action.do === 'tell-warehouse' ? 'warehouse' : 'channel',
      voids,
      labels: parcels.map((one) => one.label).filter((one) => !voids.includes(one)),
      writtenAt: at,
      acknowledgedAt: null,
    },
  });
};

/** Does it in the real ShipStation; false where ShipStation refuses. */
const perform = (run: Run, action: Action): boolean => {
  switch (action.do) {
    case 'create-order': {
      const known = run.real.find((one) => one.order.key === action.release.key);
      if (known !== undefined)
        return change(run, known, { lines: orderFrom(action.release).lines });
      run.ids += 1;
      const id = shipStationOrderId(String(4_000 + run.ids));
      run.real.push({
        labels: [],
        order: { ...orderFrom(action.release), id, modifiedAt: run.now },
      });
      return true;
    }
    case 'amend-order':
      return change(run, orderOf(run, action.order), { lines: orderFrom(action.release).lines });
    case 'withdraw-order':
      return change(run, orderOf(run, action.order), { status: { is: 'cancelled' } });
    case 'mark-as-shipped':
      return change(run, orderOf(run, action.order), { status: { is: 'shipped' } });
    case 'park-order':
      return change(run, orderOf(run, action.order), { status: { is: 'on-hold' } });
    case 'unpark-order':
      return change(run, orderOf(run, action.order), { status: { is: 'awaiting' } });
    case 'buy-label':
      return buyLabel(run, action);
    case 'void-label':
      return voidLabel(run, action.label);
    case 'tell-warehouse':
    case 'tell-channel':
      return true;
    default:
      return action satisfies never;
  }
};

const orderOf = (run: Run, id: string): Real | undefined =>
  run.real.find((one) => one.order.id === id);

/** Shipped and cancelled orders cannot be changed. */
const change = (run: Run, known: Real | undefined, changes: Partial<ShipStationOrder>): boolean => {
  const is = known?.order.status.is;
  if (known === undefined || is === 'shipped' || is === 'cancelled') return false;
  put(run, known, { ...known, order: { ...known.order, ...changes, modifiedAt: run.now } });
  return true;
};

const put = (run: Run, known: Real, next: Real): void => {
  run.real = run.real.map((one) => (one === known ? next : one));
};

/** One purchase, one label: also on an order that has one (ShipStation's own habit). */
const buyLabel = (run: Run, action: Extract<Action, { do: 'buy-label' }>): boolean => {
  const known = orderOf(run, action.order);
  if (known === undefined || known.order.status.is === 'cancelled') return false;
  makeLabel(run, known);
  return true;
};

/** A voided label puts its order back to awaiting shipment (ShipStation's own rule). */
const voidLabel = (run: Run, id: string): boolean => {
  const known = run.real.find((one) => one.labels.some((label) => label.id === id));
  if (known === undefined) return false;
  put(run, known, {
    order: { ...known.order, status: { is: 'awaiting' }, modifiedAt: run.now },
    labels: known.labels.map((one) => (one.id === id ? { ...one, voidedAt: run.now } : one)),
  });
  return true;
};

const look = (run: Run, one: Extract<RunStep, { is: 'look' }>): void => {
  const seenAt = run.now;
  const shown = run.real.filter((_, index) => one.isWhole || index % 2 === 0);
  const orders = shown.map(
    ({ order }): Sighting => ({ kind: 'shipstation-order', consignment, order, seenAt }),
  );
  const labels = shown.flatMap((real) =>
    real.labels.map((label): Sighting => ({ kind: 'label', consignment, label, seenAt })),
  );
  const sightings =
    one.at === 'orders' ? orders : one.at === 'labels' ? labels : [...orders, ...labels];
  run.now = later(run.now, one.late);
  tell(run, ...sightings, ...(one.twice ? sightings.toReversed() : []));
  if (one.isWhole && one.at !== 'labels') run.ordersThrough = seenAt;
  if (one.isWhole && one.at !== 'orders') {
    run.labelsThrough = seenAt;
    run.labelLooks = withLook(run.labelLooks, seenAt);
  }
};

const desk = (run: Run, does: Deed, pick: number): void => {
  const known = run.real[pick % Math.max(1, run.real.length)];
  if (known === undefined) return;
  const { order, labels } = known;
  const isOpen = order.status.is === 'awaiting';
  switch (does) {
    case 'label': {
      if (isOpen) makeLabel(run, known);
      return;
    }
    case 'void': {
      const label = labels.find((one) => one.voidedAt === null);
      if (label !== undefined) voidLabel(run, label.id);
      return;
    }
    case 'hold':
      change(run, known, { status: { is: 'on-hold' } });
      return;
    case 'cancel':
      change(run, known, { status: { is: 'cancelled' } });
      return;
    case 'split':
      split(run, known);
      // One that is amended before it is seen grows again: runs.property.test.ts states that limit.
      return look(run, { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' });
    case 'split-unseen':
      return split(run, known);
    default:
      does satisfies never;
  }
};

const makeLabel = (run: Run, known: Real): void => {
  const { order, labels } = known;
  run.ids += 1;
  const label = labelWith(order, {
    id: labelId(String(9_000 + run.ids)),
    madeAt: run.now,
    trackingNumber: `T${String(run.ids)}`,
  });
  put(run, known, {
    order: { ...order, status: { is: 'shipped' }, modifiedAt: run.now },
    labels: [...labels, label],
  });
};

/** One unit goes into an order of its own, which keeps our key (ShipStation's own habit). */
const split = (run: Run, known: Real): void => {
  const [line] = known.order.lines;
  if (known.order.status.is !== 'awaiting' || line === undefined || line.quantity < 2) return;
  run.ids += 1;
  change(run, known, { lines: [{ ...line, quantity: line.quantity - 1 }] });
  run.real.push({
    labels: [],
    order: {
      ...known.order,
      id: shipStationOrderId(String(4_000 + run.ids)),
      modifiedAt: run.now,
      splitFrom: known.order.id,
      lines: [{ ...line, quantity: 1 }],
    },
  });
};
