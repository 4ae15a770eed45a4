import { z } from 'zod';
import {
  customStoreId, customStoreShape, setUpCustomStore,
} from '../shipstation/custom-store/store.ts';
import { sell, soldShape } from '../shipstation/sold.ts';
import type { StoreRow } from '../shipstation/stores.ts';
import { beginRefresh, scheduled, withStore } from '../shipstation/stores.ts';
import { moveIn, moveOut } from '../shipstation/stranger.ts';
import type { World } from '../world.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** The channels behind the account's stores, and whoever else works on them. */
export function openStoreControl(routes: Routes, running: Running): void {
  routes.get('/control/shipstation/stores', () => ({
    items: [...running.world().shipstation.stores.values()].map((row) => ({
      ...row,
      sold: [...row.sold.values()],
    })),
    stranger: running.world().shipstation.stranger,
  }));
  routes.post('/control/shipstation/stores/sell', (request) => {
    const { storeId, order } = readBody(request, sellShape);
    return running.act((world, now) => {
      const row = rowOf(world, storeId);
      const shipstation = sell(world.shipstation, row, order, now);
      return { world: { ...world, shipstation }, result: { storeId, reference: order.reference } };
    });
  });
  routes.post('/control/shipstation/stores/settings', (request) => {
    const { storeId, autoRefresh, autoEveryMs, isFedByShop } = readBody(request, settingsShape);
    return running.act((world, now) => {
      const row = rowOf(world, storeId);
      const set = {
        ...row,
        wire: { ...row.wire, autoRefresh: autoRefresh ?? row.wire.autoRefresh },
        autoEveryMs: autoEveryMs ?? row.autoEveryMs,
        isFedByShop: isFedByShop ?? row.isFedByShop,
      };
      const shipstation = withStore(world.shipstation, scheduled(set, now));
      return { world: { ...world, shipstation }, result: { storeId } };
    });
  });
  routes.post('/control/shipstation/stores/custom', (request) => {
    const asked = readBody(request, customStoreShape);
    return running.act((world, now) => {
      const shipstation = setUpCustomStore(world.shipstation, asked, now);
      return { world: { ...world, shipstation }, result: { storeId: customStoreId } };
    });
  });
  // The button "update store" on the screen.
  routes.post('/control/shipstation/stores/refresh', (request) => {
    const { storeId, ...takes } = readBody(request, refreshShape);
    return running.act((world, now) => {
      const row = rowOf(world, storeId);
      const begun = beginRefresh(world.shipstation, row, { since: null, now, ...takes });
      return { world: { ...world, shipstation: begun }, result: { storeId } };
    });
  });
  routes.post('/control/shipstation/stranger', (request) => {
    const { isOn, ...asked } = readBody(request, strangerShape);
    return running.act((world, now) => {
      const shipstation = isOn
        ? moveIn(world.shipstation, asked, now)
        : moveOut(world.shipstation);
      return { world: { ...world, shipstation }, result: { stranger: shipstation.stranger } };
    });
  });
}

const sellShape = z.strictObject({ storeId: z.int(), order: soldShape });

const refreshShape = z.strictObject({
  storeId: z.int(),
  /** How long it takes; without it, as long as it mostly does. */
  takesMs: z.int().min(1).exactOptional(),
});

const settingsShape = z.strictObject({
  storeId: z.int(),
  autoRefresh: z.boolean().optional(),
  autoEveryMs: z.int().min(1_000).optional(),
  /** Orders of the pretend shop are sold in this store as well. */
  isFedByShop: z.boolean().optional(),
});

const strangerShape = z.strictObject({
  isOn: z.boolean(),
  storeId: z.int().default(98_765),
  everyMs: z.int().min(1_000).default(60_000),
  meddles: z.boolean().default(false),
});

function rowOf(world: World, storeId: number): StoreRow {
  const row = world.shipstation.stores.get(storeId);
  if (row !== undefined) return row;
  throw Object.assign(new Error('The account has no such store.'), { statusCode: 404 });
}
