import { oneOf } from './switch.ts';

/** What is not known about stores, their imports and the rest of the account's furniture. */
export const storeSwitches = {
  refreshDateZone: oneOf(
    ['utc', 'pacific'],
    'zone of a store\'s refreshDate, which stands beside lastRefreshAttempt in Pacific time',
    'D 3.14',
  ),
  refreshStatusDates: oneOf(
    ['month-first', 'full'],
    'dates of getrefreshstatus: a day such as 8-13-2014 as in the one example, or a full time',
    'D 3.6',
  ),
  storeSuccess: oneOf(
    ['text', 'boolean'],
    '`success` of deactivate and reactivate: the text "true" as in the examples, or a boolean',
    'D 3.2',
  ),
  importOnHold: oneOf(
    ['lifted', 'kept'],
    'whether an import puts an order that people hold back to the status of the channel',
    'I 3.8',
  ),
  importCancelled: oneOf(
    ['revived', 'kept'],
    'whether an import revives an order cancelled in ShipStation that the channel still has open',
    'O 7',
  ),
  rejectedPage: oneOf(
    ['passed-over', 'asked-again'],
    'whether the time of a page that a Custom Store gave and that was rejected is asked for again',
    'I 5.2',
  ),
  unmappedStatus: oneOf(
    ['awaiting-shipment', 'left-out'],
    'what becomes of an imported order whose status is mapped to nothing',
    'D 7',
  ),
} as const;
