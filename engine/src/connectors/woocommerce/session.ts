import assert from 'node:assert/strict';
import { z } from 'zod';
import type { LookAnswer, ProbeAnswer, Seen, Session } from '../../contract/connector.ts';
import type { Wire } from '../../contract/wire.ts';
import { lookTimeoutMilliseconds, manifest } from './manifest.ts';
import { tell } from './perform/tell.ts';
import { closed, openRest, type Heard, type Rest } from './rest.ts';
import type { WooSettings } from './settings.ts';
import { orderOf, orderShape } from './translate/order.ts';
import {
  placeAfter, readPlace, renderGmt, renderPlace, rowsPerPage, type Place,
} from './translate/paging.ts';

/** A second that is not over yet is left for the next look: more may happen in it. */
const settledAfterMilliseconds = 2_000;

export const openSession = (settings: WooSettings, wire: Wire): Session => {
  const rest = openRest(settings, wire);
  return {
    async look(request, now) {
      const { feed } = request;
      assert(feed === 'orders' || feed === 'binned', `woocommerce has no feed called ${feed}`);
      const place = readPlace(request.page);
      assert(place !== null, 'the page token is not one that this connector gave');
      const to = Math.min(request.to, now - settledAfterMilliseconds);
      const heard = await rest.call({
        method: 'GET', path: 'wc/v3/orders', timeoutMilliseconds: lookTimeoutMilliseconds,
        purpose: `feed ${feed}`,
        query: {
          // `after` leaves that second itself out.
          modified_after: secondBefore(place.since ?? renderGmt(request.from)),
          modified_before: renderGmt(to + 1_000), dates_are_gmt: 'true',
          status: feed === 'binned' ? 'trash' : 'any',
          orderby: 'modified', order: 'asc', page: String(place.page),
          per_page: String(rowsPerPage),
        },
      });
      return pageOf(heard, place, settings.paidStates);
    },
    async perform(items) {
      const operation = manifest.operations['tell-channel'];
      const [item] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
      assert(item.do === 'tell-channel', `woocommerce does not perform ${item.do}`);
      return tell(rest, settings, item.message, operation.timeoutMilliseconds);
    },
    probe: () => probe(rest, settings),
  };
};

const secondBefore = (gmt: string): string => renderGmt(Date.parse(`${gmt}Z`) - 1_000);

const changedShape = z.object({ date_modified_gmt: z.string() });
const idShape = z.object({ id: z.unknown() });

const pageOf = (heard: Heard, place: Place, paidStates: readonly string[]): LookAnswer => {
  if (heard.is === 'unanswered') return heard.unanswered;
  if (heard.is === 'turned-down') return closed('refused', heard.text);
  if (!Array.isArray(heard.value)) return closed('unreadable', 'The shop’s answer is no list');
  const rows: readonly unknown[] = heard.value.filter((row) => row !== null);
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    const read = orderShape.safeParse(row);
    if (read.success) {
      seen.push({ kind: 'channel-order', order: orderOf(read.data, paidStates), place: null });
    } else unreadable.push(`order ${idOf(row)}: ${pathsOf(read.error)} cannot be read`);
  }
  const last = changedShape.safeParse(rows.at(-1)).data?.date_modified_gmt ?? null;
  const isTime = last !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(last) &&
    !Number.isNaN(Date.parse(`${last}Z`));
  const next = heard.value.length < rowsPerPage
    ? null : renderPlace(placeAfter(place, isTime ? last : null));
  return { is: 'page', seen, next, unreadable };
};

const idOf = (row: unknown): string => {
  const id = idShape.safeParse(row).data?.id;
  return typeof id === 'number' ? String(id) : 'without an id';
};

const pathsOf = (error: z.ZodError): string =>
  [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 5).join(', ') || 'it';

/** Reads one order, and the place for tracking where a plug-in keeps it. */
const probe = async (rest: Rest, { url, tracking }: WooSettings): Promise<ProbeAnswer> => {
  const host = new URL(url).host;
  const asked = { method: 'GET', timeoutMilliseconds: 15_000, purpose: 'probe' } as const;
  const orders = await rest.call({ ...asked, path: 'wc/v3/orders', query: { per_page: '1' } });
  const trouble = troubleOf(orders) ??
    (orders.is === 'json' && !Array.isArray(orders.value) ? 'the answer is no list' : null);
  if (trouble !== null) {
    return { isWell: false, sentences: [`The orders of ${host} cannot be read: ${trouble}.`] };
  }
  const well = `The orders of ${host} can be read.`;
  if (tracking === 'note') {
    return { isWell: true, sentences: [well, 'Tracking goes into notes to the customer.'] };
  }
  const base = tracking === 'shipment-tracking' ? 'wc-shipment-tracking/v3' : 'wc-ast/v3';
  const providers = await rest.call({
    ...asked, path: `${base}/orders/0/shipment-trackings/providers`,
  });
  const lack = troubleOf(providers);
  return lack === null
    ? { isWell: true, sentences: [well, `Tracking goes into the list of ${tracking}.`] }
    : {
        isWell: false,
        sentences: [well, `The plug-in for ${tracking} does not answer: ${lack}. Install it, or ` +
          'set tracking to note.'],
      };
};

const troubleOf = (heard: Heard): string | null => {
  switch (heard.is) {
    case 'json': return null;
    case 'turned-down': return heard.text === '' ? heard.code : heard.text;
    case 'unanswered': return heard.unanswered.text;
    default: return heard satisfies never;
  }
};
