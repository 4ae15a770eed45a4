import { z } from 'zod';
import { makeDay } from '../day/make-day.ts';
import { calm, rough } from '../day/troubles.ts';
import { withDay } from '../world.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** Puts a seeded day of work before the world, beginning now. */
export function openDayControl(routes: Routes, running: Running): void {
  routes.post('/control/day', (request) => {
    const asked = readBody(request, dayShape);
    return running.act((world, now) => {
      const day = makeDay({
        seed: asked.seed ?? world.seed,
        startsAt: now,
        lengthMs: asked.minutes * 60_000,
        ordersPerHour: asked.ordersPerHour,
        shares: asked.troubles === 'rough' ? rough : calm,
      });
      const { troubles, salesEndAt, endsAt } = day;
      return { world: withDay(world, day), result: { salesEndAt, endsAt, troubles } };
    });
  });
}

/** At most a day, and not more orders than one floor could pack. */
const dayShape = z.strictObject({
  seed: z.int().optional(),
  minutes: z.int().min(1).max(1_440).default(30),
  ordersPerHour: z.int().min(1).max(2_000).default(60),
  troubles: z.enum(['calm', 'rough']).default('rough'),
});
