import { setTimeout as pause } from 'node:timers/promises';
import { placeOrder, shopOrderShape } from '../channel/shop.ts';
import type { Target } from '../shell/errands.ts';
import type { Running } from '../shell/running.ts';
import { packShape } from '../warehouse/floor.ts';
import { startJob } from '../warehouse/pack.ts';
import { planned } from '../world.ts';
import { demoOrder } from './orders.ts';

/** A short day to look at: some orders are sold, packed, labelled and driven away. */
export type DemoOptions = { readonly orders: number; readonly everyMs: number };

const askReadyEveryMs = 500;

/** Waits until Gatepass is ready, then starts one order after the other. Ends when aborted. */
export async function runDemo(
  running: Running,
  target: Target,
  options: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  try {
    await waitUntilReady(target, signal);
    while (running.world().demoOrders < options.orders) {
      startNextOrder(running);
      await pause(options.everyMs, null, { signal });
    }
  } catch (problem) {
    // Being told to stop is how a demo ends early; anything else is a fault.
    if (!signal.aborted) throw problem;
  }
}

function startNextOrder(running: Running): void {
  running.act((world, now) => {
    const { sold, packed } = demoOrder(world.demoOrders, now);
    const placed = placeOrder(world.shop, shopOrderShape.parse(sold), now);
    const moved = startJob(world.warehouse, packShape.parse(packed), now);
    const next = {
      ...world,
      shop: placed.shop,
      warehouse: moved.warehouse,
      demoOrders: world.demoOrders + 1,
    };
    return { world: planned(next, [...placed.later, ...moved.later]), result: null };
  });
}

async function waitUntilReady(target: Target, signal: AbortSignal): Promise<void> {
  const url = `${target.url.replace(/\/$/, '')}/readyz`;
  while (!(await isReady(url, signal))) await pause(askReadyEveryMs, null, { signal });
}

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal });
    await response.text();
    return response.ok;
  } catch (problem) {
    if (signal.aborted) throw problem;
    // Nobody listens there yet, which is what we wait for.
    return false;
  }
}
