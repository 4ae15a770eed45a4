/** A pretended Hayloft: the orders that it is given, and the messages that it was told. */
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { jsonAnswer } from '../stand-in.ts';

export type HayloftOrder = {
  readonly id: number;
  readonly version: number;
  readonly changed: string;
  readonly number: string;
  readonly [more: string]: unknown;
};

/** A list may hold empty entries; nobody knows why. */
type Entry = HayloftOrder | null;

const no = (status: number, code: string, text: string): WireAnswer =>
  jsonAnswer(status, { error: { code, text } });

/** Pages go by time of change and id, so that a row that moves makes no other slip past. */
const placeOf = (order: HayloftOrder | null): string =>
  (order === null ? 'b0x0'
    : `b${String(Date.parse(order.changed)).padStart(13, '0')}x${String(order.id)}`);

const pageOf = (orders: readonly Entry[], query: URLSearchParams): WireAnswer => {
  const from = Date.parse(query.get('changed_from') ?? '');
  const to = Date.parse(query.get('changed_to') ?? '');
  const after = query.get('after') ?? '';
  const limit = Number(query.get('limit'));
  const found = orders
    .filter((one) => one === null || (Date.parse(one.changed) >= from &&
      Date.parse(one.changed) <= to))
    .filter((one) => placeOf(one) > after)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const next = found.length > limit ? placeOf(found[limit - 1] ?? null) : null;
  return jsonAnswer(200, { orders: found.slice(0, limit), next });
};

export const pretendHayloft = (orders: () => readonly Entry[] = () => []) => {
  /** By their ids: put twice, a message stands here once. */
  const messages = new Map<string, unknown>();
  const answer = ({ method, url, body }: WireRequest): WireAnswer => {
    const { pathname, searchParams } = new URL(url);
    if (pathname === '/api/ping') return jsonAnswer(200, { warehouse: 'Leicester' });
    if (pathname === '/api/orders') return pageOf(orders(), searchParams);
    const [, id] = /^\/api\/messages\/([^/]+)$/.exec(pathname) ?? [];
    if (id === undefined || method !== 'PUT') return no(404, 'nothing-here', 'Nothing is here');
    messages.set(decodeURIComponent(id), JSON.parse(body ?? 'null'));
    return jsonAnswer(200, { stored: decodeURIComponent(id) });
  };
  return { answer, messages };
};
