import type { Later, Moment } from '../machine.ts';
import { impossible } from '../never.ts';
import type { Account } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { checkAddress } from './address-check.ts';
import type { Draft } from './draft.ts';
import { pacificText } from './pacific.ts';
import { isMeantBy, ruledOrder } from './rules.ts';
import type { AutomationRule } from './rules.ts';
import { splitOrder } from './screen/split.ts';
import type { Order } from './shapes.ts';

/** What ShipStation does to an order by itself some time after it was written. */
export type OrderWork = { readonly at: Moment; readonly orderId: number } & (
  | { readonly is: 'check-address' }
  | { readonly is: 'rule'; readonly name: string }
);

/** How long the check of an address takes where it is not done at once. */
const addressCheckMs = 20_000;

/** Notes what will be done later to an order that was just written. */
export function afterCreation(
  draft: Draft,
  order: Order,
  made: { readonly now: Moment; readonly isNew: boolean },
): void {
  const { orderId } = order;
  if (draft.account.switches.addressCheck === 'later') {
    draft.work.push({ is: 'check-address', at: made.now + addressCheckMs, orderId });
  }
  if (!made.isNew) return;
  for (const { name, afterMs } of draft.account.rules) {
    draft.work.push({ is: 'rule', at: made.now + afterMs, orderId, name });
  }
}

export function doOrderWork(
  before: Account,
  now: Moment,
  seed: number,
): { readonly account: Account; readonly later: readonly Later[] } {
  if (!before.orderWork.some((work) => work.at <= now)) return { account: before, later: [] };
  const due = before.orderWork.filter((work) => work.at <= now).toSorted((a, b) => a.at - b.at);
  const orderWork = before.orderWork.filter((work) => work.at > now);
  const rest: Account = { ...before, orderWork };
  // Each piece is done at its own moment, whenever somebody looks.
  return { account: due.reduce((account, work) => doOne(account, work, seed), rest), later: [] };
}

export const nextOrderWorkAt = (account: Account): Moment | null =>
  account.orderWork.reduce<Moment | null>(
    (next, { at }) => (next === null ? at : Math.min(next, at)),
    null,
  );

function doOne(account: Account, work: OrderWork, seed: number): Account {
  const order = shownOrder(account, work.orderId);
  if (order === null || order.orderStatus === 'shipped' || order.orderStatus === 'cancelled') {
    return account;
  }
  switch (work.is) {
    case 'check-address': {
      const shipTo = checkAddress(order.shipTo, order.orderId, seed);
      return withOrder(account, { ...order, shipTo, modifyDate: pacificText(work.at) });
    }
    case 'rule': {
      const rule = account.rules.find(({ name }) => name === work.name);
      if (rule === undefined || !isMeantBy(rule, order)) return account;
      return ruled(account, rule, order, work.at);
    }
    default:
      return impossible(work);
  }
}

function ruled(account: Account, rule: AutomationRule, order: Order, at: Moment): Account {
  const changed = withOrder(account, ruledOrder(rule, order, at));
  const sku = rule.then.splitOffSku;
  if (sku === undefined) return changed;
  const lines = order.items
    .filter((item) => item.sku === sku)
    .map(({ orderItemId, quantity }) => ({ orderItemId, quantity }));
  const split = splitOrder(changed, { orderId: order.orderId, lines }, at);
  return split.is === 'done' ? split.account : changed;
}
