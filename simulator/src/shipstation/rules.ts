import { z } from 'zod';
import type { Moment } from '../machine.ts';
import { pacificText } from './pacific.ts';
import type { Order } from './shapes.ts';

/**
 * Automation rules of the account: made on the screen, run on every new or imported order, and
 * done some time after the answer to createorder, so that a read-back may differ from it
 * (shipstation.md 3.7 [wos]).
 */
export const ruleShape = z.strictObject({
  name: z.string().min(1),
  /** World milliseconds after the creation of the order. */
  afterMs: z.int().min(0).default(5_000),
  when: z
    .strictObject({
      storeId: z.int().optional(),
      orderNumberBegins: z.string().optional(),
      requestedShippingService: z.string().optional(),
      country: z.string().optional(),
      sku: z.string().optional(),
    })
    .default({}),
  then: z.strictObject({
    carrierCode: z.string().optional(),
    serviceCode: z.string().optional(),
    packageCode: z.string().optional(),
    warehouseId: z.int().optional(),
    addTagId: z.int().optional(),
    userId: z.string().optional(),
    internalNotes: z.string().optional(),
    /** Parks the order: with a date until that day, with null until somebody restores it. */
    holdUntilDate: z.iso.date().nullable().optional(),
    /** Splits every line of this SKU off into an order of its own. */
    splitOffSku: z.string().optional(),
  }),
});

export type AutomationRule = z.infer<typeof ruleShape>;

export function isMeantBy({ when }: AutomationRule, order: Order): boolean {
  const isAsked = (wanted: string | number | undefined, found: string | number | null) =>
    wanted === undefined || wanted === found;
  return (
    isAsked(when.storeId, order.advancedOptions.storeId) &&
    isAsked(when.requestedShippingService, order.requestedShippingService) &&
    isAsked(when.country, order.shipTo.country) &&
    (when.sku === undefined || order.items.some((item) => item.sku === when.sku)) &&
    order.orderNumber.startsWith(when.orderNumberBegins ?? '')
  );
}

/** The order after the rule; what a rule splits off is done by whoever runs it. */
export function ruledOrder({ then }: AutomationRule, order: Order, now: Moment): Order {
  const isHeld = then.holdUntilDate !== undefined && order.orderStatus === 'awaiting_shipment';
  const tagIds = then.addTagId === undefined || order.tagIds?.includes(then.addTagId) === true
    ? order.tagIds
    : [...(order.tagIds ?? []), then.addTagId];
  return {
    ...order,
    orderStatus: isHeld ? 'on_hold' : order.orderStatus,
    holdUntilDate: isHeld ? (then.holdUntilDate ?? null) : order.holdUntilDate,
    carrierCode: then.carrierCode ?? order.carrierCode,
    serviceCode: then.serviceCode ?? order.serviceCode,
    packageCode: then.packageCode ?? order.packageCode,
    internalNotes: then.internalNotes ?? order.internalNotes,
    userId: then.userId ?? order.userId,
    tagIds,
    advancedOptions: {
      ...order.advancedOptions,
      warehouseId: then.warehouseId ?? order.advancedOptions.warehouseId,
    },
    modifyDate: pacificText(now),
  };
}
