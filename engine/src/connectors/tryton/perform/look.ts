/**
 * One page of shipments. They go by their id, and their number only grows: whatever changes while
 * the pages are read, none slips past. What counts as changed is a shipment, its address, one of
 * its moves or one of its boxes, since none of these touches the other [measured].
 */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { LookAnswer, LookRequest, Seen } from '../../../contract/connector.ts';
import { Ended } from '../../../contract/one-message.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Access, Standing, Turn } from '../access.ts';
import { lookTimeoutMilliseconds, rowsPerPage } from '../manifest.ts';
import { closed } from '../rpc.ts';
import type { TrytonSettings } from '../settings.ts';
import type { SoldLines } from '../translate/lines.ts';
import {
  shipmentFields, shipmentShape, soldFields, soldIn, soldShape, type Shipment,
} from '../translate/shipment.ts';
import { id, listOf, stampOf } from '../translate/shapes.ts';
import { consignmentOf } from '../translate/snapshot.ts';
import { askBy, type Ask } from './asking.ts';

export const lookAtShipments = async (
  access: Access,
  settings: TrytonSettings,
  request: LookRequest,
  now: Instant,
): Promise<LookAnswer> => {
  const after = request.page === null ? 0 : Number(request.page);
  assert(request.page === null || /^[1-9]\d{0,14}$/.test(request.page),
    'the page token is not one that this connector gave');
  try {
    return await readPage(access, settings, { request, after }, now);
  } catch (end) {
    if (!(end instanceof Ended)) throw end;
    if (end.by.is === 'unanswered') return end.by;
    return closed('refused', end.by.is === 'done' ? '' : access.quoted(end.by.text));
  }
};

const readPage = async (
  access: Access,
  settings: TrytonSettings,
  { request, after }: { readonly request: LookRequest; readonly after: number },
  now: Instant,
): Promise<LookAnswer> => {
  // A worker that has just started takes its time for the first call of all.
  const turn: Turn = { now, allow: () => lookTimeoutMilliseconds };
  const standing = await access.standing(turn);
  const ask = askBy(access, turn);
  const context = { company: standing.company, language: 'en' };
  const purpose = `feed ${request.feed}`;
  // A clock of theirs that is behind ours stamps what happens now as long past.
  const from = request.from + Math.min(0, access.skew());
  const given = await ask({
    method: 'model.stock.shipment.out.search_read',
    params: [
      [
        ['company', '=', standing.company], ['warehouse.code', 'in', settings.warehouse],
        ['id', '>', after], request.feed === 'open-shipments' ? isOpen : changedSince(from),
      ],
      0, rowsPerPage, [['id', 'ASC']], shipmentFields(standing.unitField), context,
    ],
    timeoutMilliseconds: lookTimeoutMilliseconds, purpose,
  });
  if (!Array.isArray(given)) return closed('unreadable', 'Tryton’s answer is no list of shipments');
  const rows: readonly unknown[] = given;
  const read = rows.filter((row) => row !== null).map((row) => readRow(row));
  const shipments = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const sold = await soldOf(ask, shipments, { standing, context, purpose });
  const seen: Seen[] = [];
  const unreadable = read.filter((one) => typeof one === 'string');
  for (const shipment of shipments) {
    const one = consignmentOf(shipment, sold, settings, now);
    if (typeof one === 'string') unreadable.push(`shipment ${nameOf(shipment)}: ${one}`);
    else if (one !== null) seen.push(one);
  }
  if (rows.length < rowsPerPage) return { is: 'page', seen, unreadable, next: null };
  const last = Math.max(0, ...rows.flatMap((row) => identified.safeParse(row).data?.id ?? []));
  return last > after
    ? { is: 'page', seen, unreadable, next: String(last) }
    : closed('unreadable', 'Tryton’s list goes on, and does not say from where');
};

const isOpen = ['state', 'in', ['waiting', 'assigned', 'picked', 'packed']];

/** A second is the finest that some of their databases know. */
const changedSince = (from: number) => {
  const at = stampOf(from);
  return ['OR', ...['', 'moves.', 'packages.', 'delivery_address.'].flatMap((of) =>
    ['write_date', 'create_date'].map((stamp) => [`${of}${stamp}`, '>=', at]))];
};

const identified = z.object({ id });
const named = z.object({ id, number: z.union([z.string(), z.number()]).nullish() });

const nameOf = ({ number, id: own }: { readonly number: string | null; readonly id: number }) =>
  (number ?? `with the id ${String(own)}`).slice(0, 40);

const readRow = (row: unknown): Shipment | string => {
  const read = shipmentShape.safeParse(row);
  if (read.success) return read.data;
  const who = named.safeParse(row).data;
  const name = who === undefined ? 'without an id'
    : nameOf({ id: who.id, number: who.number?.toString() ?? null });
  const paths = [...new Set(read.error.issues.map(({ path }) => path.join('')))].slice(0, 5);
  return `shipment ${name}: ${paths.join(', ').slice(0, 200) || 'it'} cannot be read`;
};

/** What was sold of what is in these shipments; null where the user may not read sales. */
const soldOf = async (
  ask: Ask,
  shipments: readonly Shipment[],
  { standing, context, purpose }: {
    readonly standing: Standing; readonly context: object; readonly purpose: string;
  },
): Promise<SoldLines> => {
  if (!standing.mayReadSales) return null;
  const ids = [...new Set(shipments.flatMap(soldIn))];
  if (ids.length === 0) return new Map();
  const given = await ask({
    method: 'model.sale.line.search_read',
    params: [
      [['id', 'in', ids]], 0, null, [['id', 'ASC']], soldFields,
      context,
    ],
    timeoutMilliseconds: lookTimeoutMilliseconds, purpose: `${purpose}: what was sold`,
  });
  const read = listOf(z.unknown()).safeParse(given);
  if (!read.success) throw new Ended(closed('unreadable', 'Tryton’s answer is no list of lines'));
  return new Map(read.data.flatMap((row) => {
    const one = soldShape.safeParse(row);
    return one.success ? [[one.data.id, one.data] as const] : [];
  }));
};
