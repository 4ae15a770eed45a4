import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';

const lists = 'shipstation/lists.test.ts';
const orderLists = 'shipstation/order-lists.test.ts';

export const listSections: readonly Section[] = [
  {
    title: 'Orders: lists',
    behaviours: [
      row(
        'orderNumber finds what begins with it',
        'D 3.2, 3.6 [v1d]',
        lists,
        'finds numbers that begin with what is asked',
        'filters by status and by store',
      ),
      row(
        'filters by customer, item keyword, store, dates of order, payment, creation and change',
        'D 3.6 [v1d]',
        orderLists,
        'find by %s',
      ),
      row(
        'the orders of one import, by the batch in a webhook URL',
        'O 3.6, 3.11',
        orderLists,
        'find the orders of one import, by the batch that a webhook names',
      ),
      row(
        'sorted by order date, creation or change, by default by id',
        'D 3.2 [v1d, node]',
        orderLists,
        'sort by order date, creation or change, in both directions',
      ),
      row(
        'whether the ends of a date filter count is a switch',
        'D 3.14; I 3.14',
        lists,
        'sorts by modifyDate and filters it, without the ends or with them',
      ),
      row(
        'pages of 100 rows unless asked, of at most 500',
        'D 3.2 [v1d]; O 3.2 [s4n]; I 11',
        orderLists,
        'have 100 rows unless asked otherwise, by their switch 50 or 500',
        'are cut to 500 rows, or by their switch a larger pageSize is refused',
      ),
      row(
        'a page beyond the end shows the last one again, or is empty, by switch',
        'I 11',
        lists,
        'cuts pages, and beyond the end shows the last one again, or an empty one',
      ),
      row(
        'pages drift under ModifyDate: a row that moves lets the next page skip one',
        'I 3.2',
        orderLists,
        'drift under ModifyDate: a change between two pages hides a row from the reader',
      ),
      row(
        'one order that cannot be serialised breaks its page unless it stands alone',
        'O 3.4 [skv]',
        lists,
        'breaks a page with a poison order, until the order stands on it alone',
      ),
      row(
        '`pages` may be 0 beside a full total',
        'D 3.2 [v1d]',
        lists,
        'can say 0 pages beside a full total',
      ),
      row(
        'fields about which nothing is known are null, or left out by switch',
        'D 3.5 [v1d]; O 3.5 [pmc, agr]',
        orderLists,
        'has null where nothing is known, or by its switch lacks the field',
      ),
    ],
  },
];
