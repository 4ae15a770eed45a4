/** A message to a warehouse or a channel, and what became of it. */
import { z } from 'zod';
import { deliveryStates } from '../../store/deliveries.ts';
import { messageShape } from './message.ts';
import { moneyShape } from './snapshot.ts';
import { instantText, readable, unreadable } from './words.ts';

export const deliveryShape = messageShape.extend({
  parcels: z.array(messageShape.shape.parcels.element.extend({
    cost: moneyShape.nullable().meta({ description: 'null for whoever may not see costs' }),
  })),
  party: z.enum(['warehouse', 'channel']),
  name: z.string().meta({ description: 'of the warehouse or channel in the policy' }),
  order: z.string(),
  state: z.enum(deliveryStates).meta({
    description: 'dead: it was refused and is not sent again by itself; failing: it got no ' +
      'usable answer and is sent again',
  }),
  waitsOn: z.enum(['gatepass', 'warehouse', 'channel', 'person']).nullable(),
  tries: z.int(),
  lastTryAt: instantText.nullable(),
  nextTryAt: instantText.nullable(),
  sentence: z.string(),
});

export const sendAgainShape = z.strictObject({
  why: z.string().trim().min(1).max(500).regex(readable, unreadable).default('no reason given'),
});

export type DeliveryView = z.output<typeof deliveryShape>;

export const refusedInputShape = z.object({
  at: instantText,
  sender: z.string().meta({ description: 'whose key it was' }),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'values are left out' }),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })),
});
