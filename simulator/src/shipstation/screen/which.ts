import { z } from 'zod';
import type { Account } from '../account.ts';
import { shownOrder } from '../account.ts';
import type { SplitLine } from './split.ts';

/** How a person names an order, and lines of it, at the screen. */
export const whichOrder = {
  orderId: z.int().optional(),
  orderNumber: z.string().optional(),
};
export type WhichOrder = {
  readonly orderId?: number | undefined;
  readonly orderNumber?: string | undefined;
};

/** The id of the newest shown order of that number, or 0, which no order has. */
export function orderMeant(account: Account, which: WhichOrder): number {
  if (which.orderId !== undefined) return which.orderId;
  const found = [...account.orders.values()].findLast(
    (row) => !row.isDeleted && row.wire.orderNumber === which.orderNumber,
  );
  return found?.wire.orderId ?? 0;
}

export const lineShape = z.strictObject({
  orderItemId: z.int().optional(),
  sku: z.string().optional(),
  quantity: z.int().min(1),
});

/** Lines by item id; one named by SKU means the first item of it. */
export function linesOf(
  account: Account,
  orderId: number,
  lines: readonly z.infer<typeof lineShape>[],
): readonly SplitLine[] {
  const items = shownOrder(account, orderId)?.items ?? [];
  return lines.map(({ orderItemId, sku, quantity }) => ({
    orderItemId: orderItemId ?? items.find((item) => item.sku === sku)?.orderItemId ?? 0,
    quantity,
  }));
}
