import { z } from 'zod';
import type { Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { shownOrder, withOrder, withOrders } from './account.ts';
import { notFound, outcome, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import type { Call, Performed } from './call.ts';
import type { Query } from './lists.ts';
import { tags, users } from './catalogue.ts';
import { modifiedAt } from './modified.ts';
import type { Order } from './shapes.ts';

/** Tags and users on orders (shipstation.md 3.6). Both are made on the screen, never by API. */

const tagBody = z.object({ orderId: z.int(), tagId: z.int() });
const assignBody = z.object({ orderIds: z.array(z.int()).min(1), userId: z.string().min(1) });
const unassignBody = assignBody.pick({ orderIds: true });

export const addTag = (call: Call): Performed =>
  changeTag(call, 'Tag added successfully.', (tagIds, tagId) =>
    tagIds.includes(tagId) ? tagIds : [...tagIds, tagId]);

export const removeTag = (call: Call): Performed =>
  changeTag(call, 'Tag removed successfully.', (tagIds, tagId) =>
    tagIds.filter((one) => one !== tagId));

function changeTag(
  { account, body, now }: Call,
  message: string,
  change: (tagIds: readonly number[], tagId: number) => readonly number[],
): Performed {
  const bound = bind(tagBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const { orderId, tagId } = bound.value;
  const order = shownOrder(account, orderId);
  if (order === null) return { account, answer: notFound('Order not found') };
  if (!tags.some((tag) => tag.tagId === tagId)) {
    return { account, answer: ruleProblem('Invalid tagId') };
  }
  const tagIds = change(order.tagIds ?? [], tagId);
  const tagged: Order = {
    ...order,
    tagIds: tagIds.length === 0 ? null : tagIds,
    modifyDate: modifiedAt(account, order, 'modifyOnTag', now),
  };
  return { account: withOrder(account, tagged), answer: outcome(message) };
}

export function assignUser({ account, body, now }: Call): Performed {
  const bound = bind(assignBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const { orderIds, userId } = bound.value;
  if (!users.some((user) => user.userId.toLowerCase() === userId.toLowerCase())) {
    return { account, answer: ruleProblem('Invalid userId') };
  }
  return giveTo(account, orderIds, userId, now);
}

export function unassignUser({ account, body, now }: Call): Performed {
  const bound = bind(unassignBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  return giveTo(account, bound.value.orderIds, null, now);
}

/** One unknown order means that none is changed (3.6). */
function giveTo(
  account: Call['account'],
  orderIds: readonly number[],
  userId: string | null,
  now: Moment,
): Performed {
  const orders = orderIds.map((orderId) => shownOrder(account, orderId));
  const known = orders.filter((order) => order !== null);
  if (known.length < orders.length) return { account, answer: notFound('Order not found') };
  const changed = known.map((order) => ({
    ...order,
    userId,
    modifyDate: modifiedAt(account, order, 'modifyOnUser', now),
  }));
  const message = userId === null
    ? 'User unassigned successfully.'
    : 'User assigned successfully.';
  return { account: withOrders(account, changed), answer: outcome(message) };
}

export const listUsers = (query: Query) =>
  answerJson(
    200,
    users
      .filter((user) => user.isActive || query['showinactive']?.toLowerCase() === 'true')
      .map(({ userId, userName, name }) => ({ userId, userName, name })),
  );
