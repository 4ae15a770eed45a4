import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';

const split = 'shipstation/screen/split.test.ts';
const combine = 'shipstation/screen/combine.test.ts';
const edit = 'shipstation/screen/edit.test.ts';

/** What people do to orders on the screen, where the API has no call for it. */
export const screenSections: readonly Section[] = [
  {
    title: 'Orders: split, combined and edited by people',
    about: 'Each act is a control call: `POST /control/shipstation/split`, `combine`, ' +
      '`uncombine`, `edit`, `cancel`, `delete`, `move`, `park`, `unpark`, `rules`.',
    behaviours: [
      row(
        'a part has a parent, the shared orderKey and lineItemKeys, and amounts of 0',
        'D 3.12; O 3.12 [pmc]; I 3.12',
        split,
        'moves units into a part with a parent, the same orderKey and lineItemKey',
        'shows amounts of 0 on the part, or by its switch the worth of its items',
        'of a part names the whole as the parent, not the part',
      ),
      row(
        'a part has the number of the whole, or a suffix by switch',
        'O 3.12 [pmc]; D 3.12',
        split,
        'gives the part the same number, or by its switch -1 and then -2',
        'is seen by the list of orders only: two rows under one number',
      ),
      row(
        'an update of a split order needs orderId and orderKey; by the key alone it overwrites',
        'D 3.7 [cuo]; O 3.7 [skv]; I 3.7',
        split,
        'by its key alone overwrites the newest part, which then doubles the goods',
        'by its key alone may also hit the oldest part, make a new order, or be refused',
        'by its id alone is refused, or by its switch done',
        'by both hits that part and leaves it a part',
      ),
      row(
        'a combine leaves a survivor with mergedIds and the items of all under their own keys',
        'D 3.12 [h-comb]; O 3.12 [lim]',
        combine,
        'leave one survivor with the items, keys and sums of all',
        'carry the lines of all on the one label that is bought',
        'can swallow further orders, and then name all that are gone',
      ),
      row(
        'the others vanish: 404 by id, absent from lists, 404 to an update',
        'O 3.12 [lim, chb]',
        combine,
        'vanish otherwise: 404 by id, absent from every list',
        'answer 404 to an update by their id and by their key',
      ),
      row(
        'only orders that await shipment at one address are combined; it can be taken back',
        'D 3.12 [h-comb]',
        combine,
        'only orders that await shipment at one address can be combined',
        'are there again after the combine was taken back',
      ),
      row(
        'no unit is lost or doubled by any sequence of splits and combines',
        'ours',
        'shipstation/screen/conserved.test.ts',
        'no unit is lost or doubled, however people split, combine and take it back',
      ),
      row(
        'an edit on the screen moves modifyDate and keeps what it does not name',
        'I 7',
        edit,
        'changes what is named, moves modifyDate, and keeps the rest',
      ),
      row(
        'statuses outside the documented list, also invented ones',
        'O 3.8 [skv]',
        edit,
        'can show a status that no list names, and is then locked for the API',
      ),
      row(
        'externally fulfilled orders',
        'D 3.5 [mo]',
        edit,
        'can be shipped by somebody else, with that party named',
      ),
      row(
        'cancelled, deleted, moved: locked, gone, or no longer found by the key',
        'D 3.7; O 3.7 [chb]',
        edit,
        'cancelled is locked and stays in the lists',
        'deleted is gone from the lists, and its key leads to a 404',
        'moved to another store is found by id, and no longer by its key',
      ),
      row(
        'on hold without a date until a person lifts it, with one until that day',
        'D 3.8 [v1d]',
        edit,
        'parked without a date stays on hold until a person lifts it',
        'parked with a date is lifted by itself on that day',
        'a hold leaves modifyDate still, or by its switch moves it',
      ),
      row(
        'every act over HTTP, refused with its reason where it makes no sense',
        'ours',
        'shell/order-control.test.ts',
        'every act of the screen is one control call, by number or by id',
        'an act that makes no sense is refused with its reason',
        'automation rules are set and read, and run as time passes',
      ),
    ],
  },
];
