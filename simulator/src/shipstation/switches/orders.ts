import { oneOf } from './switch.ts';

/** What is not known about orders and their lists. */
const written = {
  lockedAnswer: oneOf(
    ['unchanged', 'refused'],
    'answer of createorder for a shipped or cancelled order: a silent 200, or a 400',
    'I 3.7',
  ),
  pendingFulfillment: oneOf(
    ['locked', 'open'],
    'whether an order in pending_fulfillment can be updated; one newer page counts it as open',
    'D 3.7 [v1d, cuo]',
  ),
  leftOutDetails: oneOf(
    ['cleared', 'kept'],
    'notes, dates, amounts, gift and customer that an update leaves out',
    'I 3.7',
  ),
  leftOutShipping: oneOf(
    ['cleared', 'kept'],
    'carrier, service, package, weight, size, insurance and customs that an update leaves out',
    'I 3.7',
  ),
  leftOutItems: oneOf(['cleared', 'kept'], 'items that an update leaves out', 'I 3.7'),
  leftOutTags: oneOf(['cleared', 'kept'], 'tags that an update leaves out', 'I 3.7'),
  leftOutAdvanced: oneOf(
    ['cleared', 'kept'],
    'custom fields, warehouse and billing that an update leaves out',
    'I 3.7',
  ),
  itemIdsOnUpdate: oneOf(
    ['new', 'kept'],
    'whether the items of an update are new rows, or keep the ids of the same lineItemKey',
    'I 3.7',
  ),
  storeOnUpdate: oneOf(
    ['ignored', 'refused'],
    'another storeId in an update: silently without effect, or a 400',
    'D 3.7 [mao]',
  ),
  connectedStore: oneOf(
    ['taken', 'refused'],
    'creating an order by API in the store of a connected channel',
    'I 3.7',
  ),
  unknownPlace: oneOf(
    ['refused', 'replaced'],
    'an unknown storeId or warehouseId: a 400, or the default in its place',
    'I 3.7',
  ),
  overLimit: oneOf(
    ['exception', 'message', 'model-state'],
    'answer to more than 100 orders: a 500, or a 400 with Message or with ModelState',
    'I 3.7',
  ),
  resultOrder: oneOf(
    ['shuffled', 'same'],
    'order of the results of createorders beside that of the request',
    'I 3.7',
  ),
  unboundRow: oneOf(
    ['refuses-all', 'fails-alone'],
    'a row of createorders that cannot be bound refuses the batch, or only itself',
    'I 3.7',
  ),
  productDefaults: oneOf(
    ['applied', 'none'],
    'whether product records fill weight, bin, carrier and service that an order leaves out',
    'O 3.5 [cst]; I 3.5',
  ),
  addressCheck: oneOf(
    ['at-once', 'later'],
    'whether an address is checked and rewritten in the answer (documented), or some time later',
    'D 3.5 [ma]; I 3.15',
  ),
} as const;

const byPeople = {
  splitNumber: oneOf(
    ['same', 'suffix'],
    'order number of a part: that of the whole (captured), or with -1, -2 (official example)',
    'O 3.12 [pmc]; D 3.12',
  ),
  splitAmounts: oneOf(
    ['zero', 'own'],
    'amounts of a split-off part: all 0, or the worth of its items',
    'O 3.12 [pmc]',
  ),
  splitByKeyAlone: oneOf(
    ['newest-part', 'oldest-part', 'new-order', 'refused'],
    'an update of a split order by its shared orderKey, without the orderId that it needs',
    'O 3.7 [skv]; I 3.7',
  ),
  splitByIdAlone: oneOf(
    ['refused', 'updated'],
    'an update of a split order by orderId, without the orderKey that it needs',
    'D 3.7 [cuo]; I 3.7',
  ),
  modifyOnTag: oneOf(['still', 'moves'], 'modifyDate when a tag comes or goes', 'I 7, 11'),
  modifyOnHold: oneOf(['still', 'moves'], 'modifyDate when a hold begins or ends', 'I 7, 11'),
  modifyOnUser: oneOf(['still', 'moves'], 'modifyDate when a user is assigned', 'I 7, 11'),
} as const;

const listed = {
  pagesShown: oneOf(
    ['counted', 'zero'],
    '`pages` of a list as counted, or always 0 as in three official examples',
    'D 3.2 [v1d]',
  ),
  defaultPageSize: oneOf(['100', '50', '500'], 'rows of a page without pageSize', 'O 3.2 [s4n]'),
  pageSizeAbove500: oneOf(['cut', 'refused'], 'a pageSize above 500: 500 rows, or a 400', 'I 11'),
  pageBeyondEnd: oneOf(
    ['last', 'empty'],
    'a page beyond the end: the last one again, or an empty one',
    'I 11',
  ),
  orderDateEnds: oneOf(
    ['outside', 'inside'],
    'whether a row at the very moment of a date filter of /orders is found',
    'D 3.14; I 3.14',
  ),
  unknownFields: oneOf(
    ['null', 'absent'],
    'fields of an order about which nothing is known: null as in examples, or left out',
    'D 3.5 [v1d]; O 3.5 [pmc, agr]',
  ),
} as const;

export const orderSwitches = { ...written, ...byPeople, ...listed } as const;
