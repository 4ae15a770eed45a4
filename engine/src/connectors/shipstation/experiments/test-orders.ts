/**
 * The test orders of the experiments. Every one bears a number and a key that nobody else's order
 * has, is addressed to the account's own ship-from location, and stands in a store that is filled
 * by hand, so that there is no channel and no customer to be told. Nothing is done to an order that
 * does not bear both marks.
 */
import type { Instant } from '../../../core/model/instant.ts';
import { instant } from '../../../core/model/instant.ts';
import { renderPacific } from '../translate/pacific.ts';
import { plain, type Plain } from '../translate/shown.ts';
import { asJson, isTaken, numberIn, rowsIn, textIn, written } from './answers.ts';
import { ask, type Json, type Run, type Story } from './experiment.ts';

export const numberMark = 'GATEPASS-PROBE-';
const keyMark = 'gatepass-probe:';

/** Where test orders may stand. */
export type Place = {
  readonly storeId: number;
  /** Another store filled by hand, if there is one, and one of a channel. */
  readonly otherManual: number | null;
  readonly connected: number | null;
  readonly address: Json;
};

/** Two calls; null where the account has no store that is filled by hand. */
export function* findPlace(): Story<Place | null> {
  const { kept: stores } = yield* ask(
    { method: 'GET', path: '/stores' },
    ({ value }) => (rowsIn(value, 'stores') ?? [])
      .filter((row) => row['active'] !== false)
      .map((row) => ({
        id: numberIn(row, 'storeId'), marketplace: numberIn(row, 'marketplaceId'),
      })));
  const { kept: address } = yield* ask(
    { method: 'GET', path: '/warehouses' },
    ({ value }) => {
      const rows = rowsIn(value, 'warehouses') ?? [];
      const own = rows.find((row) => row['isDefault'] === true) ?? rows[0];
      return asJson(addressOf(plain(own?.['originAddress'])));
    });
  // Marketplace 0 is ShipStation itself: orders made by hand or by API [v1d].
  const manual = stores.filter((one) => one.marketplace === 0).flatMap((one) => one.id ?? []);
  const connected = stores.find((one) => one.marketplace !== 0 && one.marketplace !== null);
  const [storeId, otherManual = null] = manual;
  return storeId === undefined
    ? null : { storeId, otherManual, connected: connected?.id ?? null, address };
}

const addressOf = (origin: Plain): Plain => ({
  name: 'GATEPASS PROBE - DO NOT SHIP',
  ...Object.fromEntries(['street1', 'street2', 'city', 'state', 'postalCode', 'country']
    .map((part) => [part, origin[part] ?? null])),
});

export const noPlace = 'the account has no store that is filled by hand, where a test order ' +
  'could stand without anybody being told';

/** The time that every test order of a run is dated with: a whole second. */
export const datedAt = ({ begunAt }: Run): Instant => instant(Math.floor(begunAt / 1000) * 1000);

/**
 * A test order. It awaits payment unless the experiment needs otherwise: what is not paid cannot be
 * labelled at the screen [h-desk].
 */
export const testOrder = (
  run: Run,
  name: string,
  place: Place,
  over: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  orderNumber: `${numberMark}${run.id}-${name}`,
  orderKey: `${keyMark}${run.id}:${name}`,
  orderDate: renderPacific(datedAt(run)),
  orderStatus: 'awaiting_payment',
  billTo: { name: 'GATEPASS PROBE - DO NOT SHIP' },
  shipTo: place.address,
  items: [testItem('1')],
  advancedOptions: { storeId: place.storeId },
  ...over,
});

export const testItem = (key: string, over: Readonly<Record<string, unknown>> = {}) => ({
  lineItemKey: `${keyMark}line:${key}`, name: 'Gatepass test item, do not pick', quantity: 1,
  ...over,
});

export const createOrder = (body: unknown) =>
  ask({ method: 'POST', path: '/orders/createorder', body }, written);

/** An order as it is shown, or null. */
export function* readOrder<Kept extends Json>(
  orderId: number,
  keep: (document: Plain) => Kept,
): Story<Kept | null> {
  const { kept } = yield* ask(
    { method: 'GET', path: `/orders/${String(orderId)}` },
    (told): Kept | null => (isTaken(told) && numberIn(told.value, 'orderId') === orderId
      ? keep(plain(told.value)) : null));
  return kept;
}

const largestPage = '500';

/** Deletes every test order that still shows, of this run or of an earlier one. */
export function* removeTestOrders(): Story<readonly string[]> {
  const left: string[] = [];
  const { kept: ids } = yield* ask(
    {
      method: 'GET', path: '/orders',
      query: { orderNumber: numberMark, page: '1', pageSize: largestPage },
    },
    ({ value }) => (rowsIn(value, 'orders') ?? []).filter(isTestOrder)
      .flatMap((row) => numberIn(row, 'orderId') ?? []));
  for (const id of ids) {
    const { kept } = yield* ask(
      { method: 'DELETE', path: `/orders/${String(id)}` }, written);
    // Gone already is as good as deleted.
    if (!isTaken(kept) && kept.status !== 404) {
      left.push(`The test order ${String(id)} could not be deleted (${kept.says}): delete it at ` +
        'the screen.');
    }
  }
  return left;
}

/** By number and by key: an order of anybody else has at most one of the two by chance. */
export const isTestOrder = (row: Plain): boolean =>
  (textIn(row, 'orderNumber') ?? '').startsWith(numberMark) &&
  (textIn(row, 'orderKey') ?? '').startsWith(keyMark);
