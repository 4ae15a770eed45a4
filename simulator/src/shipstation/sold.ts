import { z } from 'zod';
import type { Moment } from '../machine.ts';
import type { ShopOrderAsked } from '../channel/shop.ts';
import type { Account } from './account.ts';
import type { StoreRow } from './stores.ts';
import { withStore } from './stores.ts';

/** An order as a connected channel holds it, until and after ShipStation asks for it (3.6). */
export const soldShape = z.strictObject({
  /** The channel's own id: the orderKey of the imported order. */
  reference: z.string().min(1),
  orderNumber: z.string().min(1).max(50),
  /** The channel's own word, such as `Processing`. */
  status: z.string().default('Processing'),
  buyer: z.string().default('buyer@example.com'),
  requestedService: z.string().nullable().default(null),
  shipTo: z.record(z.string(), z.string().nullable()),
  lines: z.array(z.strictObject({
    line: z.string(),
    sku: z.string(),
    name: z.string(),
    quantity: z.int().min(0),
    unitPrice: z.number().nullable().default(null),
  })),
});
export type SoldAsked = z.infer<typeof soldShape>;

export type Sold = SoldAsked & { readonly placedAt: Moment; readonly changedAt: Moment };

/** The channel takes an order, or changes the one of this reference. */
export function sell(
  account: Account,
  row: StoreRow,
  asked: SoldAsked,
  now: Moment,
): Account {
  const placedAt = row.sold.get(asked.reference)?.placedAt ?? now;
  const sold = new Map(row.sold).set(asked.reference, { ...asked, placedAt, changedAt: now });
  return withStore(account, { ...row, sold });
}

const words = { pending: 'Pending', paid: 'Processing', cancelled: 'Cancelled' } as const;

/** The pretend shop's order, in the stores that it feeds as well as Gatepass. */
export function sellFromShop(account: Account, order: ShopOrderAsked, now: Moment): Account {
  const asked = {
    reference: order.reference ?? order.orderNumber,
    orderNumber: order.orderNumber,
    status: words[order.status],
    buyer: 'buyer@example.com',
    requestedService: order.requestedService,
    shipTo: order.shipTo,
    lines: order.lines.map((line) => ({
      line: line.line,
      sku: line.sku,
      name: line.name,
      quantity: line.ordered - line.cancelled,
      unitPrice: line.unitPrice.amount / 100,
    })),
  };
  return [...account.stores.values()]
    .filter((row) => row.isFedByShop)
    .reduce((before, row) => sell(before, row, asked, now), account);
}
