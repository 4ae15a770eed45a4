/**
 * Amending an order: what is ours is set, what the desk has touched stays, and every other field
 * goes back as it came, because an update wipes whatever it leaves out (no partial update [cuo]).
 * Ours: the lines, the address, ship-by, the number, the ship-from location. Shared until
 * touched: carrier with service and package, the weight. The status is never written, so that a
 * hold stays a hold.
 */
import { sameContent } from '../../../core/facts/same-content.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import {
  barredBy, cancelledMeanwhile, shippedMeanwhile, type Change, type Lack, type Plan,
} from './change.ts';
import { attribute, mergeItems, showsLines } from './items.ts';
import { gramsOf } from './label.ts';
import { renderPacific } from './pacific.ts';
import { numericOrNull } from './reading.ts';
import { renderAddress, renderWeight } from './release.ts';
import { isSameAddress, mayBeSameAddress } from './same-address.ts';
import { plain, type Plain, type Shown } from './shown.ts';

export const amendment = (release: ReleaseContent, accountCurrency: string): Change => ({
  operation: 'amend-order',
  plan: (shown) => {
    const barred = barrier(shown);
    if (barred !== null) return barred;
    const items = attribute(release, shown.document['items']);
    if (items.is === 'not-ours') {
      return { is: 'barred', code: 'shipstation.lines-of-others', text: items.text };
    }
    const body = { ...merge(release, shown), items: mergeItems(items, accountCurrency) };
    return sameContent(body, shown.document)
      ? { is: 'as-wished' } : { is: 'write', path: '/orders/createorder', body };
  },
  lacking: (before, after) => lacking(release, before, after),
});

const barrier = ({ order, isMergedOrSplit }: Shown): Plan | null => {
  switch (order.status.is) {
    case 'shipped':
      return barredBy(shippedMeanwhile);
    case 'cancelled':
      return barredBy(cancelledMeanwhile);
    case 'pending-elsewhere':
    case 'other':
      return {
        is: 'barred', code: 'shipstation.closed',
        text: 'ShipStation shows the order in a status in which it may not be changed',
      };
    case 'awaiting-payment':
    case 'awaiting':
    case 'on-hold':
      return !isMergedOrSplit ? null : {
        is: 'barred', code: 'shipstation.combined',
        text: 'a person split the order or combined others into it; only a person can change it',
      };
    default:
      return order.status satisfies never;
  }
};

/** The document as it was read, with what is ours set in it; its items are dealt with apart. */
const merge = (release: ReleaseContent, { document, order }: Shown): Plain => ({
  ...document,
  orderNumber: release.number,
  ...(release.shipBy === null || isSameTime(document['shipByDate'], renderPacific(release.shipBy))
    ? {} : { shipByDate: renderPacific(release.shipBy) }),
  ...mergeAddress(release, document, order),
  ...mergeCarrier(release, order),
  ...mergeWeight(release, document),
  ...(release.shipFromWarehouseId === null ? {} : {
    advancedOptions: {
      ...plain(document['advancedOptions']), warehouseId: release.shipFromWarehouseId,
    },
  }),
});

/** Their rewriting of the same address is kept; another address leaves nothing of the old one. */
const mergeAddress = (
  release: ReleaseContent,
  document: Plain,
  { shipTo }: Shown['order'],
): Plain => ({
  ...(shipTo !== null && isSameAddress(shipTo, release.shipTo)
    ? {} : { shipTo: renderAddress(release) }),
  customerEmail: release.shipTo.email ?? document['customerEmail'],
});

/** One choice of three parts: with another carrier on it, ours would not fit. */
const mergeCarrier = (release: ReleaseContent, order: Shown['order']): Plain => {
  if (release.carrier === null) return {};
  if (order.carrier !== null && order.carrier !== release.carrier) return {};
  const isServiceOurs = order.service === null || order.service === release.service;
  return {
    carrierCode: release.carrier,
    ...(order.service === null ? { serviceCode: release.service } : {}),
    ...(order.package === null && isServiceOurs && release.package !== null
      ? { packageCode: release.package } : {}),
  };
};

/** Weighed or typed at the desk it stays; none, nothing, or the sum of its items is not touched. */
const mergeWeight = (release: ReleaseContent, document: Plain): Plain => {
  const present = readGrams(document['weight']) ?? 0;
  const isUntouched = present === 0 || present === sumOfItems(document['items']);
  return release.weightGrams === null || release.weightGrams === present || !isUntouched
    ? {} : { weight: renderWeight(release.weightGrams) };
};

const readGrams = (weight: unknown): number | null => {
  const { value, units } = plain(weight);
  const amount = numericOrNull.safeParse(value).data ?? null;
  return typeof units === 'string' ? gramsOf(amount, units) : null;
};

const sumOfItems = (items: unknown): number | null =>
  (Array.isArray(items) ? items.map(plain) : []).reduce<number | null>((sum, item) => {
    // A discount has no weight and needs none.
    const grams = readGrams(item['weight']) ?? (item['adjustment'] === true ? 0 : null);
    return sum === null || grams === null ? null : sum + grams * Number(item['quantity']);
  }, 0);

/**
 * Lines must be just as sent: they are what a label is made from. Another field counts as not
 * taken when it is not as asked and has not moved either; an own rule of the account may have
 * rewritten it right after.
 */
const lacking = (release: ReleaseContent, before: Shown, after: Shown): Lack | null => {
  if (after.order.status.is === 'shipped') return shippedMeanwhile;
  if (after.order.status.is === 'cancelled') return cancelledMeanwhile;
  const stayed = [
    showsLines(release, after.document['items']) ? null : 'the lines',
    after.order.number === release.number ? null : 'the order number',
    isAddressTaken(release, before.order, after.order) ? null : 'the address',
    isShipByTaken(release, before.document, after.document) ? null : 'the ship-by date',
    isPlaceTaken(release, before.document, after.document) ? null : 'the ship-from location',
  ].filter((field) => field !== null);
  return stayed.length === 0
    ? null : { is: 'not-as-asked', text: `${stayed.join(', ')} did not change as asked` };
};

const isAddressTaken = (
  { shipTo: asked }: ReleaseContent,
  before: Shown['order'],
  after: Shown['order'],
): boolean => {
  if (after.shipTo === null) return false;
  if (isSameAddress(after.shipTo, asked) || mayBeSameAddress(after.shipTo, asked)) return true;
  return before.shipTo === null || !isSameAddress(before.shipTo, after.shipTo);
};

/** By the day: whether V1 keeps the hour is not documented. */
const isShipByTaken = ({ shipBy }: ReleaseContent, before: Plain, after: Plain): boolean => {
  const day = ({ shipByDate: text }: Plain) => (typeof text === 'string' ? text.slice(0, 10) : '');
  return shipBy === null || day(after) === renderPacific(shipBy).slice(0, 10) ||
    day(after) !== day(before);
};

const isPlaceTaken = (
  { shipFromWarehouseId: asked }: ReleaseContent,
  before: Plain,
  after: Plain,
): boolean => {
  const place = (document: Plain) => Number(plain(document['advancedOptions'])['warehouseId']);
  return asked === null || place(after) === asked || place(after) !== place(before);
};

/** V1 shows `2026-07-03T07:12:40.0000000` where it asks for `2026-07-03 07:12:40`. */
const isSameTime = (theirs: unknown, ours: string): boolean =>
  typeof theirs === 'string' && theirs.slice(0, 19).replace('T', ' ') === ours;
