import { z } from 'zod';
import { carriersShape, setCarriers, trackingView } from '../carriers/carriers.ts';
import { driveVan } from '../carriers/drive.ts';
import { readClock } from '../clock.ts';
import { planned } from '../world.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** The carriers: their times and habits, a van at the door now, and what tracking shows. */
export function openCarrierControl(routes: Routes, running: Running): void {
  routes.post('/control/carriers', (request) => {
    const asked = readBody(request, carriersShape);
    return running.act((world, now) => {
      const carriers = setCarriers(world.carriers, asked, now);
      const warehouse = { ...world.warehouse, followsVan: carriers.isOn };
      const { isOn, rounds, habits, nextAt } = carriers;
      return { world: { ...world, carriers, warehouse }, result: { isOn, rounds, habits, nextAt } };
    });
  });
  routes.post('/control/carriers/collect', (request) => {
    const { carrierCode } = readBody(request, z.strictObject({ carrierCode: z.string() }));
    return running.act((world, now) => {
      const { world: driven, later } = driveVan(world, { carrierCode, at: now });
      const taken = [...driven.carriers.parcels.values()].filter(
        (parcel) => parcel.collectedAt === now && parcel.carrierCode === carrierCode,
      );
      return { world: planned(driven, later), result: { taken } };
    });
  });
  routes.get('/control/carriers/tracking', () => ({
    items: trackingView(running.world().carriers, readClock(running.clock(), running.realNow())),
  }));
}
