import { chanceBelow } from '../chance.ts';
import type { Later, Moment } from '../machine.ts';
import type { Account, Webhook } from './account.ts';
import { take } from './faults/fault.ts';
import type { HookEvent } from './label-body.ts';
import { resourceAddress } from './public-address.ts';
import type { Order } from './shapes.ts';

/**
 * The unsigned message of two fields that says only where to look (shipstation.md 3.11): late,
 * one for a whole batch or import, and by its faults lost, doubled, overtaken or forged.
 */
export type Noticed = { readonly account: Account; readonly later: readonly Later[] };

/** New labels of one batch; a return label or one without an order fires nothing. */
export function shipNotices(
  account: Account,
  batchId: number,
  now: Moment,
  seed: number,
): Noticed {
  const fresh = [...account.shipments.values()].filter(
    ({ batchId: batch, wire }) =>
      batch === batchId && wire.orderId !== null && !wire.isReturnLabel);
  if (fresh.length === 0) return { account, later: [] };
  const storeIds = fresh.map(({ wire }) => wire.advancedOptions.storeId);
  const query = `batchId=${batchId}`;
  return messages(account, { now, seed, storeIds }, [
    { event: 'SHIP_NOTIFY', path: '/shipments', query: `${query}&includeShipmentItems=False` },
    { event: 'ITEM_SHIP_NOTIFY', path: '/shipments', query: `${query}&includeShipmentItems=True` },
  ]);
}

/** An order as an import action found and left it; null stands for one that was not there. */
export type ImportedOrder = {
  readonly order: Order;
  readonly statusBefore: string | null;
};

/**
 * One import action. New orders count unless they await payment, and so do those that leave
 * awaiting payment for anything but cancelled; a later edit does not (3.11).
 */
export function orderNotices(
  account: Account,
  importBatch: string,
  orders: readonly ImportedOrder[],
  now: Moment,
  seed: number,
): Noticed {
  const counting = orders.filter(isNews).map(({ order }) => order.advancedOptions.storeId);
  if (counting.length === 0) return { account, later: [] };
  const query = `importBatch=${importBatch}`;
  return messages(account, { now, seed, storeIds: counting }, [
    { event: 'ORDER_NOTIFY', path: '/orders', query },
    { event: 'ITEM_ORDER_NOTIFY', path: '/orders', query },
  ]);
}

const isNews = ({ order: { orderStatus }, statusBefore }: ImportedOrder): boolean => {
  if (statusBefore === null) return orderStatus !== 'awaiting_payment';
  return statusBefore === 'awaiting_payment' &&
    orderStatus !== 'awaiting_payment' && orderStatus !== 'cancelled';
};

/** A provider has sent something; whether a mark counts is a switch. */
export function fulfillmentNotices(
  account: Account,
  event: 'FULFILLMENT_SHIPPED',
  fulfillmentId: number,
  now: Moment,
  seed: number,
): Noticed {
  const orderId = account.fulfillments.get(fulfillmentId)?.orderId;
  const order = orderId === undefined ? undefined : account.orders.get(orderId)?.wire;
  if (order === undefined) return { account, later: [] };
  const storeIds = [order.advancedOptions.storeId];
  const query = `fulfillmentId=${fulfillmentId}`;
  return messages(account, { now, seed, storeIds }, [{ event, path: '/fulfillments', query }]);
}

/** A provider has turned an order down: there is no row to show, only the order. */
export function rejectionNotices(
  account: Account,
  order: Order,
  now: Moment,
  seed: number,
): Noticed {
  const storeIds = [order.advancedOptions.storeId];
  const query = `orderId=${order.orderId}`;
  return messages(account, { now, seed, storeIds }, [
    { event: 'FULFILLMENT_REJECTED', path: '/fulfillments', query },
  ]);
}

type Message = { readonly event: HookEvent; readonly path: string; readonly query: string };
type Happened = {
  readonly now: Moment;
  readonly seed: number;
  readonly storeIds: readonly number[];
};

function messages(before: Account, happened: Happened, wanted: readonly Message[]): Noticed {
  let account = before;
  const later: Later[] = [];
  for (const hook of before.webhooks) {
    const message = wanted.find(({ event }) => event === hook.event);
    const concerns = hook.storeId === null || happened.storeIds.includes(hook.storeId);
    if (message === undefined || !concerns || !hook.isActive) continue;
    const sent = send(account, hook, message, happened);
    account = sent.account;
    later.push(...sent.later);
  }
  return { account, later };
}

const minuteMs = 60_000;

function send(account: Account, hook: Webhook, message: Message, happened: Happened): Noticed {
  const { now, seed } = happened;
  const count = account.lastId.message + 1;
  const strokes = strike(account, seed, count);
  const struck = {
    ...account,
    faults: strokes.left,
    lastId: { ...account.lastId, message: count },
  };
  if (strokes.isLost) return { account: struck, later: [] };
  const minutes = strokes.isLate ? 1 + chanceBelow(seed, 'late webhook', count, 10) : 0;
  // Held back until what happens in the next half minute has overtaken it.
  const heldMs = strokes.isHeld ? minuteMs / 2 : 0;
  const at = now + account.switches.webhookDelayMs + minutes * minuteMs + heldMs;
  const body = JSON.stringify({
    resource_url: resourceUrl(account, hook, message, strokes.isForged),
    resource_type: hook.event,
  });
  const sending = { url: hook.url, body, hookId: hook.id, tries: 0 };
  const once: Later = { at, errand: { is: 'shipstation.webhook', ...sending } };
  const twice = strokes.isDoubled ? [{ ...once, at: at + 500 }] : [];
  return { account: struck, later: [once, ...twice] };
}

/** One message is one draw of every fault; a lost one leaves the others to those that arrive. */
function strike(account: Account, seed: number, count: number) {
  const { faults } = account;
  const draw = { seed: faults.faultSeed ?? seed, count };
  const lost = take('webhooksLost', faults.webhooksLost, draw);
  if (lost.strikes) {
    const left = { ...faults, webhooksLost: lost.left };
    return { isLost: true, isLate: false, isHeld: false, isForged: false, isDoubled: false, left };
  }
  const late = take('webhooksLate', faults.webhooksLate, draw);
  const held = take('webhooksReordered', faults.webhooksReordered, draw);
  const forged = take('webhooksForged', faults.webhooksForged, draw);
  const doubled = take('webhooksDoubled', faults.webhooksDoubled, draw);
  return {
    isLost: false,
    isLate: late.strikes,
    isHeld: held.strikes,
    isForged: forged.strikes,
    isDoubled: doubled.strikes,
    left: {
      ...faults,
      webhooksLost: lost.left,
      webhooksLate: late.left,
      webhooksReordered: held.left,
      webhooksForged: forged.left,
      webhooksDoubled: doubled.left,
    },
  };
}

/** Where to look; a forged message names a host that is nobody's (3.1, 8). */
function resourceUrl(account: Account, hook: Webhook, message: Message, isForged: boolean) {
  const scope = hook.storeId === null ? '' : `storeID=${hook.storeId}&`;
  const rest = `${message.path}?${scope}${message.query}`;
  if (isForged) return `https://ssapi.shipstation.com.example.net${rest}`;
  return `${resourceAddress(account.switches)}${rest}`;
}
