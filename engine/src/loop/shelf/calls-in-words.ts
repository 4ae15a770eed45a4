/** How a connection that others call was called: what a person asks first when nothing comes. */
import type { ProbeAnswer } from '../../contract/connector.ts';
import { renderInstant, type Instant } from '../../core/model/instant.ts';
import type { Tx } from '../../store/database.ts';
import { readShelfCalls, type ShelfCalls } from '../../store/shelf.ts';
import type { Surroundings } from '../surroundings.ts';
import { openShelf } from './open.ts';

/** Where it is to be typed in, and what is called; null where nobody said how we are reached. */
export const shelfAddress = (
  { hooks }: Pick<Surroundings, 'hooks'>,
  connection: string,
): string | null => hooks === undefined || hooks.publicUrl === null ? null
  : `${hooks.publicUrl.replace(/\/+$/, '')}/custom-store/${encodeURIComponent(connection)}`;

type InWords = Required<ProbeAnswer>;

/** Null for a connection that nobody calls. */
export const callsInWords = async (
  tx: Tx,
  surroundings: Surroundings,
  connection: string,
): Promise<InWords | null> => {
  if (await openShelf(tx, surroundings, connection) === null) return null;
  return inWords(
    await readShelfCalls(tx, connection), shelfAddress(surroundings, connection));
};

export const inWords = (calls: ShelfCalls, address: string | null): InWords => {
  const { fetchedAt, fetchAnswer, noticedAt, noticeAnswer, refusedAt, refused } = calls;
  const where = address ?? '/custom-store/… at the address under which others reach Gatepass';
  return {
    isWell: fetchedAt !== null,
    sentences: [
      fetchedAt === null
        ? `ShipStation has never asked its Custom Store for orders. Its set-up page must name ${
          where}, with the user name and password of customStore.`
        : `ShipStation last asked its Custom Store for orders at ${said(fetchedAt)}: ${
          fetchAnswer ?? 'no answer was noted'}.`,
      noticedAt === null
        ? 'It has told of no parcel yet.'
        : `It last told of a parcel at ${said(noticedAt)}: ${
          noticeAnswer ?? 'no answer was noted'}.`,
    ],
    watch: [
      ...(refusedAt === null ? [] : [
        `Wrong credentials came to its address ${refused === 1 ? 'once' : `${
          String(refused)} times`}, last at ${said(refusedAt)}${
          fetchedAt !== null && fetchedAt > refusedAt ? '; right ones have come since' : ''}.`,
      ]),
      ...(address === null ? [
        'Nobody said how others reach this Gatepass: set GATEPASS_PUBLIC_URL.',
      ] : []),
    ],
  };
};

const said = (at: Instant): string => renderInstant(at);
