/** The newest orders of an account, only as far as tells who brought them in. */
import { z } from 'zod';
import { instant, type Instant } from '../../../core/model/instant.ts';
import { renderWindowStart } from './pacific.ts';
import { idNumber, idTextOrNull, textOrNull } from './reading.ts';

export type RecentOrder = {
  readonly number: string;
  readonly key: string | null;
  readonly store: number | null;
};

const week = 7 * 24 * 3_600_000;

/** A hundred of the last week, newest first; of one store where only one is asked about. */
export const recentQuery = (
  now: Instant,
  stores: readonly number[],
): Readonly<Record<string, string>> => ({
  createDateStart: renderWindowStart(instant(now - week)), sortBy: 'CreateDate', sortDir: 'DESC',
  page: '1', pageSize: '100', ...(stores.length === 1 ? { storeId: String(stores[0]) } : {}),
});

const row = z.object({
  orderNumber: textOrNull, orderKey: textOrNull,
  advancedOptions: z.object({ storeId: idTextOrNull }).nullish(),
}).transform(({ orderNumber, orderKey, advancedOptions }): RecentOrder => ({
  number: orderNumber ?? 'an order without a number',
  key: orderKey,
  store: advancedOptions?.storeId == null ? null : idNumber(advancedOptions.storeId),
}));

const page = z.object({ orders: z.array(z.unknown()) });

/** Null when it is no page of orders; rows that cannot be read tell nothing and are left out. */
export const readRecent = (answer: unknown): readonly RecentOrder[] | null =>
  page.safeParse(answer).data?.orders.flatMap((one) => row.safeParse(one).data ?? []) ?? null;
