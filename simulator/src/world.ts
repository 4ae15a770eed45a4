import { newShop } from './channel/shop.ts';
import type { Shop } from './channel/shop.ts';
import type { Desk } from './desk/desk.ts';
import { lookAtList, newDesk } from './desk/desk.ts';
import { chooseLabel } from './desk/rule.ts';
import type { Answer, Errand, Later, Moment, Request } from './machine.ts';
import type { Account, Switches } from './shipstation/account.ts';
import { newAccount } from './shipstation/account.ts';
import { makeLabels } from './shipstation/labels.ts';
import { liftDueHolds } from './shipstation/order-changes.ts';
import { shipStation } from './shipstation/surface.ts';
import { advanceJob, departJob } from './warehouse/pack.ts';
import type { Warehouse } from './warehouse/floor.ts';
import { newWarehouse } from './warehouse/floor.ts';

/**
 * All pretend systems together with what is still to happen. The functions here are pure: the
 * shell, or a test without sockets, hands in requests and the time and carries out the errands.
 */
export type World = {
  readonly seed: number;
  readonly shipstation: Account;
  readonly desk: Desk;
  readonly warehouse: Warehouse;
  readonly shop: Shop;
  readonly agenda: readonly Later[];
  /** Messages handed to the shell whose outcome is not known yet; a restart sends them again. */
  readonly inFlight: readonly Errand[];
  /** How many orders of the demo day have been started, so that a restart goes on. */
  readonly demoOrders: number;
};

export type WorldOptions = {
  readonly seed: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly switches: Partial<Switches>;
  readonly isDeskOn: boolean;
  readonly labelAfterMs: number;
};

export const newWorld = (options: WorldOptions): World => ({
  seed: options.seed,
  shipstation: newAccount(options.keys, options.switches),
  desk: newDesk(options.isDeskOn, options.labelAfterMs),
  warehouse: newWarehouse(),
  shop: newShop(),
  agenda: [],
  inFlight: [],
  demoOrders: 0,
});

export const planned = (world: World, later: readonly Later[]): World =>
  later.length === 0 ? world : { ...world, agenda: [...world.agenda, ...later] };

/** A call to the pretend ShipStation. */
export function callShipStation(
  world: World,
  request: Request,
  now: Moment,
): { readonly world: World; readonly answer: Answer } {
  const step = shipStation(world.shipstation, request, now, world.seed);
  return {
    world: planned({ ...world, shipstation: step.state }, step.later),
    answer: step.answer,
  };
}

/** Labels for these orders, bought on the desk's screen in one batch. */
export function labelAtDesk(world: World, orderIds: readonly number[], now: Moment): World {
  const choices = orderIds.flatMap((orderId) => {
    const row = world.shipstation.orders.get(orderId);
    return row === undefined || row.isDeleted ? [] : [chooseLabel(row.wire, now)];
  });
  const made = makeLabels(world.shipstation, choices, now, world.seed);
  return planned({ ...world, shipstation: made.account }, made.later);
}

/** The shell knows what became of a message. */
export const landed = (world: World, errand: Errand): World => ({
  ...world,
  inFlight: world.inFlight.filter((other) => other !== errand),
});

/** A world that was stopped: whatever was under way is due again. */
export const resumed = (world: World, now: Moment): World => ({
  ...world,
  agenda: [...world.agenda, ...world.inFlight.map((errand) => ({ at: now, errand }))],
  inFlight: [],
});

export type Settled = {
  readonly world: World;
  /** Messages that are due and leave the world: the shell sends them. */
  readonly errands: readonly Errand[];
  /** When something will happen by itself next. */
  readonly wakeAt: Moment | null;
};

/** Lets happen what time has made due: holds end, the desk labels, the warehouse goes on. */
export function settle(before: World, now: Moment): Settled {
  let world = { ...before, shipstation: liftDueHolds(before.shipstation, now) };
  const errands: Errand[] = [];
  const due = world.agenda.filter((item) => item.at <= now).toSorted((a, b) => a.at - b.at);
  world = { ...world, agenda: world.agenda.filter((item) => item.at > now) };
  for (const { errand } of due) {
    if (errand.is === 'warehouse.advance' || errand.is === 'warehouse.depart') {
      const step =
        errand.is === 'warehouse.advance'
          ? advanceJob(world.warehouse, errand.reference, now)
          : departJob(world.warehouse, errand.reference, errand.messageId, now);
      world = planned({ ...world, warehouse: step.warehouse }, step.later);
    } else {
      errands.push(errand);
    }
  }
  world = { ...world, inFlight: [...world.inFlight, ...errands] };
  const look = lookAtList(world.desk, awaitingShipment(world.shipstation), now);
  world = { ...world, desk: look.desk };
  if (look.ripe.length > 0) {
    world = labelAtDesk(
      world,
      look.ripe.map((order) => order.orderId),
      now,
    );
  }
  const wakes = world.agenda.map((item) => item.at);
  if (look.lookAgainAt !== null) wakes.push(look.lookAgainAt);
  const wakeAt = wakes.length === 0 ? null : wakes.reduce((a, b) => Math.min(a, b));
  return { world, errands, wakeAt };
}

const awaitingShipment = (account: Account) =>
  [...account.orders.values()]
    .filter((row) => !row.isDeleted && row.wire.orderStatus === 'awaiting_shipment')
    .map((row) => row.wire);
