/** For tests: tells an experiment's story to its end with answers that were written down before. */
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { Ask, Experiment, Findings, Told } from './experiment.ts';
import { next, readProgress, withNote } from './turn.ts';

/** Status and body of an answer; headers where they matter. */
export type Recorded = readonly [status: number, body: unknown, headers?: Told['headers']];

export const began = instant(Date.UTC(2026, 10, 24, 17, 0, 7));

const tooMany = 500;

export const play = (
  experiment: Experiment,
  answer: (ask: Ask, count: number, now: Instant) => Recorded,
): { readonly findings: Findings; readonly asks: readonly Ask[] } => {
  let now = began;
  let progress = readProgress(null, now);
  const asks: Ask[] = [];
  while (asks.length < tooMany) {
    const upcoming = next(experiment, progress, now);
    if (upcoming.is === 'over') return { findings: upcoming.findings, asks };
    if (upcoming.is === 'rest') {
      now = upcoming.until;
      progress = upcoming.progress;
      continue;
    }
    const { ask, keep } = upcoming.wish;
    const [status, body, headers = {}] = answer(ask, asks.length, now);
    asks.push(ask);
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    const value = typeof body === 'string' ? undefined : body;
    const told = { status, headers, body: text, value };
    progress = withNote(upcoming.progress, { at: now, kept: keep(told) });
  }
  throw new Error(`${experiment.step} asks without end`);
};

/** A small account that takes everything; what a test turns on is answered before it. */
export const smallAccount = (
  over: (ask: Ask, now: Instant) => Recorded | null = () => null,
): Parameters<typeof play>[1] => {
  const orders = new Map<number, Record<string, unknown>>();
  const write = (body: unknown) => {
    const sent = Object.fromEntries(Object.entries(body ?? {}));
    const known = [...orders].find(([, one]) => one['orderKey'] === sent['orderKey'])?.[0];
    const id = Number(sent['orderId'] ?? known ?? orders.size + 1);
    const old = orders.get(id);
    orders.set(id, {
      modifyDate: '2026-11-24T09:00:07.0000000', ...old, ...sent, orderId: id,
    });
    return orders.get(id);
  };
  return (ask, _count, now) => {
    const told = over(ask, now);
    if (told !== null) return told;
    const id = Number(/^\/orders\/(\d+)$/.exec(ask.path)?.[1] ?? 0);
    if (ask.method === 'DELETE') return [200, { success: orders.delete(id) }];
    if (id > 0) return orders.has(id) ? [200, orders.get(id)] : [404, { message: 'gone' }];
    switch (ask.path) {
      case '/stores':
        return [200, [
          { storeId: 1, marketplaceId: 36, active: true },
          { storeId: 2, marketplaceId: 0, active: true },
        ]];
      case '/warehouses':
        return [200, [{ isDefault: true, originAddress: { street1: '1 Quay', country: 'GB' } }]];
      case '/accounts/listtags':
        return [200, [{ tagId: 7 }]];
      case '/users':
        return [200, [{ userId: 'u-1' }]];
      case '/orders':
        return [200, { orders: [...orders.values()], total: orders.size, pages: 1 }];
      case '/orders/createorder':
        return [200, write(ask.body)];
      case '/orders/createorders': {
        const rows: unknown[] = Array.isArray(ask.body) ? ask.body : [];
        return [200, { hasErrors: false, results: rows.map(write).map((one) => ({
          ...one, success: true,
        })) }];
      }
      default:
        return [200, { success: true }];
    }
  };
};
