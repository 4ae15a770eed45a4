/**
 * Takes in what the other side tells of a parcel: a sighting of a label, like one of a list. It is
 * known by its order and its number, or its goods and time where it has none, so that the same
 * notice twice is one label, and one that a list shows as well is the same one.
 */
import type { ParcelNotice } from '../../contract/shelf.ts';
import { fingerprint } from '../../core/facts/fingerprint.ts';
import { labelId, shelfId, type LabelId } from '../../core/model/ids.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { Label } from '../../core/model/shipstation.ts';
import type { Tx } from '../../store/database.ts';
import { saveUnreadable } from '../../store/calls.ts';
import { findOnShelf, readShelf, type ShelfRow } from '../../store/shelf.ts';
import { hearSeen } from '../hear-seen.ts';

export type NoticeHeard =
  | { readonly is: 'heard'; readonly number: string }
  /** In plain words: nobody here knows what it is about. */
  | { readonly is: 'unknown'; readonly text: string };

export const hearNotice = async (
  tx: Tx,
  name: string,
  notice: ParcelNotice,
  now: Instant,
): Promise<NoticeHeard> => {
  const rows = await rowsFor(tx, name, notice);
  const [row, other] = rows;
  if (row === undefined || other !== undefined) {
    const number = notice.orderNumber ?? notice.key ?? 'no number';
    const text = row === undefined
      ? `no order ${number} was ever handed out here`
      : `several orders here bear the number ${number}, and the notice does not say which`;
    await saveUnreadable(tx, name, now, [`notice of a parcel: ${text}`]);
    return { is: 'unknown', text };
  }
  await hearSeen(tx, name, [{ kind: 'label', label: labelOf(notice, row, now) }],
    { seenAt: now, now });
  return { is: 'heard', number: row.release.number };
};

/** By the key that it was handed out under; without one only a number that one order bears. */
const rowsFor = async (
  tx: Tx,
  name: string,
  { key, orderNumber }: ParcelNotice,
): Promise<readonly ShelfRow[]> => {
  const known = key === null ? [] : await readShelf(tx, name, [key]);
  if (known.length > 0 || orderNumber === null) return known;
  return findOnShelf(tx, name, orderNumber);
};

/** Two parcels without a number are told apart by their goods and by when their label was made. */
export const noticeId = (
  key: string, { trackingNumber, lines, madeAt }: ParcelNotice,
): LabelId => labelId(`notice:${fingerprint(
  trackingNumber !== null ? [key, trackingNumber]
  : lines.length === 0 && madeAt === null ? [key, ''] : [key, '', lines, madeAt])}`);

const labelOf = (notice: ParcelNotice, { key, release }: ShelfRow, now: Instant): Label => ({
  id: noticeId(key, notice),
  order: shelfId(key),
  orderNumber: release.number,
  orderKey: key,
  madeAt: notice.madeAt ?? now,
  trackingNumber: notice.trackingNumber,
  carrier: notice.carrier,
  service: notice.service,
  cost: notice.cost,
  weightGrams: null,
  isReturn: false,
  voidedAt: null,
  lines: notice.lines,
  // The store that ShipStation tells is ourselves, and here it was told.
  channelNotice: { is: 'told' },
  isNoticed: true,
});
