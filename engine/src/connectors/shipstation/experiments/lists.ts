/** Question 6 and its kin: how lists are cut and what stands in them. It only reads. */
import { pacificInstant, renderWindowStart } from '../translate/pacific.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { Plain } from '../translate/shown.ts';
import { headerNumber, isRefused, isTaken, numberIn, rowsIn, textIn } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, type Experiment, type Findings, type Story, type Told,
} from './experiment.ts';

const hour = 3_600_000;

/** A notice that takes longer is not late but will not come: Amazon is tried after an hour. */
const noticedWithin = 6 * hour;

export const lists: Experiment = {
  step: 'lists',
  question: 'How long is a page when nobody asks for a length, what comes beyond the end, and ' +
    'how are fields, dates and notices shown?',
  does: [
    'Reads lists: orders, labels, stores, and how one store was last refreshed.',
    'Writes nothing.',
  ],
  leaves: 'Nothing.',
  callsAtMost: 6,
  takes: 'a few seconds',
  isAlone: false,
  finds: [
    'callsPerMinute', 'defaultPageSize', 'pagesShown', 'unknownFields', 'pageSizeAbove500',
    'pageBeyondEnd', 'manualStoreNotified', 'refreshDateZone', 'refreshStatusDates',
  ],
  clean: null,
  * tell() {
    const first = yield* ask({ method: 'GET', path: '/orders', query: { page: '1' } }, firstPage);
    const above = yield* ask({
      method: 'GET', path: '/orders',
      // A quiet hour is enough: what counts is whether so long a page is refused.
      query: {
        page: '1', pageSize: '501',
        modifyDateStart: renderWindowStart(instant(first.at - hour)),
      },
    }, ({ status }) => status);
    const beyond = yield* pageBeyondEnd(first.kept.total);
    const stores = yield* ask({ method: 'GET', path: '/stores' }, storesOf);
    return allOf([
      fromFirstPage(first.kept),
      isTaken({ status: above.kept })
        ? learnt('pageSizeAbove500', 'cut', 'a page of 501 rows was asked for and not refused')
        : isRefused(above.kept)
          ? learnt('pageSizeAbove500', 'refused', `a page of 501 rows: ${String(above.kept)}`)
          : notLearnt(['pageSizeAbove500'], `the answer was ${String(above.kept)}`),
      beyond,
      yield* manualStoreNotified(stores.kept),
      refreshDateZone(stores.kept),
      yield* refreshStatusDates(stores.kept),
    ]);
  },
};

/** Fields that an order rarely has [v1d]. */
const rareFields = [
  'paymentDate', 'shipByDate', 'customerNotes', 'giftMessage', 'requestedShippingService',
  'holdUntilDate', 'dimensions', 'userId', 'externallyFulfilledBy', 'labelMessages',
];

const firstPage = (told: Told) => {
  const rows = rowsIn(told.value, 'orders');
  const count = (is: (row: Plain, field: string) => boolean): number => (rows ?? [])
    .reduce((sum, row) => sum + rareFields.filter((field) => is(row, field)).length, 0);
  return {
    rows: rows?.length ?? null, total: numberIn(told.value, 'total'),
    pages: numberIn(told.value, 'pages'), limit: headerNumber(told, 'x-rate-limit-limit'),
    nulls: count((row, field) => row[field] === null),
    absent: count((row, field) => !(field in row)),
  };
};

const fromFirstPage = (page: ReturnType<typeof firstPage>): Findings => {
  const { rows, total, pages, limit, nulls, absent } = page;
  const isEmpty = rows === null || rows === 0;
  return allOf([
    limit === null
      ? notLearnt(['callsPerMinute'], 'the answer has no header that says so')
      : learnt('callsPerMinute', String(limit), `X-Rate-Limit-Limit: ${String(limit)}`),
    isEmpty || total === null || rows >= total
      ? notLearnt(['defaultPageSize'],
          `the account shows ${String(total ?? rows ?? 0)} orders, all on one page`)
      : learnt('defaultPageSize', String(rows),
          `${String(rows)} of ${String(total)} orders without asking for a length`),
    isEmpty || pages === null
      ? notLearnt(['pagesShown'], 'there are no orders to count')
      : learnt('pagesShown', pages === 0 ? 'zero' : 'counted',
          `pages: ${String(pages)} beside ${String(rows)} rows`),
    (nulls > 0) === (absent > 0)
      ? notLearnt(['unknownFields'], isEmpty ? 'there are no orders to look at'
        : 'orders show some of such fields as null and leave others out')
      : learnt('unknownFields', nulls > 0 ? 'null' : 'absent',
          `of fields that say nothing ${String(nulls)} are null and ${String(absent)} left out`),
  ]);
};

function* pageBeyondEnd(total: number | null): Story<Findings> {
  if (total === null || total === 0) {
    return notLearnt(['pageBeyondEnd'], 'there are no orders, so that there is no end');
  }
  // Single rows, and a few more than there are: orders may come in meanwhile.
  const page = String(total + 50);
  const { kept } = yield* ask(
    { method: 'GET', path: '/orders', query: { page, pageSize: '1' } },
    ({ status, value }) => ({ status, rows: rowsIn(value, 'orders')?.length ?? null }));
  if (!isTaken(kept) || kept.rows === null) {
    return notLearnt(['pageBeyondEnd'], `the answer was ${String(kept.status)}`);
  }
  return learnt('pageBeyondEnd', kept.rows > 0 ? 'last' : 'empty',
    `page ${page} of ${String(total)} single rows has ${String(kept.rows)}`);
}

const storesOf = ({ value }: Told) => (rowsIn(value, 'stores') ?? []).map((row) => ({
  id: numberIn(row, 'storeId'), marketplace: numberIn(row, 'marketplaceId'),
  refreshDate: textIn(row, 'refreshDate'), lastAttempt: textIn(row, 'lastRefreshAttempt'),
}));
type Stores = ReturnType<typeof storesOf>;

/** Question 8, from labels that were bought long ago: nothing is bought to find it out. */
function* manualStoreNotified(stores: Stores): Story<Findings> {
  const name = 'manualStoreNotified';
  const manual = stores.find((one) => one.marketplace === 0)?.id ?? null;
  if (manual === null) return notLearnt([name], 'the account has no store that is filled by hand');
  const { at, kept } = yield* ask({
    method: 'GET', path: '/shipments',
    query: {
      storeId: String(manual), page: '1', pageSize: '100', sortBy: 'CreateDate', sortDir: 'DESC',
    },
  }, ({ value }) => (rowsIn(value, 'shipments') ?? [])
    .filter((row) => row['isReturnLabel'] !== true && row['voided'] !== true)
    .map((row) => ({
      madeAt: timeOf(textIn(row, 'createDate')), isNotified: row['marketplaceNotified'] === true,
    })));
  const old = kept.filter((one) => one.madeAt !== null && one.madeAt < at - noticedWithin);
  const notified = old.filter((one) => one.isNotified).length;
  const evidence = `${String(notified)} of ${String(old.length)} older labels of store ` +
    `${String(manual)} say that the channel was told`;
  return old.length === 0
    ? notLearnt([name], 'no label older than six hours stands in a store that is filled by hand')
    : notified > 0 && notified < old.length ? notLearnt([name], evidence)
    : learnt(name, notified > 0 ? 'at-once' : 'never', evidence);
}

const timeOf = (text: string | null): Instant | null =>
  (text === null ? null : pacificInstant(text));

/** Read in both ways: only one lies near the last attempt, whose zone is known. */
const refreshDateZone = (stores: Stores): Findings => {
  const name = 'refreshDateZone';
  const readings = stores.flatMap(({ refreshDate, lastAttempt }) => {
    const attempt = timeOf(lastAttempt);
    const pacific = timeOf(refreshDate);
    const utc = timeOf(refreshDate === null ? null : `${refreshDate}Z`);
    if (attempt === null || pacific === null || utc === null) return [];
    const [byPacific, byUtc] = [Math.abs(pacific - attempt), Math.abs(utc - attempt)];
    return Math.min(byPacific, byUtc) > hour ? [] : [byUtc < byPacific ? 'utc' : 'pacific'];
  });
  const [first] = readings;
  return first === undefined || readings.some((one) => one !== first)
    ? notLearnt([name], readings.length === 0
      ? 'no store shows a refresh and its attempt near each other' : 'the stores differ')
    : learnt(name, first, `read so, refreshDate of ${String(readings.length)} stores lies within ` +
      'an hour of the last attempt');
};

function* refreshStatusDates(stores: Stores): Story<Findings> {
  const name = 'refreshStatusDates';
  const store = stores.find((one) => one.refreshDate !== null && one.marketplace !== 0)?.id ?? null;
  if (store === null) return notLearnt([name], 'no store of a channel was ever refreshed');
  const { kept } = yield* ask(
    { method: 'GET', path: '/stores/getrefreshstatus', query: { storeId: String(store) } },
    ({ value }) => textIn(value, 'lastRefreshAttempt') ?? textIn(value, 'refreshDate'));
  if (kept === null) return notLearnt([name], 'the answer holds no date');
  const isMonthFirst = /^\d{1,2}[-/]\d{1,2}[-/]\d{4}/.test(kept);
  return isMonthFirst || /^\d{4}-\d\d-\d\dT/.test(kept)
    ? learnt(name, isMonthFirst ? 'month-first' : 'full', `a date of a store: ${kept}`)
    : notLearnt([name], 'the date is written in a third way');
}
