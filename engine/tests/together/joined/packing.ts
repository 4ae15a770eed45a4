/** The floor of the pretended warehouse picks and packs so many orders. */
import { packShape } from '../../../../simulator/src/warehouse/floor.ts';
import { startJob } from '../../../../simulator/src/warehouse/pack.ts';
import { planned } from '../../../../simulator/src/world.ts';
import type { JoinedRun } from './run.ts';

export const packAll = (run: JoinedRun, count: number): void => {
  run.act((world, now) => {
    let so = world;
    for (let index = 0; index < count; index += 1) {
      const moved = startJob(so.warehouse, packShape.parse({
        orderNumber: `SO-${String(1000 + index)}`, channel: 'shopify-uk', service: 'DPD-12',
        shipTo: {
          name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
          country: 'GB',
        },
        lines: [{
          line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, weightGrams: 180,
          unitPrice: { amount: 1999, currency: 'GBP' },
        }],
      }), now);
      so = planned({ ...so, warehouse: moved.warehouse }, moved.later);
    }
    return so;
  });
};
