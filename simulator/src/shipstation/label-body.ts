import { z } from 'zod';
import {
  address, advanced, bodyTruth, confirmation, dateText, dimensions, insurance, international, text,
  truth, weight, whole,
} from './order-body.ts';

/** Bodies of the calls on labels, marks and webhooks (shipstation.md 3.6). */

/** What both label calls ask for. The reference demands more than the binder does. */
const label = {
  carrierCode: z.string(),
  serviceCode: z.string(),
  shipDate: dateText,
  confirmation,
  weight,
  dimensions,
  insuranceOptions: insurance,
  internationalOptions: international,
  advancedOptions: advanced,
};

export const labelBody = z.object({
  ...label,
  orderId: z.int(),
  packageCode: text,
  testLabel: bodyTruth,
});
export type LabelBody = z.infer<typeof labelBody>;

export const looseLabelBody = z.object({
  ...label,
  packageCode: z.string(),
  shipFrom: address,
  shipTo: address,
  returnTo: address.nullish(),
  testLabel: truth,
});

export const shipmentIdBody = z.object({ shipmentId: z.int() });

export const markBody = z.object({
  orderId: z.int(),
  carrierCode: z.string().min(1),
  shipDate: dateText.nullish().transform((given) => given ?? null),
  trackingNumber: text,
  notifyCustomer: truth,
  notifySalesChannel: truth,
});

export const hookEvents = [
  'ORDER_NOTIFY',
  'ITEM_ORDER_NOTIFY',
  'SHIP_NOTIFY',
  'ITEM_SHIP_NOTIFY',
  'FULFILLMENT_SHIPPED',
  'FULFILLMENT_REJECTED',
] as const;
export type HookEvent = (typeof hookEvents)[number];

export const subscribeBody = z.object({
  target_url: z.url(),
  event: z.enum(hookEvents),
  store_id: whole,
  friendly_name: text,
});
