import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { shopOrderShape } from '../channel/shop.ts';
import { changeClock, readClock } from '../clock.ts';
import { endsAt } from '../demo/demo-day.ts';
import { packShape } from '../warehouse/floor.ts';
import { referenceOf, startJob } from '../warehouse/pack.ts';
import type { World } from '../world.ts';
import { planned, sellInShop } from '../world.ts';
import { openAccountControl } from './account-control.ts';
import { openCarrierControl } from './carrier-control.ts';
import { openDayControl } from './day-control.ts';
import { openDeskControl } from './desk-control.ts';
import { openRefereeControl } from './referee-control.ts';
import { openSettings } from './settings-control.ts';
import { bodyOf } from './doors.ts';
import { openOrderControl } from './order-control.ts';
import type { Exchanges } from './exchanges.ts';
import { openLabelControl } from './label-control.ts';
import { moment } from './moment.ts';
import type { Routes } from './routes.ts';
import { routesOf } from './routes.ts';
import type { Running } from './running.ts';
import { openStoreControl } from './store-control.ts';

/** The control API: for tests and for people, never for the engine. */
export function openControl(
  app: FastifyInstance,
  running: Running,
  given: { readonly fresh: () => World; readonly exchanges: Exchanges },
): void {
  const routes = routesOf(app);
  openReading(routes, running);
  openDeskControl(routes, running);
  openOrderControl(routes, running);
  openLabelControl(routes, running);
  openDayControl(routes, running);
  openRefereeControl(routes, running);
  openCarrierControl(routes, running);
  openTruth(routes, running);
  openSettings(routes, running);
  openAccountControl(routes, running, given.exchanges);
  openStoreControl(routes, running);

  routes.post('/control/clock', (request) => {
    const change = readBody(request, clockShape);
    const { realAt = running.realNow(), ...asked } = change;
    running.setClock(changeClock(running.clock(), asked, realAt));
    return shownClock(running);
  });
  routes.post('/control/reset', () =>
    running.act(() => ({ world: given.fresh(), result: { isReset: true } })),
  );
}

function openReading(routes: Routes, running: Running): void {
  const shipstation = () => running.world().shipstation;
  routes.get('/control/state', () => ({ clock: shownClock(running), ...running.world() }));
  routes.get('/control/clock', () => shownClock(running));
  routes.get('/control/shipstation/orders', () => ({
    items: [...shipstation().orders.values()].map(({ wire, isDeleted }) =>
      Object.assign({}, wire, { isDeleted }),
    ),
  }));
  routes.get('/control/shipstation/labels', () => ({
    items: [...shipstation().shipments.values()].map((row) => row.wire),
  }));
  routes.get('/control/shipstation/fulfillments', () => ({
    items: [...shipstation().fulfillments.values()],
  }));
  routes.get('/control/warehouse/messages', () => showPostbox(running.world().warehouse.postbox));
  routes.get('/control/warehouse/consignments', () => ({
    items: [...running.world().warehouse.jobs.values()],
  }));
  routes.get('/control/channel/messages', () => ({
    ...showPostbox(running.world().shop.postbox),
    shown: Object.fromEntries(running.world().shop.shown),
  }));
  routes.get('/control/channel/orders', () => ({
    items: [...running.world().shop.orders.values()],
  }));
}

/** What only the floor and the shop do: pack, count, sell. */
function openTruth(routes: Routes, running: Running): void {
  routes.post('/control/warehouse/pack', (request) => {
    const asked = readBody(request, packShape);
    return running.act((world, now) => {
      const moved = startJob(world.warehouse, asked, now);
      const started = planned({ ...world, warehouse: moved.warehouse }, moved.later);
      return { world: started, result: { reference: referenceOf(asked) } };
    });
  });
  routes.post('/control/warehouse/truth', (request) => {
    const { orderNumber, lines } = readBody(request, truthShape);
    return running.act((world, now) => {
      const rows = lines.map(({ sku, packed }) => ({ orderNumber, sku, packed, at: now }));
      const truth = [...world.warehouse.truth, ...rows];
      return { world: { ...world, warehouse: { ...world.warehouse, truth } }, result: { truth } };
    });
  });
  routes.post('/control/warehouse/settings', (request) => {
    const { departAfterMs } = readBody(request, z.strictObject({ departAfterMs: z.int().min(0) }));
    return running.act((world) => ({
      world: { ...world, warehouse: { ...world.warehouse, departAfterMs } },
      result: { departAfterMs },
    }));
  });
  routes.post('/control/channel/order', (request) => {
    const asked = readBody(request, shopOrderShape);
    return running.act((world, now) => {
      const sold = sellInShop(world, asked, now);
      return { world: sold, result: { reference: asked.reference ?? asked.orderNumber } };
    });
  });
}

const clockShape = z.strictObject({
  set: moment.optional(),
  advanceMs: z.int().optional(),
  /** Real time in milliseconds at which `set` holds; now without it. */
  realAt: z.number().optional(),
  /** 0 stands still, 1 is real time. */
  speed: z.number().min(0).max(100_000).optional(),
});

const truthShape = z.strictObject({
  orderNumber: z.string().min(1),
  lines: z.array(z.strictObject({ sku: z.string(), packed: z.int().min(0) })),
});

/** A body that is no good is the caller's mistake: a 400 that says where. */
export function readBody<Value>(request: FastifyRequest, shape: z.ZodType<Value>): Value {
  const read = shape.safeParse(readJson(bodyOf(request) || '{}'));
  if (read.success) return read.data;
  throw Object.assign(new Error(z.prettifyError(read.error)), { statusCode: 400 });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw Object.assign(new Error('The body is no JSON.', { cause: problem }), { statusCode: 400 });
  }
}

const shownClock = (running: Running) => ({
  now: new Date(readClock(running.clock(), running.realNow())).toISOString(),
  speed: running.clock().speed,
  /** Messages handed out whose outcome is not known yet. */
  unanswered: running.world().inFlight.length,
  demoEndsAt: new Date(endsAt).toISOString(),
});

const showPostbox = (postbox: World['warehouse']['postbox']) => ({
  items: [...postbox.messages.values()].map((row) =>
    Object.assign({}, row, { body: JSON.parse(row.body) as unknown }),
  ),
  conflicts: postbox.conflicts,
  badSignatures: postbox.badSignatures,
  unreadable: postbox.unreadable,
});
