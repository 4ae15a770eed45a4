import { z } from 'zod';
import type { Moment } from '../machine.ts';
import type { Postbox } from '../postbox.ts';
import type { ShipmentRow } from '../shipstation/account.ts';
import type { Order } from '../shipstation/shapes.ts';
import type { Job } from '../warehouse/floor.ts';
import type { World } from '../world.ts';
import type { Maker } from './notebook.ts';
import { floorNumberOf } from '../warehouse/numbers.ts';
import type { Rules } from './rules.ts';

/** The world as the referee reads it: labels, messages and work joined by the floor's numbers. */
export type Evidence = {
  readonly world: World;
  readonly rules: Rules;
  readonly now: Moment;
  readonly labels: readonly LabelSeen[];
  readonly toWarehouse: readonly Message[];
  readonly toChannel: readonly Message[];
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
  readonly cancelled: ReadonlyMap<string, Cancelled>;
  readonly numberOf: (orderNumber: string) => string;
};

export type LabelSeen = {
  readonly row: ShipmentRow;
  readonly wire: ShipmentRow['wire'];
  readonly madeAt: Moment;
  readonly madeBy: Maker;
  readonly voidedAt: Moment | null;
  readonly order: Order | undefined;
  /** The floor's orders whose goods are in the box; several after a combine. */
  readonly orderNumbers: readonly string[];
};

export type Message = {
  readonly id: string;
  readonly at: Moment;
  readonly kind: string;
  readonly orderNumber: string;
  readonly consignment: string | null;
  readonly parcels: readonly Parcel[];
};

type Parcel = z.infer<typeof parcelShape>;
const parcelShape = z.looseObject({
  trackingNumber: z.string(),
  carrier: z.string(),
  service: z.string().nullish(),
  replaces: z.string().nullish(),
  lines: z.array(z.unknown()).nullish(),
});
const messageShape = z.looseObject({
  id: z.string(),
  kind: z.string(),
  orderNumber: z.string(),
  consignment: z.string().nullish(),
  parcels: z.array(parcelShape).nullish(),
});

export type Cancelled = {
  /** When it was cancelled in truth. */
  readonly at: Moment;
  /** When the program was first told of it, or null if it never was. */
  readonly toldAt: Moment | null;
  readonly by: 'shop' | 'floor';
};

export function gather(world: World, rules: Rules): Evidence {
  const { warehouse, shop, notebook } = world;
  const jobs = Map.groupBy(warehouse.jobs.values(), (job) => job.asked.orderNumber);
  const known = new Set([
    ...jobs.keys(),
    ...warehouse.truth.map((row) => row.orderNumber),
    ...[...shop.orders.values()].map((order) => order.orderNumber),
  ]);
  const numberOf = floorNumberOf(known);
  return {
    world,
    rules,
    now: rules.now ?? notebook.lastAt,
    labels: [...world.shipstation.shipments.values()]
      .filter(({ wire }) => !wire.isReturnLabel)
      .map((row) => seeLabel(world, row, numberOf))
      .toSorted((a, b) => a.madeAt - b.madeAt),
    toWarehouse: readMessages(warehouse.postbox),
    toChannel: readMessages(shop.postbox),
    jobs,
    cancelled: cancellations(world, jobs),
    numberOf,
  };
}

function seeLabel(
  world: World,
  row: ShipmentRow,
  numberOf: (orderNumber: string) => string,
): LabelSeen {
  const { wire } = row;
  const note = world.notebook.labels.get(wire.shipmentId);
  const order =
    wire.orderId === null ? undefined : world.shipstation.orders.get(wire.orderId)?.wire;
  const merged = (order?.advancedOptions.mergedIds ?? []).flatMap(
    (orderId) => world.notebook.orders.get(orderId)?.orderNumber ?? [],
  );
  const ownNumber = wire.orderNumber === null ? [] : [wire.orderNumber];
  const numbers = [...ownNumber, ...merged].map(numberOf);
  return {
    row,
    wire,
    madeAt: row.madeAt,
    madeBy: note?.madeBy ?? 'desk',
    voidedAt: wire.voided ? (note?.voidedAt ?? row.madeAt) : null,
    order,
    orderNumbers: [...new Set(numbers)],
  };
}

function readMessages(postbox: Postbox): readonly Message[] {
  return [...postbox.messages.values()].flatMap((delivered) => {
    // A message in the postbox was read before, so it is JSON; only its shape is checked anew.
    const read = messageShape.safeParse(JSON.parse(delivered.body));
    if (!read.success) return [];
    const { id, kind, orderNumber, consignment, parcels } = read.data;
    const at = delivered.firstAt;
    return [
      { id, at, kind, orderNumber, consignment: consignment ?? null, parcels: parcels ?? [] },
    ];
  });
}

/** An order is cancelled when the shop says so, or when all its work on the floor was given up. */
function cancellations(world: World, jobs: Evidence['jobs']): ReadonlyMap<string, Cancelled> {
  const found = new Map<string, Cancelled>();
  for (const [orderNumber, own] of jobs) {
    const times = own.map((job) => world.warehouse.cancelledAt.get(job.reference));
    if (times.some((at) => at === undefined)) continue;
    const told = own.map((job) => job.said?.find((row) => row.stage === 'cancelled')?.takenAt);
    const toldAt = told.every((at) => typeof at === 'number') ? Math.max(...told) : null;
    const at = Math.max(...times.flatMap((one) => one ?? []));
    found.set(orderNumber, { at, toldAt, by: 'floor' });
  }
  for (const { orderNumber, said } of world.shop.orders.values()) {
    const last = said.at(-1);
    if (last?.status !== 'cancelled') continue;
    const first = said.find((row) => row.status === 'cancelled');
    const byFloor = found.get(orderNumber);
    const told = [first?.takenAt, byFloor?.toldAt].flatMap((at) => at ?? []);
    const toldAt = told.length === 0 ? null : Math.min(...told);
    const at = Math.min(first?.at ?? last.at, byFloor?.at ?? Number.POSITIVE_INFINITY);
    found.set(orderNumber, { at, toldAt, by: 'shop' });
  }
  return found;
}

/** When people could first know of an order's trouble that began at `from`. */
export function knownSince(
  evidence: Evidence,
  orderNumber: string,
  from: Moment,
  codes?: readonly string[],
): Moment | null {
  const times = evidence.world.notebook.shown
    .filter(
      (row) =>
        evidence.numberOf(row.orderNumber) === orderNumber &&
        (row.until ?? Number.POSITIVE_INFINITY) >= from &&
        row.at <= evidence.now &&
        (codes === undefined || codes.some((code) => row.code.startsWith(code))),
    )
    .map((row) => Math.max(row.at, from));
  return times.length === 0 ? null : Math.min(...times);
}
