import assert from 'node:assert/strict';
import { z } from 'zod';
import type { LookAnswer, Performed, Seen, Session } from '../../contract/connector.ts';
import type { Wire } from '../../contract/wire.ts';
import type { MessageContent } from '../../core/model/decision.ts';
import { renderInstant } from '../../core/model/instant.ts';
import { closed, readAnswer, type Heard } from './answer.ts';
import type { HayloftSettings } from './settings.ts';
import { orderShape, snapshotOf } from './translate/order.ts';
import { renderTold } from './translate/told.ts';

const bookmark = /^b\d{1,15}x\d{1,15}$/;
const pageShape = z.object({
  orders: z.array(z.unknown()), next: z.string().regex(bookmark).nullable(),
});
const storedShape = z.object({ stored: z.string() });
const pingShape = z.object({ warehouse: z.string() });

export const openSession = ({ url, token }: HayloftSettings, wire: Wire): Session => {
  const call = async (method: 'GET' | 'PUT', path: string, body: string | null): Promise<Heard> =>
    readAnswer(await wire.request({
      method, url: `${url}/api/${path}`, body, timeoutMilliseconds: 15_000,
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
      purpose: `${method} ${path.split(/[/?]/)[0] ?? ''}`,
    }), token);

  return {
    async look({ feed, from, to, page }) {
      assert(feed === 'orders', `hayloft has no feed called ${feed}`);
      assert(page === null || bookmark.test(page), 'the page token is not one that we gave');
      const query = new URLSearchParams({
        changed_from: renderInstant(from), changed_to: renderInstant(to), limit: '200',
        ...(page === null ? {} : { after: page }),
      });
      return pageOf(await call('GET', `orders?${query.toString()}`, null));
    },

    async perform(items) {
      const [item, another] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(another === undefined, 'hayloft takes one message at a time');
      assert(item.do === 'tell-warehouse', `hayloft does not perform ${item.do}`);
      const { message } = item;
      const path = `messages/${encodeURIComponent(message.id)}`;
      return outcomeOf(await call('PUT', path, JSON.stringify(renderTold(message))), message);
    },

    async probe() {
      const heard = await call('GET', 'ping', null);
      if (heard.is !== 'json') {
        return { isWell: false, sentences: [`Hayloft does not let us in: ${heard.text}.`] };
      }
      const isIt = pingShape.safeParse(heard.value).success;
      return { isWell: isIt, sentences: [isIt ? 'Hayloft answers.' : 'url is not Hayloft’s.'] };
    },
  };
};

const pageOf = (heard: Heard): LookAnswer => {
  if (heard.is === 'unanswered') return heard;
  if (heard.is === 'no') return closed('refused', heard.text);
  const page = pageShape.safeParse(heard.value).data;
  if (page === undefined) return closed('unreadable', 'Hayloft’s answer is no page of orders');
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  for (const row of page.orders.filter((one) => one !== null)) {
    const { data, error } = orderShape.safeParse(row);
    if (data === undefined) {
      unreadable.push(`An order cannot be read at ${error.issues[0]?.path.join('.') ?? ''}`);
      continue;
    }
    const reference = String(data.id);
    seen.push({ kind: 'consignment', place: null, reference, snapshot: snapshotOf(data) });
  }
  return { is: 'page', seen, unreadable, next: page.next };
};

const outcomeOf = (heard: Heard, { id }: MessageContent): Performed => {
  if (heard.is === 'no') {
    return { outcomes: [{ is: 'refused', code: heard.code, text: heard.text }], unanswered: null };
  }
  const isStored = heard.is === 'json' &&
    storedShape.safeParse(heard.value).data?.stored === String(id);
  if (isStored) {
    return { outcomes: [{ is: 'done', seen: [], acknowledged: true }], unanswered: null };
  }
  const unanswered = heard.is === 'unanswered'
    ? heard : closed('unreadable', 'Hayloft’s answer does not name the message');
  return { outcomes: [{ is: 'unknown', text: unanswered.text }], unanswered };
};
