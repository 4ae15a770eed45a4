/**
 * A world drawn from a seed: how many orders, how bad the weather, who works at the desk, what the
 * policy says, how many processes there are, how wrong their clocks go, where each of them dies or
 * stands still. A plan is a value, so that a world that broke can be made smaller by hand.
 */
import { chance, chanceBelow } from '../../../../../simulator/src/chance.ts';
import type { PointName } from '../life.ts';

export type WorldPlan = {
  readonly seed: number;
  readonly from: number;
  readonly orders: number;
  readonly salesMilliseconds: number;
  /** How long faults, deaths and pauses go on after the last sale. */
  readonly lullMilliseconds: number;
  /** Without faults, deaths and pauses, before the referee looks. */
  readonly aftermathMilliseconds: number;
  /** How hard the faults strike: 0 not at all, 1 a bad hour, 3 a dreadful one. */
  readonly storm: number;
  readonly areTroublesOn: boolean;
  /** ShipStation can call Gatepass, so that hooks come, are lost, late, doubled or overtaken. */
  readonly areHooksOn: boolean;
  /** How many of the day's orders break every page of a list that they stand on with others. */
  readonly poisonous: number;
  /** How many of the day's orders ShipStation turns down, each alone in its batch. */
  readonly refused: number;
  /** How often people at the desk do what people do: 1 as usual; null is the simple desk. */
  readonly habits: number | null;
  readonly areVansOn: boolean;
  /** Every unknown of the account at a drawn value, in place of the worst. */
  readonly areSwitchesDrawn: boolean;
  readonly policy: DrawnPolicy;
  readonly processes: readonly ProcessPlan[];
  /** Somebody pauses ShipStation for a while, and lets it go on. */
  readonly pauses: readonly Span[];
  /** Somebody pauses all that writes to ShipStation by the public command, and resumes it. */
  readonly standstills: readonly Span[];
  /** Somebody changes what happens on a short pick. */
  readonly shortPickChangesAt: number | null;
};

/** From the beginning of the world, in milliseconds. */
export type Span = { readonly at: number; readonly for: number };

export type DrawnPolicy = {
  readonly gate: 'allocated' | 'picked' | 'packed';
  readonly labels: 'desk' | 'gatepass' | 'on-demand';
  readonly shortPick: 'hold' | 'ship-short' | 'cancel-short';
  readonly toldWhen: 'label' | 'dispatched';
  readonly toldBy: 'gatepass' | 'warehouse' | 'nobody';
  readonly enters: 'gatepass' | 'custom-store';
};

export type ProcessPlan = {
  readonly skewMilliseconds: number;
  /** Its lives one after the other; when they are used up it lives on. */
  readonly deaths: readonly Death[];
  readonly freezes: readonly Span[];
};

export type Death = {
  readonly point: PointName;
  /** It dies at the so-manieth passing of the point in this life. */
  readonly passing: number;
  readonly awayMilliseconds: number;
};

const second = 1_000;
const minute = 60 * second;

/** Nights on which a wall clock of Los Angeles or of London is turned. */
const changeNights = [
  Date.UTC(2026, 10, 1, 9), Date.UTC(2027, 2, 14, 10), Date.UTC(2026, 9, 25, 1),
  Date.UTC(2027, 2, 28, 1),
];

const afternoon = Date.UTC(2026, 10, 20, 12, 30);

const points: readonly PointName[] = [
  'statement', 'before commit', 'after commit', 'before the call', 'after the answer', 'timer',
];

/** About how often each point is passed in a quarter of an hour of a busy process. */
const passings: Readonly<Record<PointName, number>> = {
  'statement': 12_000, 'before commit': 2_500, 'after commit': 2_500, 'before the call': 250,
  'after the answer': 250, 'timer': 1_500,
};

/**
 * `far` draws policies as well that worlds were not drawn with when the kept ones were found: all
 * else of a seed is the same with it and without.
 */
export const drawPlan = (seed: number, reach: 'near' | 'far' = 'near'): WorldPlan => {
  const draw = drawsOf(seed);
  const isNight = draw.is('night', 0.2);
  const count = draw.of('processes', [1, 1, 2, 3]);
  const isFar = reach === 'far';
  const isAsked = isFar && draw.is('asked for', 0.25);
  const labels = isAsked
    ? 'on-demand' : draw.of('labels', ['desk', 'desk', 'gatepass'] as const);
  const salesMilliseconds = draw.whole('sales', 4, 12) * minute;
  return {
    seed,
    from: isNight
      ? draw.of('which night', changeNights) - draw.whole('before it', 1, 15) * minute
      : afternoon + draw.whole('hour', 0, 180) * minute,
    orders: draw.whole('orders', 3, 41),
    salesMilliseconds,
    lullMilliseconds: 8 * minute,
    aftermathMilliseconds: draw.of('aftermath', [20, 20, 45]) * minute,
    storm: draw.of('storm', [0, 1, 1, 2, 3]),
    areTroublesOn: draw.is('troubles', 0.85),
    areHooksOn: draw.is('hooks', 0.7),
    poisonous: draw.is('poison', 0.4) ? draw.whole('how poisonous', 1, 3) : 0,
    refused: draw.is('refused', 0.4) ? draw.whole('how many refused', 1, 4) : 0,
    habits: labels !== 'desk' ? null : draw.of('habits', [null, 0, 1, 2, 4]),
    areVansOn: draw.is('vans', 0.5),
    areSwitchesDrawn: draw.is('switches', 0.6),
    policy: {
      gate: isFar && !isAsked && draw.is('allocated', 0.2)
        ? 'allocated' : draw.of('gate', ['packed', 'packed', 'picked'] as const),
      labels,
      shortPick: draw.of('short pick', ['hold', 'ship-short', 'cancel-short']),
      toldWhen: draw.of('told when', ['label', 'label', 'dispatched']),
      toldBy: isFar
        ? draw.of('told by', ['gatepass', 'gatepass', 'warehouse', 'nobody'] as const) : 'gatepass',
      enters: isFar && labels === 'desk' && draw.is('fetched', 0.25)
        ? 'custom-store' : 'gatepass',
    },
    processes: Array.from({ length: count }, (_, index) =>
      drawProcess(draw, index, salesMilliseconds, count === 1)),
    pauses: draw.is('pause', 0.2)
      ? [{
          at: draw.whole('pause at', 2, 10) * minute, for: draw.whole('pause for', 1, 5) * minute,
        }]
      : [],
    standstills: draw.is('standstill', 0.25)
      ? [{
          at: draw.whole('standstill at', 1, 10) * minute,
          for: draw.whole('standstill for', 1, 6) * minute,
        }]
      : [],
    shortPickChangesAt: draw.is('short pick changes', 0.15)
      ? draw.whole('when', 2, 10) * minute : null,
  };
};

/** The same troubles in less of the world's time. */
export const shortened = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  orders: Math.min(plan.orders, 6),
  salesMilliseconds: 2 * minute, lullMilliseconds: 4 * minute, aftermathMilliseconds: 4 * minute,
  // Whoever pauses lets go before the weather is calm, or the world would end in the pause.
  pauses: plan.pauses.map((one) => ({
    at: Math.min(one.at, 3 * minute), for: Math.min(one.for, 2 * minute),
  })),
  // Clocks that are further off, and pauses of minutes, need a whole day: see worlds.long.test.ts.
  standstills: [],
  processes: plan.processes.map((one) => ({
    ...one, skewMilliseconds: Math.max(-4_000, Math.min(4_000, one.skewMilliseconds)),
  })),
});

const drawProcess = (
  draw: Draws,
  index: number,
  sales: number,
  isAlone: boolean,
): ProcessPlan => {
  const own = (name: string) => `${String(index)}/${name}`;
  const deaths = draw.of(own('deaths'), [0, 1, 2, 3, 5]);
  // Its first lives end before it has well begun: while it migrates, reads its policy, listens.
  const early = draw.is(own('early'), 0.25) ? 2 : 0;
  return {
    // Machines that share a store go by its clock; one alone has no other.
    skewMilliseconds: draw.of(own('skew'), [0, 0, 0, -1, 1])
      * (draw.is(own('far off'), 0.4) ? draw.whole(own('how far'), 20, 90) * second
        : isAlone ? 4_000 : 1_000),
    deaths: Array.from({ length: deaths + early }, (_, life) => {
      const point = life < early ? 'statement' : draw.of(own(`point/${String(life)}`), points);
      const most = life < early ? 60 : passings[point] / 2;
      return {
        point,
        passing: Math.ceil(most ** draw.unit(own(`passing/${String(life)}`))),
        awayMilliseconds: draw.whole(own(`away/${String(life)}`), 1, 60) * second,
      };
    }),
    freezes: draw.is(own('freezes'), 0.3)
      ? [{
          at: draw.whole(own('frozen at'), 10, sales / second) * second,
          for: draw.of(own('frozen for'), [5, 20, 40, 90]) * second,
        }]
      : [],
  };
};

type Draws = {
  readonly unit: (name: string) => number;
  readonly is: (name: string, share: number) => boolean;
  /** A whole number from `from` up to, not including, `to`. */
  readonly whole: (name: string, from: number, to: number) => number;
  readonly of: <Row>(name: string, rows: readonly [Row, ...Row[]] | readonly Row[]) => Row;
};

const drawsOf = (seed: number): Draws => {
  const unit = (name: string): number => chance(seed, `world/${name}`, 0);
  const whole = (name: string, from: number, to: number): number =>
    from + chanceBelow(seed, `world/${name}`, 0, Math.max(1, to - from));
  return {
    unit, whole,
    is: (name, share) => unit(name) < share,
    of(name, rows) {
      const row = rows[whole(name, 0, rows.length)];
      if (row === undefined) throw new Error(`There is nothing to draw for ${name}`);
      return row;
    },
  };
};

/** How long at most something could not be done, because nobody was there to do it. */
export const awayIn = ({ processes, pauses, standstills }: WorldPlan): number => {
  const spans = [...pauses, ...standstills, ...processes.flatMap((one) => one.freezes)];
  const deaths = processes.flatMap((one) => one.deaths);
  return spans.reduce((sum, one) => sum + one.for, 0)
    + deaths.reduce((sum, one) => sum + one.awayMilliseconds, 0);
};
