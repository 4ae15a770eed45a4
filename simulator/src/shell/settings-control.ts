import { z } from 'zod';
import type { Account } from '../shipstation/account.ts';
import { faultMeanings, faultNames, faultsShape, stormOf } from '../shipstation/faults/all.ts';
import { shownSwitches, switchesShape } from '../shipstation/switches/all.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** How the pretend ShipStation is set: what is unknown about it, and how it misbehaves. */
export function openSettings(routes: Routes, running: Running): void {
  const account = () => running.world().shipstation;
  const change = <Result>(result: Result, to: Partial<Account>): Result =>
    running.act((world) => ({
      world: { ...world, shipstation: { ...world.shipstation, ...to } },
      result,
    }));
  routes.get('/control/faults', () => ({ now: account().faults, meanings: faultMeanings }));
  routes.post('/control/faults', (request) => {
    const given = present(readBody(request, faultsShape.partial()));
    const faults = { ...account().faults, ...given };
    return change(faults, { faults });
  });
  routes.post('/control/storm', (request) => {
    const { level, seed, without } = readBody(request, stormShape);
    const faults = stormOf(level, seed ?? null, without);
    return change(faults, { faults });
  });
  routes.get('/control/switches', () => ({
    now: account().switches,
    items: shownSwitches(account().switches),
  }));
  routes.post('/control/switches', (request) => {
    const given = present(readBody(request, switchesShape));
    const switches = { ...account().switches, ...given };
    return change(switches, { switches });
  });
}

const stormShape = z.strictObject({
  /** 0 is calm, 1 a bad day; the shares of all faults grow with it. */
  level: z.number().min(0).max(10),
  seed: z.int().optional(),
  /** Names of faults that stay off. */
  without: z.array(z.enum(faultNames)).optional(),
});

type Present<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** Leaves out what was not given, so that it does not overwrite. */
const present = <Value extends object>(given: Value): Present<Value> =>
  // Holds because exactly the undefined entries are dropped.
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Present<Value>;
