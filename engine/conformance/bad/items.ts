import type { ItemOutcome, Session } from '../../src/contract/connector.ts';
import type { Wire, WireRequest } from '../../src/contract/wire.ts';
import type { Changes } from '../model/connector.ts';
import { orders, renderOrder } from '../model/orders.ts';
import { own } from '../model/parts.ts';
import { fault, type Fault } from './fault.ts';

const performing = (
  perform: (session: Session, ...given: Parameters<Session['perform']>) =>
  ReturnType<Session['perform']>,
): Changes => ({
  over: (session) => ({
    ...session, perform: (items, now) => perform(session, items, now),
  }),
});

const again = async (wire: Wire, request: WireRequest) => {
  const answer = await wire.request(request);
  return answer.is === 'answer' ? answer : wire.request(request);
};

/** Reads the results row by row, without asking which order a row is about. */
const byPlace: NonNullable<Changes['orders']> = {
  readCreated: (answer, releases, parts, secrets) => {
    const rows = own(answer, 'results');
    if (!Array.isArray(rows)) return null;
    return releases.flatMap((release, index) => {
      const row: unknown = { ...rows[index], key: release.key };
      return orders.readCreated({ results: [row] }, [release], parts, secrets) ?? [];
    });
  },
};

/** Every order is written under a key that was never used before. */
const freshKeys = (): Changes => {
  let count = 0;
  return { orders: { create: (releases) => JSON.stringify({
    orders: releases.map((one) =>
      ({ ...renderOrder(one), key: `${one.key}-${String(count += 1)}` })),
  }) } };
};

const reading = (change: (answer: object) => unknown): Changes => ({
  orders: { readCreated: (answer, ...more) =>
    orders.readCreated(change(Object(answer) as object), ...more) },
});

const yes: ItemOutcome = { is: 'done', seen: [], acknowledged: false };

export const itemFaults: readonly Fault[] = [
  fault('looks before it does what needs no look', 'items.well-received', {
    parts: { async send(wire, request) {
      if (request.method === 'POST') await wire.request({ ...request, method: 'GET', body: null });
      return wire.request(request);
    } },
  }),
  fault('gives one outcome too few', 'items.partly-refused',
    performing(async (session, items, now) => {
      const { outcomes, ...rest } = await session.perform(items, now);
      return { ...rest, outcomes: outcomes.slice(0, Math.max(1, items.length - 1)) };
    })),
  fault('takes results for those of the items beside them', 'items.partly-refused', {
    orders: byPlace,
  }),
  fault('sends a call for nothing', 'items.none', {
    over: (session, wire, { url }) => ({
      ...session,
      async perform(items, now) {
        if (items.length === 0) {
          await wire.request({
            method: 'POST', url: `${url}/orders`, headers: {}, body: '{"orders":[]}',
            timeoutMilliseconds: 1_000, purpose: 'nothing',
          });
        }
        return session.perform(items, now);
      },
    }),
  }),
  fault('splits what is too much by itself', 'items.over-limit',
    performing(async (session, items, now) => {
      const done = [];
      for (const item of items) done.push(await session.perform([item], now));
      const [first] = done;
      return first === undefined ? session.perform(items, now)
        : { ...first, outcomes: done.flatMap((one) => one.outcomes) };
    })),
  fault('ticks items off', 'items.untouched', performing((session, items, now) => {
    for (const item of items) Object.assign(item, { isSent: true });
    return session.perform(items, now);
  })),
  fault('takes an order that is not spoken of for done', 'items.own-answers', {
    orders: { readCreated: (answer, releases, parts, secrets) =>
      orders.readCreated(answer, releases, parts, secrets)?.map((one) =>
        (one.is === 'unknown' ? yes : one)) ?? null },
  }),
  fault('falls over an empty result', 'items.nulls', reading((answer) => {
    const rows = own(answer, 'results');
    if (Array.isArray(rows)) rows.forEach((row: { readonly key: string }) => row.key.trim());
    return answer;
  })),
  fault('knows ids only as numbers', 'items.numbers-as-text', {
    parts: { number: (value) => (typeof value === 'number' ? value : null) },
  }),
  fault('takes only answers of just these members', 'items.more-fields',
    reading((answer) => (Object.keys(answer).length === 1 ? answer : null))),
  fault('copies answers with what they inherit', 'items.hostile-keys', reading((answer) => {
    const rows = own(answer, 'results');
    if (!Array.isArray(rows)) return answer;
    return { results: rows.map((row) => {
      const copy: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(Object(row) as object)) copy[name] = value;
      return copy['success'] === false ? { ...copy, success: false } : copy;
    }) };
  })),
  fault('writes under a new key each time', ['repeat.safe', 'repeat.twice'], freshKeys),
  fault('writes without looking first', 'repeat.look-first', { orders: { isDone: () => false } }),
  fault('tries again by itself', 'repeat.never', { parts: { send: again } }),
];
