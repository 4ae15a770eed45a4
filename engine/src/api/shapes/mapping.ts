/** What the warehouse's word for a service is to mean in ShipStation. */
import { z } from 'zod';
import { name } from './words.ts';

export const mappingWantedShape = z.union([
  z.strictObject({ carrier: name, service: name, package: name.nullable() }),
  z.strictObject({
    leave: z.literal('shipstation'),
    expect: z.array(name).min(1).max(50)
      .meta({ description: 'carriers that the desk may choose among' }),
  }),
]);

export type MappingWanted = z.output<typeof mappingWantedShape>;
