import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';
import { listSections } from './order-lists.ts';
import { screenSections } from './screen.ts';

const upsert = 'shipstation/upsert.test.ts';
const bySwitch = 'shipstation/upsert-switches.test.ts';
const work = 'shipstation/order-work.test.ts';
const tags = 'shipstation/tags-and-users.test.ts';

/** ShipStation's orders: written, changed by people and by time, and listed. */
export const orderSections: readonly Section[] = [
  {
    title: 'Orders: creating and updating',
    behaviours: [
      row(
        'an answer holds every documented field, null where nothing is known; ids are above 2^31',
        'D 3.5 [v1d, mo]; O 3.2 [s4n]',
        upsert,
        'comes back whole, with every documented field and an id above 2^31',
      ),
      row(
        'without a key a second call makes a second order; order numbers may repeat',
        'D 3.7 [cuo]; D 3.5 [mo]',
        upsert,
        'without a key is new each time it is sent',
      ),
      row(
        'an order number may stand on many orders',
        'D 3.5 [mo]',
        bySwitch,
        'an order number may stand on many orders',
      ),
      row(
        'found by orderId before orderKey, and replaced whole',
        'D 3.7 [cuo, v1d]',
        upsert,
        'is replaced whole by its key: what is left out is gone',
        'is found by orderId before its key, and keeps its key and store',
      ),
      row(
        'what an update leaves out is cleared, group by group by switch',
        'I 3.7',
        bySwitch,
        'is cleared by default, items, tags and custom fields too',
        'is kept group by group, as the switches say',
      ),
      row(
        'what ShipStation alone writes survives any update',
        'D 3.5 [mo, mao]',
        bySwitch,
        'never is what ShipStation alone writes: user, creation, the date of a hold',
      ),
      row(
        'the items of an update are new rows, or keep their ids by switch',
        'I 3.7',
        bySwitch,
        'are new rows with new ids',
        'keep the id of the same lineItemKey, by their switch',
      ),
      row(
        'shipped and cancelled orders are locked',
        'D 3.7 [v1d]; I 3.7',
        upsert,
        'is locked: by default the answer is 200 with the unchanged order',
        'is locked: the other reading answers 400',
        'fails its own row in a batch',
      ),
      row(
        'pending_fulfillment locks too, or not, by switch',
        'D 3.7 [v1d, cuo]',
        bySwitch,
        'pending_fulfillment locks the order, or by its switch leaves it open',
      ),
      row(
        'created as shipped, cancelled or on hold; no shipment record comes of it',
        'I 3.7',
        bySwitch,
        'can be %s at creation, and makes no shipment record',
      ),
      row(
        'the store is chosen at creation, by default the first manual one',
        'D 3.7 [mao]',
        upsert,
        'goes to the first manual store unless told otherwise',
      ),
      row(
        'a store in an update, of a connected channel, or unknown: by switch',
        'D 3.7 [mao]; I 3.7',
        bySwitch,
        'in an update is ignored in silence, or by its switch refused',
        'may be that of a connected channel, unless the switch refuses it',
        'unknown is refused, as is an unknown ship-from location, or both are replaced',
      ),
      row(
        'a deleted order answers 404 by id and by key',
        'O 3.7 [chb]',
        upsert,
        'answers 404 by id and by key once it is deleted',
      ),
      row(
        'a service that is not of the carrier is a 400',
        'O 3.7 [flu]',
        upsert,
        'a choice of carrier that does not fit: %j',
      ),
      row(
        'createorders answers 200 with one result a row, up to 100 rows',
        'D 3.7 [v1d]; I 3.7',
        upsert,
        'answers row by row, and one bad row spoils no other',
        'takes 100 orders and refuses 101',
      ),
      row(
        'results come shuffled; above 100 an exception; an unbound row refuses all: by switches',
        'I 3.7',
        bySwitch,
        'comes in another order than the request, or by its switch in the same',
        'above 100 orders is an exception, or a refusal in one of two shapes',
        'refuses all rows for one that cannot be bound, or by its switch that row alone',
      ),
      row(
        'a body that cannot be bound is a 400 with ModelState; 0 and 1 are no booleans',
        'O 3.4 [lar 8, lar PR5, mbo 9]',
        upsert,
        'a body that the model binder refuses',
        'but a boolean and a number as text pass',
      ),
      row(
        'an unknown SKU becomes a product record, which fills what later orders leave out',
        'O 3.5 [cst]; I 3.7',
        bySwitch,
        'an unknown SKU becomes a product, which then fills what later items leave out',
        'carrier and service of a product fill an order that names none',
      ),
      row(
        'a customer record for each username, none without',
        'D 3.5 [mo]',
        bySwitch,
        'a customer is one record for each username, and without one there is none',
      ),
    ],
  },
  {
    title: 'Orders: what ShipStation does by itself',
    behaviours: [
      row(
        'the total is computed, the address checked and rewritten in capitals',
        'D 3.5 [ma]',
        upsert,
        'has its total computed and its address rewritten',
        'keeps an address that cannot be checked and says so',
      ),
      row(
        'ZIP+4 in the US; a warning for a street without a number; later than the answer by switch',
        'D 3.5 [ma]; I 3.15',
        work,
        'rewrites what it could verify, with ZIP+4 in the US',
        'warns of a street without a number and keeps the text',
        'can come later than the answer, by its switch',
      ),
      row(
        'automation rules edit a new order some seconds after the answer',
        'O 3.7 [wos]',
        work,
        'edits a new order some seconds after the answer, so that a read-back differs',
        'does not run on an update, nor on what it does not mean',
        'can split a SKU off into an order of its own',
        'can put an order on hold, without a date or with one',
      ),
      row(
        'a hold ends by itself at midnight Pacific of its date',
        'D 3.8 [v1d]',
        'shipstation/labels.test.ts',
        'ends by itself when its date begins in Pacific time',
      ),
    ],
  },
  {
    title: 'Orders: tags and users',
    behaviours: [
      row(
        'tags are put on and taken off, never made; listbytag needs status and tag',
        'D 3.6 [v1d]',
        tags,
        'is put on an order once, and taken off',
        'finds its orders by status and tag, and both must be named',
        'is made on the screen alone: an unknown one is refused',
      ),
      row(
        'one unknown order means that nobody is assigned',
        'D 3.6 [v1d]',
        tags,
        'is assigned to several orders at once, and taken off again',
        'is assigned to nobody as soon as one id is unknown',
        'who has left is listed only on request',
      ),
      row(
        'whether a tag moves modifyDate is a switch',
        'I 7, 11',
        tags,
        'leaves modifyDate still, or by its switch moves it',
      ),
    ],
  },
  ...screenSections,
  ...listSections,
];
