import type { Moment } from '../machine.ts';
import type { World } from '../world.ts';

const keptMs = 30 * 3_600_000;

/**
 * A demo may run for days: what was finished more than a day ago is forgotten, so that the world
 * grows no further. What is open stays, however old it is.
 */
export function withoutFinished(world: World, now: Moment): World {
  const before = now - keptMs;
  const finished = new Set<string>();
  for (const job of world.warehouse.jobs.values()) {
    const isDone = job.stage === 'dispatched' || job.stage === 'cancelled';
    const lastAt = job.said?.at(-1)?.at ?? now;
    if (isDone && lastAt < before) finished.add(job.asked.orderNumber);
  }
  // An order of several consignments is finished when all of them are.
  for (const job of world.warehouse.jobs.values()) {
    const lastAt = job.said?.at(-1)?.at ?? now;
    if (lastAt >= before) finished.delete(job.asked.orderNumber);
  }
  const orderIds = new Set<number>();
  for (const [id, { wire }] of world.shipstation.orders) {
    if (finished.has(wire.orderNumber)) orderIds.add(id);
  }
  const shipments = kept(world.shipstation.shipments, (_, { wire }) =>
    wire.orderId === null || !orderIds.has(wire.orderId));
  const numbers = new Set([...shipments.values()].map(({ wire }) => wire.trackingNumber));
  const isFresh = (row: { readonly firstAt: Moment }) => row.firstAt >= before;
  return {
    ...world,
    warehouse: {
      ...world.warehouse,
      jobs: kept(world.warehouse.jobs, (_, job) => !finished.has(job.asked.orderNumber)),
      truth: world.warehouse.truth.filter((row) => !finished.has(row.orderNumber)),
      postbox: {
        ...world.warehouse.postbox,
        messages: kept(world.warehouse.postbox.messages, (_, row) => isFresh(row)),
      },
    },
    shop: {
      ...world.shop,
      orders: kept(world.shop.orders, (_, order) => !finished.has(order.orderNumber)),
      shown: kept(world.shop.shown, (orderNumber) => !finished.has(orderNumber)),
      postbox: {
        ...world.shop.postbox,
        messages: kept(world.shop.postbox.messages, (_, row) => isFresh(row)),
      },
    },
    shipstation: {
      ...world.shipstation,
      orders: kept(world.shipstation.orders, (id) => !orderIds.has(id)),
      orderIdByKey: kept(world.shipstation.orderIdByKey, (_, id) => !orderIds.has(id)),
      shipments,
    },
    carriers: {
      ...world.carriers,
      parcels: kept(world.carriers.parcels, (number) => numbers.has(number)),
    },
    notebook: {
      ...world.notebook,
      orders: kept(world.notebook.orders, (id) => !orderIds.has(id)),
      labels: kept(world.notebook.labels, (id) => shipments.has(id)),
    },
  };
}

const kept = <Key, Value>(
  rows: ReadonlyMap<Key, Value>,
  stays: (key: Key, value: Value) => boolean,
): ReadonlyMap<Key, Value> => new Map([...rows].filter(([key, value]) => stays(key, value)));
