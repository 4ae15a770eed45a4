import type { ShopOrderAsked } from './channel/shop.ts';
import { newShop, placeOrder } from './channel/shop.ts';
import type { Shop } from './channel/shop.ts';
import type { Carriers } from './carriers/carriers.ts';
import { newCarriers } from './carriers/carriers.ts';
import { driveVans } from './carriers/drive.ts';
import { daysOfDemo, demoDeeds, planAt } from './demo/demo-day.ts';
import { withoutFinished } from './demo/prune.ts';
import type { DeskDeed } from './desk/deed.ts';
import type { Desk } from './desk/desk.ts';
import { lookAtList, newDesk } from './desk/desk.ts';
import type { Crew } from './desk/people/crew.ts';
import { workAtDesk } from './desk/people/work.ts';
import { chooseLabel } from './desk/rule.ts';
import { voidOnScreen } from './desk/screen.ts';
import type { Day, DayDeed } from './day/day.ts';
import type { DayPlan } from './day/plan.ts';
import { dueDeeds, emptyPlan, nextDeedAt, withDeeds } from './day/plan.ts';
import { impossible } from './never.ts';
import type { Answer, Errand, Later, Moment, Request } from './machine.ts';
import { noteCall } from './referee/calls.ts';
import type { Notebook } from './referee/notebook.ts';
import { newNotebook, noteAccount } from './referee/notebook.ts';
import type { Account, Switches } from './shipstation/account.ts';
import { newAccount } from './shipstation/account.ts';
import { makeLabels } from './shipstation/labels.ts';
import { nextPassingAt, passTime } from './shipstation/passing-time.ts';
import type { Order } from './shipstation/shapes.ts';
import { sellFromShop } from './shipstation/sold.ts';
import { arriveLate, shipStation } from './shipstation/surface.ts';
import { doStep } from './warehouse/do-step.ts';
import { benchOf } from './warehouse/bench.ts';
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
  readonly carriers: Carriers;
  readonly notebook: Notebook;
  /** What customers and the floor will do, whatever anybody else does. */
  readonly day: DayPlan;
  readonly agenda: readonly Later[];
  /** Messages handed to the shell whose outcome is not known yet; a restart sends them again. */
  readonly inFlight: readonly Errand[];
  /** Until when these doors are closed to pushes, by the name of who lives behind them. */
  readonly closedDoors: ReadonlyMap<string, Moment>;
  /** How many days of the demo are planned; null where no demo runs. */
  readonly demoDays: number | null;
};

export type WorldOptions = {
  readonly seed: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly switches: Partial<Switches>;
  readonly isDeskOn: boolean;
  readonly labelAfterMs: number;
  /** People in place of the simple desk. */
  readonly crew?: Crew | null;
  readonly areCarriersOn?: boolean;
  readonly isDemo?: boolean;
};

export const newWorld = (options: WorldOptions): World => ({
  seed: options.seed,
  shipstation: newAccount(options.keys, options.switches),
  desk: { ...newDesk(options.isDeskOn, options.labelAfterMs), crew: options.crew ?? null },
  warehouse: newWarehouse(options.areCarriersOn),
  shop: newShop(),
  carriers: newCarriers(options.areCarriersOn),
  notebook: newNotebook(),
  day: emptyPlan,
  agenda: [],
  inFlight: [],
  closedDoors: new Map(),
  demoDays: options.isDemo === true ? 0 : null,
});

export const planned = (world: World, later: readonly Later[]): World =>
  later.length === 0 ? world : { ...world, agenda: [...world.agenda, ...later] };

/** The world with this day's work before it; several may be joined. */
export const withDay = (world: World, day: Day): World => ({
  ...world,
  day: withDeeds(world.day, day.deeds),
});

/** A call to the pretend ShipStation. What others did since the last look is noted as theirs. */
export function callShipStation(
  before: World,
  request: Request,
  now: Moment,
): { readonly world: World; readonly answer: Answer; readonly struck: readonly string[] } {
  const world = noted(before, now);
  const step = shipStation(world.shipstation, request, now, world.seed);
  const calls = noteCall(world.notebook.calls, request, step.answer, now);
  const notebook = noteAccount({ ...world.notebook, calls }, step.state, now, 'program');
  return {
    world: planned({ ...world, shipstation: step.state, notebook }, step.later),
    answer: step.answer,
    struck: step.struck ?? [],
  };
}

/** What the program asked for and gave up on is done now; it stays the program's doing. */
function takeLate(before: World, request: Request, now: Moment): World {
  const world = noted(before, now);
  const taken = arriveLate(world.shipstation, request, now, world.seed);
  const notebook = noteAccount(world.notebook, taken.account, now, 'program');
  return planned({ ...world, shipstation: taken.account, notebook }, taken.later);
}

/** The referee's notes brought to the present; what is new was done on the screen. */
const noted = (world: World, now: Moment): World => ({
  ...world,
  notebook: noteAccount(world.notebook, world.shipstation, now, 'desk'),
});

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
  const passed = passTime(before.shipstation, now, before.seed);
  let world = planned({ ...before, shipstation: passed.account }, passed.later);
  world = doDay(withDemoDays(world, now), now);
  const driven = driveVans(noted(world, now), now);
  world = planned(driven.world, driven.later);
  const errands: Errand[] = [];
  const due = world.agenda.filter((item) => item.at <= now).toSorted((a, b) => a.at - b.at);
  world = { ...world, agenda: world.agenda.filter((item) => item.at > now) };
  for (const { errand } of due) {
    if (errand.is === 'shipstation.arrives') {
      world = takeLate(world, errand.request, now);
    } else if (errand.is === 'warehouse.advance' || errand.is === 'warehouse.depart') {
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
  const desk = letDeskWork(world, now);
  world = noted(desk.world, now);
  const wakes = world.agenda.map((item) => item.at);
  if (desk.nextAt !== null) wakes.push(desk.nextAt);
  const deedAt = nextDeedAt(world.day);
  if (deedAt !== null) wakes.push(deedAt);
  if (world.carriers.nextAt !== null) wakes.push(world.carriers.nextAt);
  if (world.demoDays !== null && world.demoDays < daysOfDemo) wakes.push(planAt(world.demoDays));
  const passingAt = nextPassingAt(world.shipstation);
  if (passingAt !== null) wakes.push(passingAt);
  const wakeAt = wakes.length === 0 ? null : wakes.reduce((a, b) => Math.min(a, b));
  return { world, errands, wakeAt };
}

/** The simple desk labels what is ripe; people do what people do. */
function letDeskWork(
  before: World,
  now: Moment,
): { readonly world: World; readonly nextAt: Moment | null } {
  const look = lookAtList(before.desk, awaitingShipment(before.shipstation), now);
  const world = { ...before, desk: look.desk };
  const { crew } = look.desk;
  if (crew === null) {
    const orderIds = look.ripe.map((order) => order.orderId);
    const labelled = orderIds.length === 0 ? world : labelAtDesk(world, orderIds, now);
    return { world: labelled, nextAt: look.lookAgainAt };
  }
  const { seed, shipstation: account, desk } = world;
  const isOnBench = benchOf(world.warehouse);
  const worked = workAtDesk({ desk, crew, account, isOnBench, now, seed });
  const next = { ...world, desk: worked.desk, shipstation: worked.account };
  // What their own hands put on the list (a part, a voided order) they see at the next look.
  const isNew = awaitingShipment(worked.account).some(({ orderId }) => !desk.seenAt.has(orderId));
  return { world: planned(next, worked.later), nextAt: isNew ? now + 1 : worked.nextAt };
}

/** The shop tells Gatepass its whole order, and holds it ready for stores that it feeds. */
export function sellInShop(world: World, order: ShopOrderAsked, now: Moment): World {
  const placed = placeOrder(world.shop, order, now);
  const shipstation = sellFromShop(world.shipstation, order, now);
  return planned({ ...world, shop: placed.shop, shipstation }, placed.later);
}

/** Customers and the floor do what is due of the day, each thing at its own time. */
function doDay(before: World, now: Moment): World {
  const { due, plan } = dueDeeds(before.day, now);
  let world: World = { ...before, day: plan };
  for (const deed of due) {
    world = doDeed(world, deed, now);
  }
  return world;
}

function doDeed(world: World, deed: DayDeed, now: Moment): World {
  switch (deed.is) {
    case 'shop.tells':
      return sellInShop(world, deed.order, deed.at);
    case 'floor.does': {
      const done = doStep(world.warehouse, deed.step, deed.at);
      return planned({ ...world, warehouse: done.warehouse }, done.later);
    }
    case 'door.closes': {
      const closedDoors = new Map(world.closedDoors).set(deed.door, deed.until);
      return { ...world, closedDoors };
    }
    case 'shop.fixes': {
      const fixedOrders = [...(world.shop.fixedOrders ?? []), deed.orderNumber];
      return { ...world, shop: { ...world.shop, fixedOrders } };
    }
    case 'desk.relabels':
      return relabelAtDesk(world, deed, now);
    default:
      return impossible(deed);
  }
}

/** While the order has no label yet they come back to it a quarter of an hour later. */
const relabelAgainAfterMs = 15 * 60_000;

function relabelAtDesk(
  world: World,
  deed: Extract<DayDeed, { readonly is: 'desk.relabels' }>,
  now: Moment,
): World {
  const { orderNumber } = deed;
  const found = [...world.shipstation.shipments.values()].find(
    ({ wire }) => wire.orderNumber === orderNumber && !wire.voided && !wire.isReturnLabel,
  );
  const orderId = found?.wire.orderId ?? null;
  if (found === undefined || orderId === null) {
    return { ...world, day: withDeeds(world.day, [{ ...deed, at: now + relabelAgainAfterMs }]) };
  }
  const { shipmentId } = found.wire;
  const voided = voidOnScreen(world.shipstation, shipmentId, now, world.seed);
  const again = labelAtDesk({ ...world, shipstation: voided.account }, [orderId], now);
  const deeds: readonly DeskDeed[] = [...again.desk.deeds, {
    at: now, who: 'Maya', habit: 'voidAndRelabel', orderIds: [orderId],
    orderNumbers: [orderNumber], shipmentIds: [shipmentId, again.shipstation.lastId.shipment],
  }];
  return { ...again, desk: { ...again.desk, deeds } };
}

/** Plans the days of the demo as they come, and forgets what is over. */
function withDemoDays(before: World, now: Moment): World {
  let world = before;
  for (let day = world.demoDays; day !== null && day < daysOfDemo; day = world.demoDays) {
    if (planAt(day) > now) break;
    world = withoutFinished(world, now);
    world = { ...world, demoDays: day + 1, day: withDeeds(world.day, demoDeeds(day)) };
  }
  return world;
}

/**
 * What the desk has to do. The part of a split that has its label goes on awaiting shipment until
 * the others have theirs (3.8); people see the label on its tote and leave it alone.
 */
function awaitingShipment(account: Account): readonly Order[] {
  const labelled = new Set(
    [...account.shipments.values()].flatMap(({ wire }) =>
      wire.voided || wire.isReturnLabel || wire.orderId === null ? [] : [wire.orderId]),
  );
  return [...account.orders.values()].flatMap(({ wire, isDeleted }) =>
    isDeleted || wire.orderStatus !== 'awaiting_shipment' || labelled.has(wire.orderId)
      ? []
      : [wire]);
}
