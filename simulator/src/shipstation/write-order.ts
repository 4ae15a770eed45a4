import type { Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { checkAddress, unchecked } from './address-check.ts';
import { storeIds } from './catalogue.ts';
import { newCustomer } from './customers.ts';
import type { Draft } from './draft.ts';
import { putOrder, takeId } from './draft.ts';
import { withLeftOut } from './left-out.ts';
import type { ItemBody, OrderBody } from './order-body.ts';
import { afterCreation } from './order-work.ts';
import { pacificText } from './pacific.ts';
import type { Product } from './products.ts';
import { newProduct, summedWeight, withDefaultService, withProduct } from './products.ts';
import { generatedKey, renderItem, renderOrder, totalOf } from './render-order.ts';
import type { Order, OrderItem } from './shapes.ts';
import { isStore } from './target.ts';

type At = { readonly now: Moment; readonly seed: number };

/** Writes a new order, or replaces an open one whole, with the records that follow from it. */
export function writeOrder(draft: Draft, body: OrderBody, old: Order | null, at: At): Order {
  const { switches } = draft.account;
  const orderId = old?.orderId ?? takeId(draft, 'order');
  const written = pacificText(at.now);
  const items = (body.items ?? []).map((given, index) => writeItem(draft, given, {
    written,
    old: old === null ? undefined : oldItem(old, given, index),
  }));
  const fresh = renderOrder(
    body,
    {
      orderId,
      orderKey: old?.orderKey ?? (body.orderKey || generatedKey(at.seed, orderId)),
      createDate: old?.createDate ?? written,
      modifyDate: written,
      customerId: old?.customerId ?? null,
      // The store is chosen once, at creation.
      storeId: old?.advancedOptions.storeId ?? storeOf(draft.account, body),
    },
    items,
    switches.addressCheck === 'later'
      ? unchecked(body.shipTo)
      : checkAddress(body.shipTo, orderId, at.seed),
  );
  const whole = old === null ? fresh : withLeftOut(fresh, body, old, switches);
  const order = withCustomer(draft, completed(draft, whole));
  putOrder(draft, order);
  if (old === null) draft.orderIdByKey.set(order.orderKey, orderId);
  afterCreation(draft, order, { now: at.now, isNew: old === null });
  return order;
}

function storeOf(account: Account, body: OrderBody): number {
  const asked = body.advancedOptions?.storeId ?? null;
  return asked !== null && isStore(account, asked) ? asked : storeIds.manual;
}

/** The item that this one replaces: that of the same key, or without keys that at its place. */
const oldItem = (old: Order, given: ItemBody, index: number): OrderItem | undefined =>
  given.lineItemKey === null
    ? old.items[index]
    : old.items.find((item) => item.lineItemKey === given.lineItemKey);

function writeItem(
  draft: Draft,
  given: ItemBody,
  made: { readonly written: string; readonly old: OrderItem | undefined },
): OrderItem {
  const { switches } = draft.account;
  const old = switches.itemIdsOnUpdate === 'kept' ? made.old : undefined;
  const fresh = renderItem(given, old?.orderItemId ?? takeId(draft, 'item'), made.written);
  const item = old === undefined ? fresh : { ...fresh, createDate: old.createDate };
  if (item.sku === null || item.sku === '') return item;
  const known = productOf(draft, item.sku);
  if (known !== undefined) {
    return switches.productDefaults === 'applied'
      ? withProduct(item, known)
      : { ...item, productId: known.productId };
  }
  const product = newProduct({ ...item, sku: item.sku }, takeId(draft, 'product'));
  draft.products.set(product.productId, product);
  draft.productIdBySku.set(product.sku, product.productId);
  return { ...item, productId: product.productId };
}

function productOf(draft: Draft, sku: string): Product | undefined {
  const productId = draft.productIdBySku.get(sku);
  return productId === undefined ? undefined : draft.products.get(productId);
}

/** What follows from the items: the total, and what product records supply. */
function completed(draft: Draft, order: Order): Order {
  const total = { ...order, orderTotal: totalOf(order.items, order) };
  if (draft.account.switches.productDefaults === 'none') return total;
  const products = order.items.flatMap((item) =>
    item.sku === null ? [] : (productOf(draft, item.sku) ?? []));
  return withDefaultService(
    { ...total, weight: order.weight ?? summedWeight(order.items) },
    products,
  );
}

/** Without a username no customer record is made (3.5). */
function withCustomer(draft: Draft, order: Order): Order {
  const username = order.customerUsername;
  if (username === null || username === '') return order;
  const known = draft.customerIdByUsername.get(username);
  if (known !== undefined) return { ...order, customerId: known };
  const customer = newCustomer(order, username, takeId(draft, 'customer'));
  draft.customers.set(customer.customerId, customer);
  draft.customerIdByUsername.set(username, customer.customerId);
  return { ...order, customerId: customer.customerId };
}
