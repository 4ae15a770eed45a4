/**
 * Hands orders out to whoever fetches them, and notes that it did. What nobody has fetched yet goes
 * out only if it would be released this very moment; what was fetched before goes out again as it
 * stands, unless something about it is to change.
 */
import type { ShelfAsked } from '../../contract/shelf.ts';
import { outboundLabels } from '../../core/facts/labels.ts';
import { withOneIdentity } from '../../core/facts/one-identity.ts';
import { asIfUnreleased, isReleasedBy, isToChange, orderOnShelf } from '../../core/facts/shelf.ts';
import type { Dossier } from '../../core/model/dossier.ts';
import type { Instant } from '../../core/model/instant.ts';
import { saveUnreadable } from '../../store/calls.ts';
import type { Tx } from '../../store/database.ts';
import { lockDossiers } from '../../store/dossiers.ts';
import { readLeftOut } from '../../store/left-out.ts';
import { isCatchingUp } from '../../store/restored.ts';
import {
  bringForward, keysChanged, readShelf, readWindow, saveOnShelf, saveWindow, type ShelfRow,
} from '../../store/shelf.ts';
import { decideWithWords } from '../guard/words.ts';
import { hearSeen } from '../hear-seen.ts';
import { manifestFor } from '../manifest-for.ts';
import { readStandpoint } from '../standpoint.ts';
import type { OpenShelf } from './open.ts';

type Asked = Extract<ShelfAsked, { is: 'fetch' }>;

export type HandedOut = { readonly body: string; readonly orders: number; readonly pages: number };

export const handOut = async (
  tx: Tx,
  name: string,
  { connection, connector, shelf }: OpenShelf,
  asked: Asked,
  now: Instant,
): Promise<HandedOut> => {
  const feeds = manifestFor(connector, connection).feeds.map((one) => one.feed);
  // After a restore nobody knows yet what has become of what stands here.
  const isClosed = connection.mode !== 'live' ||
    (feeds.length > 0 && await isCatchingUp(tx, name, feeds));
  const keys = isClosed ? [] : await keysIn(tx, name, asked, shelf.pageSize, now);
  const from = (asked.page - 1) * shelf.pageSize;
  const rows = await goingOut(tx, name, keys.slice(from, from + shelf.pageSize), now);
  const fit = rows.filter((row) => shelf.faultIn(row.release) === null);
  await saveUnreadable(tx, name, now, rows.filter((row) => !fit.includes(row)).map((row) =>
    `${row.release.number} was left out: ${shelf.faultIn(row.release) ?? ''}`));
  await noteFetched(tx, name, fit, now);
  const pages = Math.max(1, Math.ceil(keys.length / shelf.pageSize));
  return { body: shelf.render(fit, pages), orders: fit.length, pages };
};

/** The first page of a window says what is in it; the others show the rest of just that. */
const keysIn = async (
  tx: Tx,
  name: string,
  { from, to, page }: Asked,
  pageSize: number,
  now: Instant,
): Promise<readonly string[]> => {
  const known = page === 1 ? null : await readWindow(tx, name, { from, to });
  if (known !== null) return known;
  // Late, paused or lost on the way: what the windows have passed by is asked for again.
  if (from <= now && now <= to) await bringForward(tx, name, from, now);
  const keys = await keysChanged(tx, name, { from, to });
  if (keys.length > pageSize) await saveWindow(tx, name, { from, to }, keys, now);
  return keys;
};

/** Read once more under the orders' locks, under which alone they change. */
const goingOut = async (
  tx: Tx,
  name: string,
  keys: readonly string[],
  now: Instant,
): Promise<readonly ShelfRow[]> => {
  if (keys.length === 0) return [];
  const dossiers = await lockDossiers(
    tx, [...new Set((await readShelf(tx, name, keys)).map((one) => one.order))]);
  const standpoint = await readStandpoint(tx, now);
  const aside = await readLeftOut(tx, [...dossiers.keys()]);
  const rows: ShelfRow[] = [];
  for (const row of await readShelf(tx, name, keys)) {
    const dossier = dossiers.get(row.order)?.dossier;
    if (row.status === 'awaiting' && aside.has(row.order)) continue;
    if (dossier !== undefined && await mayGo(tx, dossier, row, standpoint)) rows.push(row);
  }
  return rows;
};

const mayGo = async (
  tx: Tx,
  dossier: Dossier,
  row: ShelfRow,
  standpoint: Awaited<ReturnType<typeof readStandpoint>>,
): Promise<boolean> => {
  // That something is over never waits: it keeps people from labelling what they see there.
  if (row.status !== 'awaiting') return row.firstFetchedAt !== null;
  const facts = dossier.consignments[row.consignment];
  // What has its label is done with: handed out again it could only be labelled again.
  const isLabelled = facts === undefined ||
    outboundLabels(withOneIdentity(facts)).some(({ label }) => label.orderKey === row.key);
  if (isLabelled) return false;
  const { decision } = await decideWithWords(tx, dossier, standpoint);
  if (isToChange(decision, row.consignment, row.key)) return false;
  if (row.firstFetchedAt !== null) return true;
  const anew = await decideWithWords(
    tx, asIfUnreleased(dossier, row.consignment, row.key), standpoint);
  return isReleasedBy(anew.decision, row.consignment, row);
};

const noteFetched = async (
  tx: Tx,
  name: string,
  rows: readonly ShelfRow[],
  now: Instant,
): Promise<void> => {
  const fetched = rows.filter((row) => row.fetchedAt === null)
    .map((row) => ({ ...row, fetchedAt: now, firstFetchedAt: row.firstFetchedAt ?? now }));
  for (const row of fetched) await saveOnShelf(tx, name, row);
  await hearSeen(tx, name, fetched.map((row) =>
    ({ kind: 'shipstation-order', order: orderOnShelf(row) })), { seenAt: now, now });
};
