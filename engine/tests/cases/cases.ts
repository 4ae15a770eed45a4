// Long because: every failure that was reported is on one list, each with its tests.
/**
 * Failures that other integrations really had, from public reports, each with the behaviour that
 * is right and the tests that show it here. What is not here yet says so.
 */

export type Shown = {
  /** From the root of the repository; of a day at the bench its `.day` file. */
  readonly file: string;
  /** The name of the test, or the first line of the day, as it is written there. */
  readonly test: string;
};

export type Case = {
  readonly reported: readonly string[];
  readonly went: string;
  readonly right: string;
  readonly shown: readonly Shown[];
  /** What of it is not here, in a sentence; null where all of it is. */
  readonly lacks: string | null;
};

const day = (name: string, test: string): Shown =>
  ({ file: `engine/scenarios/days/${name}.day`, test });
const bench = 'engine/src/api/routes/bench.db.test.ts';
const look = 'engine/src/loop/look.db.test.ts';
const woo = 'engine/src/connectors/woocommerce/session.test.ts';
const vendure = 'engine/src/connectors/vendure/session.test.ts';
const vendureTold = 'engine/src/connectors/vendure/tell.test.ts';
const shopifyTold = 'engine/src/connectors/shopify/tell.test.ts';
const ownLink = 'has a link of our own for a carrier that Shopify does not list, %s';
const realVendure = 'engine/tests/real/vendure-answers.test.ts';
const trytonTold = 'engine/src/connectors/tryton/tell.test.ts';
const trytonDay = 'engine/tests/real/tryton.test.ts';
const shortInTryton = 'a short pick waits for a word; two of five go, and the rest is another';

export const cases: readonly Case[] = [
  {
    reported: ['openlinker-project/openlinker#1917'],
    went: 'two dispatches at once, or a lost reply, bought two labels',
    right: 'The wish is committed before the call, and a lost answer is looked for.',
    shown: [
      { file: bench, test: 'asked twice, and by two benches at once, it is bought once' },
      {
        file: 'engine/tests/together/bought-labels.together.test.ts',
        test: 'twelve orders, five lost answers: twelve labels, twelve told, none twice',
      },
    ],
    lacks: null,
  },
  {
    reported: ['openlinker-project/openlinker#1905'],
    went: 'a label existed at the carrier and nobody here knew of it',
    right: 'What a look shows is adopted; what belongs to nobody is an exception.',
    shown: [
      day('buy-label.bought-unanswered',
        'No answer to a purchase, but the label shows at the next look: none is bought again.'),
      day('foreign-label',
        'A label that hangs on no order of ours was made outside the hand-over.'),
    ],
    lacks: null,
  },
  {
    reported: ['open-mercato/open-mercato#3294'],
    went: 'the carrier was called before the claim that makes a repeat harmless',
    right: 'The claim comes first; the same key and body is answered as before, another refused.',
    shown: [
      {
        file: 'engine/src/api/input.db.test.ts',
        test: 'the same request under the same key is done once, and answered the same',
      },
      {
        file: 'engine/src/loop/carry-out.db.test.ts',
        test: 'after the call was done, before its answer was kept: it is found, not made',
      },
    ],
    lacks: null,
  },
  {
    reported: ['allegro/allegro-api#13971', 'allegro/allegro-api#13786'],
    went: 'a second program wrote another waybill on some forty orders',
    right: 'One hand on an account at a time, and labels that we did not ask for are named.',
    shown: [
      day('duplicate-label',
        'More units labelled than were ordered: one label was paid for twice.'),
      day('label-before-gate.by-hand', 'A label that somebody makes by hand before the pick is ' +
        'found although we released nothing.'),
    ],
    lacks: null,
  },
  {
    reported: ['odoo/odoo#164252'],
    went: 'a batch print repeated the last label',
    right: 'Each parcel has a label of its own and an address of its own to print it from.',
    shown: [
      {
        file: bench, test: 'each parcel gets a label of its own, printed by an address that ' +
          'needs no key',
      },
      { file: trytonTold, test: 'two boxes alike get a number each' },
    ],
    lacks: null,
  },
  {
    reported: ['odoo/odoo#218519'],
    went: 'the label went to the back order and not to what was packed',
    right: 'A label finds its consignment by our key, never by its place in a list.',
    shown: [
      day('gate.two-consignments', 'Two consignments of one order go through the gate each on ' +
        'its own; the headline is the graver one.'),
      { file: trytonDay, test: shortInTryton },
    ],
    lacks: null,
  },
  {
    reported: ['Jaal-Yantra-Textiles/v2#2083'],
    went: 'a label could only be voided together with the order',
    right: 'A void takes back the label and nothing else.',
    shown: [day('buy-label.voided', 'A bought label that the desk voids is not bought again by ' +
      'itself, unless a person says so.')],
    lacks: null,
  },
  {
    reported: ['ShipEngine/shipengine-dotnet#130'],
    went: 'batches failed at peak, and with them everything in them',
    right: 'What spoils a call is given again alone; the others go.',
    shown: [{
      file: 'engine/src/loop/carry-out.db.test.ts',
      test: 'one that spoils its call is refused alone, and stalls no other',
    }],
    lacks: null,
  },
  {
    reported: ['Jaal-Yantra-Textiles/v2#1314'],
    went: 'the courier was changed, and the customer had a dead number for nine days',
    right: 'A relabel is told as a correction, to the warehouse and to the channel.',
    shown: [
      day('tell-warehouse.void-and-relabel',
        'A void and a relabel reach the warehouse and the channel as a correction.'),
      { file: woo, test: 'a relabel takes the old number away, a void the new one' },
      { file: vendureTold, test: 'the old number is cancelled and the new one stands' },
      { file: trytonDay, test: 'a relabel after it was closed puts the new number in its place' },
    ],
    lacks: null,
  },
  {
    reported: ['amzn/selling-partner-api-docs#772', 'amzn/selling-partner-api-docs#413'],
    went: 'a carrier code that was not exactly theirs left the order unconfirmed',
    right: 'Carriers are mapped word by word for each party; what is not mapped is named.',
    shown: [day('tell-warehouse.carrier-word', 'A carrier that the warehouse has no word ' +
      'for stops the write-back until the word is there.')],
    lacks: 'There is no connector to Amazon; its list of carriers is not held here.',
  },
  {
    reported: ['amzn/selling-partner-api-docs#866', 'amzn/selling-partner-api-docs#489'],
    went: 'a tracking number that did not look like the carrier’s was refused',
    right: 'The shape of a number is held against those of the carriers.',
    shown: [day('left-by-other-means.no-carrier', 'Without a carrier nothing can be marked as ' +
      'shipped; the number\'s shape is a suggestion, no more.')],
    lacks: 'Gatepass warns of nothing here; a channel that refuses the number is an exception.',
  },
  {
    reported: ['amzn/selling-partner-api-models#5094'],
    went: 'the type of an id changed over night',
    right: 'Every connector is tried with values of other types than it knows.',
    shown: [
      {
        file: 'engine/conformance/cases/rows.ts',
        test: 'a number that comes as text is the same number, or is named',
      },
      {
        file: 'engine/conformance/connectors.test.ts',
        test: 'every connector that can be used is tried, and once',
      },
    ],
    lacks: null,
  },
  {
    reported: ['etsy/open-api#135', 'etsy/open-api#201'],
    went: 'a carrier that the channel did not know left it without any tracking',
    right: 'The message carries number and link whatever the carrier.',
    shown: [
      day('tell-channel', 'Gatepass tells the channel as soon as the label is made.'),
      { file: shopifyTold, test: ownLink },
    ],
    lacks: 'There is no connector to Etsy.',
  },
  {
    reported: ['Shopify/shopify-api-ruby#1134'],
    went: 'of an unknown carrier a wrong link was guessed',
    right: 'The link goes with the number, and is not left to be guessed.',
    shown: [{ file: shopifyTold, test: ownLink }],
    lacks: 'Where no link is known none is sent, and a shop may still guess one.',
  },
  {
    reported: ['allegro/allegro-api#9520'],
    went: 'a notice without lines counted for the whole order',
    right: 'Every parcel of a message names its lines and how many units of each.',
    shown: [{
      file: 'engine/tests/together/round-trip.together.test.ts',
      test: 'sent by curl, it stands in ShipStation once, is labelled, and both are told',
    }],
    lacks: null,
  },
  {
    reported: ['woocommerce/woocommerce#10168'],
    went: 'the tracking stood there and the order stayed open',
    right: 'The order is read after it was written, and only what it shows counts.',
    shown: [
      { file: woo, test: 'a yes that the order does not show is not believed' },
      {
        file: vendureTold,
        test: 'a yes that does nothing is unknown, and is not written again at once',
      },
      { file: trytonTold, test: 'a yes to writing that writes nothing is not believed' },
    ],
    lacks: null,
  },
  {
    reported: ['DynamoMTL/spree_shipstation#24'],
    went: 'a state was set past its own rules, so that no e-mail went out',
    right: 'The other side is moved by its own steps, and read back.',
    shown: [
      day('tell-warehouse',
        'The tracking number goes back to the warehouse and counts only when it is read back.'),
      {
        file: realVendure,
        test: 'made and left as it is by somebody who was cut off, it is only moved',
      },
      { file: trytonTold, test: 'a yes to closing that closes nothing is no success' },
    ],
    lacks: null,
  },
  {
    reported: ['DynamoMTL/spree_shipstation#19'],
    went: 'a cancellation, or a dispatch by hand, was not passed on',
    right: 'Every end of an order is passed on, both ways.',
    shown: [
      day('cancellation.after-the-label',
        'A label on a cancelled order is a task for the floor until it is voided.'),
      day('left-by-other-means', 'Goods that left without a label of ours are marked as shipped, ' +
        'so that nobody labels them again.'),
    ],
    lacks: null,
  },
  {
    reported: ['ParsimonyGit/shipstation_integration#73'],
    went: 'a split showed up as further orders',
    right: 'The parts of a split belong to the order they came from.',
    shown: [day('label.split',
      'Each part of a split order waits for its label; both parcels are told.')],
    lacks: null,
  },
  {
    reported: ['openlinker-project/openlinker#2080'],
    went: 'two kinds of split did not go together, and nothing could be unpacked',
    right: 'What goes back to the bench comes out of ShipStation and returns as a new release.',
    shown: [
      day('withdraw',
        'What is no longer to go comes out, is read back, and returns as a new release.'),
      day('amend.split', 'A split order holding more than may go is for a person to change.'),
    ],
    lacks: null,
  },
  {
    reported: ['frappe/erpnext#32239', 'reactioncommerce/reaction#2384'],
    went: 'lines were not counted, so that more left than was ordered; a part could not go',
    right: 'Units are counted by the line; what is there goes, the rest is a later release.',
    shown: [
      day('short-pick.ship-short',
        'What is there goes at once; what comes later is a later release.'),
      { file: trytonDay, test: shortInTryton },
    ],
    lacks: null,
  },
  {
    reported: ['openboxes/openboxes-mobile#349'],
    went: 'a short pick had no reason, and nobody was given the rest',
    right: 'A short pick stops the order until a person says what is to go.',
    shown: [day('short-pick', 'A short pick stops the order until a person says what is to go.')],
    lacks: 'The warehouse may leave its reason out.',
  },
  {
    reported: ['Limitless WMS changelog 0-1-13', 'Limitless WMS changelog 0-1-18'],
    went: 'combined orders vanished and counted as shipped',
    right: 'What is not found is not shipped: it is asked for by its id, and named.',
    shown: [
      {
        file: 'engine/tests/together/sweep-and-hooks.together.test.ts',
        test: 'an order deleted on the screen is named; combined ones are not',
      },
      { file: 'engine/src/loop/marks.db.test.ts', test: 'on a combined order it goes to every ' +
        'order in it' },
    ],
    lacks: null,
  },
  {
    reported: ['DynamoMTL/spree_shipstation#3', 'DynamoMTL/spree_shipstation#9'],
    went: 'windows by date missed orders, for months',
    right: 'Windows overlap, go by the time of the change, and a sweep counts what is open.',
    shown: [
      {
        file: look,
        test: 'the first look goes back a day; the next begins an overlap behind the last',
      },
      {
        file: 'engine/src/loop/sweep.db.test.ts',
        test: 'an order there with a key of ours, and unknown here, is named as a stray',
      },
      {
        file: vendure,
        test: 'each change raises its revision, though its time of change stands still',
      },
      {
        file: realVendure,
        test: 'drafts wait, a change after payment raises the revision, a cancellation is seen',
      },
      {
        file: 'engine/src/connectors/tryton/look.test.ts',
        test: 'shipments, addresses, moves and packages that were made or changed since',
      },
    ],
    lacks: null,
  },
  {
    reported: ['DynamoMTL/spree_shipstation#4'],
    went: 'the number of the order was taken for the key of the parcel',
    right: 'Our own key comes back and says which consignment and release it was.',
    shown: [{
      file: 'engine/src/core/model/ids.test.ts',
      test: 'a key of ours is read back into what it was made of, and no other key is',
    }],
    lacks: null,
  },
  {
    reported: ['pandium/sample_integrations#13'],
    went: 'a page that failed looked like the end, and the cursor moved',
    right: 'A cursor moves with the last page that was taken in, and not without an answer.',
    shown: [
      { file: look, test: 'a look without an answer moves nothing' },
      { file: look, test: 'a window keeps its end while it is paged, and counts as read with its ' +
        'last' },
    ],
    lacks: null,
  },
  {
    reported: ['woocommerce/woocommerce-square#382'],
    went: 'the window shifted while it was paged',
    right: 'Its end is fixed before the first page.',
    shown: [
      { file: look, test: 'a window keeps its end while it is paged, and counts as read with its ' +
        'last' },
      {
        file: 'engine/src/connectors/shipstation/session.test.ts',
        test: 'rows that leave the window between two pages make no other one missed',
      },
    ],
    lacks: null,
  },
  {
    reported: [
      'ParsimonyGit/shipstation_integration#14', 'ParsimonyGit/shipstation_integration#77',
    ],
    went: 'two programs brought the same order in',
    right: 'The goods that stand there twice are named before anybody labels them.',
    shown: [day('standing-trouble.duplicate',
      'The same goods stand there twice: all but one must go before a label is made.')],
    lacks: null,
  },
  {
    reported: ['kjaenicke/shipstation-node#26'],
    went: 'an account had a higher limit than was built in',
    right: 'The limit is what the answers say, as far as it is documented.',
    shown: [
      {
        file: 'engine/src/loop/budget.db.test.ts',
        test: 'what they allow is heeded at once, and what another program took counts',
      },
      {
        file: 'engine/src/loop/budget.db.test.ts',
        test: 'a larger word of theirs never exceeds what is documented',
      },
    ],
    lacks: 'A limit that was raised for one account is not used: what is documented is the most.',
  },
  {
    reported: ['openlinker-project/openlinker#1772', 'openlinker-project/openlinker#1810'],
    went: 'three hundred calls a minute, and the shop’s host shut the door',
    right: 'Every connection has a ceiling of its own; a shop’s is one call a second.',
    shown: [{
      file: 'engine/src/loop/budget.test.ts',
      test: 'every window that follows holds no more than the limit',
    }],
    lacks: null,
  },
  {
    reported: ['Automattic/woocommerce-services#1326'],
    went: 'a good address was refused, and nobody could say that it was good',
    right: 'A person confirms the address as it stands, with a reason, and is named.',
    shown: [day('address-check.confirmed', 'A person who knows the place says that the odd ' +
      'address is right; another address needs another look.')],
    lacks: null,
  },
  {
    reported: ['karrioapi/karrio#675'],
    went: 'services had other ids in production than in the test account',
    right: 'First contact says which services of the policy the account has not.',
    shown: [{
      file: 'engine/tests/together/shipstation-first-contact.test.ts',
      test: 'the probe finds what the policy names, and says what is not there',
    }],
    lacks: null,
  },
  {
    reported: ['myparcelnl/prestashop#210'],
    went: 'many could not be looked at again at once',
    right: 'Whatever is done to one can be planned, confirmed and done to many.',
    shown: [{
      file: 'engine/tests/together/one-cause.together.test.ts',
      test: 'a retry of all that was turned down, confirmed twice at once, is done once',
    }],
    lacks: null,
  },
  {
    reported: ['mvanhorn/printing-press-library#496'],
    went: 'a wish list: how the limit was used, what failed tried again alone, costs by ' +
      'the week, stock beside the outside, what is left at the end of the day, labels of nobody',
    right: 'What failed is tried again alone, and labels of nobody are named.',
    shown: [day('foreign-label', 'A label that hangs on no order of ours was made outside the ' +
      'hand-over.')],
    lacks: 'Costs by the week and stock beside an outside truth are not here.',
  },
];
