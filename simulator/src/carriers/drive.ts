import type { Later, Moment } from '../machine.ts';
import type { ShipmentRow } from '../shipstation/account.ts';
import type { Job } from '../warehouse/floor.ts';
import { floorNumberOf } from '../warehouse/numbers.ts';
import { leaveJob } from '../warehouse/pack.ts';
import type { World } from '../world.ts';
import type { CarriedParcel } from './carriers.ts';
import type { DockParcel } from './collect.ts';
import { collect } from './collect.ts';
import type { Van } from './rounds.ts';
import { nextVanAt, vansDue } from './rounds.ts';

type Driven = { readonly world: World; readonly later: readonly Later[] };

/** Lets the vans come that are due, each at its own time. */
export function driveVans(before: World, now: Moment): Driven {
  const { isOn, nextAt } = before.carriers;
  if (!isOn || nextAt === null || nextAt > now) return { world: before, later: [] };
  let driven: Driven = { world: before, later: [] };
  for (const van of vansDue(before.carriers, now)) {
    const { world, later } = driveVan(driven.world, van);
    driven = { world, later: [...driven.later, ...later] };
  }
  const carriers = { ...driven.world.carriers, drivenUntil: now };
  const next = { ...carriers, nextAt: nextVanAt(carriers) };
  return { ...driven, world: { ...driven.world, carriers: next } };
}

/** One van: what it takes leaves the floor, and the warehouse says so as far as it knows. */
export function driveVan(world: World, van: Van): Driven {
  const dock = dockOf(world, van.at);
  const { carriers, taken } = collect(
    world.carriers,
    van,
    dock.map((box) => box.parcel),
    world.seed,
  );
  let warehouse = world.warehouse;
  const later: Later[] = [];
  for (const parcel of taken) {
    for (const job of dock.find((box) => isOf(box.parcel, parcel))?.jobs ?? []) {
      const left = leaveJob(warehouse, job.reference, van.at);
      warehouse = left.warehouse;
      later.push(...left.later);
    }
  }
  return { world: { ...world, carriers, warehouse }, later };
}

const isOf = (box: DockParcel, parcel: CarriedParcel): boolean =>
  box.trackingNumber === parcel.trackingNumber;

type Box = { readonly parcel: DockParcel; readonly jobs: readonly Job[] };

/** A label stands on the dock if the goods under it are packed and nobody has called them back. */
function dockOf(world: World, at: Moment): readonly Box[] {
  const jobs = [...world.warehouse.jobs.values()];
  const numberOf = floorNumberOf(new Set(jobs.map((job) => job.asked.orderNumber)));
  return [...world.shipstation.shipments.values()].flatMap((row) => {
    const { wire } = row;
    if (wire.isReturnLabel || row.madeAt > at) return [];
    const orderNumbers = numbersIn(world, row).map(numberOf);
    const packed = jobs.filter(
      (job) => orderNumbers.includes(job.asked.orderNumber) && isInBox(job, row) && isReady(job),
    );
    if (packed.length === 0) return [];
    const parcel = {
      trackingNumber: wire.trackingNumber,
      carrierCode: wire.carrierCode,
      shipmentId: wire.shipmentId,
      orderNumbers: [...new Set(orderNumbers)],
      labelledAt: row.madeAt,
      isVoided: wire.voided,
    };
    return [{ parcel, jobs: packed }];
  });
}

const isReady = (job: Job): boolean =>
  job.stage === 'packed' && !job.isRecalled && (job.leftAt ?? null) === null;

/** A label without items (a second one) is on the whole order. */
function isInBox(job: Job, { wire }: ShipmentRow): boolean {
  const items = wire.shipmentItems ?? [];
  return items.length === 0
    || items.some((item) => job.asked.lines.some((line) => line.sku === item.sku));
}

/** The number on the label's order, and those of the orders that were combined into it. */
function numbersIn(world: World, { wire }: ShipmentRow): readonly string[] {
  const order = wire.orderId === null ? undefined : world.shipstation.orders.get(wire.orderId);
  const merged = (order?.wire.advancedOptions.mergedIds ?? []).flatMap(
    (orderId) => world.notebook.orders.get(orderId)?.orderNumber ?? [],
  );
  return [...(wire.orderNumber === null ? [] : [wire.orderNumber]), ...merged];
}
