import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';

const account = 'shell/account-control.test.ts';
const gate = 'shipstation/gate.test.ts';
const strike = 'shipstation/faults/strike.test.ts';

/** Keys, limits, faults of the wire, time, and the account's furniture. */
export const accountSections: readonly Section[] = [
  {
    title: 'Transport and limits',
    behaviours: [
      row(
        'Basic auth; a 401 has an empty body; several key pairs',
        'D 3.1 [req]; I 3.4',
        gate,
        'a wrong secret and an unknown key are 401 with an empty body',
      ),
      row(
        '40 calls in a fixed minute for each pair, three headers, 429 with a JSON message',
        'D 3.3 [req]; I 3.3',
        gate,
        'counts down in headers to the end of the clock minute',
        'turns away what is over the limit until the next minute, each key on its own',
      ),
      row(
        'headers may be missing on answers other than 429',
        'O 3.3 [s4n]',
        gate,
        'can leave the headers out, but not on a 429',
      ),
      row(
        'the window begins with the clock or with the first call, and refused calls may be charged',
        'I 3.3',
        gate,
        'begins with the minute of the clock, or with the first call',
        'may be charged for the calls refused in the one before, but never for all it has',
        'a 429 tells in Retry-After when to come again, if the switch says so',
      ),
      row(
        'a pair expires, is revoked, is made at run time; two live at most',
        'D 3.1, 6 [h-api]; O 3.15 [in8]',
        gate,
        'of an expired pair every call is 401 from then on, the other pair goes on',
        'a pair can be revoked, and only then may a third be made',
        'no pair is made while the e-mail is not verified, and calls may be refused',
      ),
      row(
        'a plan without the API refuses every call, in one of three ways',
        'I 3.4, 6',
        gate,
        'a plan without the API is refused: %s',
      ),
      row(
        'the web server in front answers 411, 413 and 415; bad JSON is a 400 with ModelState',
        'I 3.1; O 3.4 [lar 8]',
        gate,
        'a body without a length is 411, whoever calls',
        'a body that is too large is 413, as a page',
        'a body that does not call itself JSON is a 415, unless the switch says otherwise',
        'a body that is no JSON is a 400 with ModelState',
        'a known path under another method is 405, with an id as well; an unknown one 404',
      ),
      row(
        'query parameters that nobody knows are ignored',
        'I 7',
        gate,
        'query parameters that nobody knows are ignored, as is the case of those that are',
      ),
      row(
        'calls that spend money or open accounts are refused and remembered for a judge',
        'D 3.6 [v1d]; I 10',
        gate,
        '%s is refused and remembered',
      ),
      row(
        'a resource_url names a host that nobody called',
        'O 3.1',
        gate,
        'the resource_url of a webhook names another host than the one called, or the same',
      ),
      row(
        'paths in any case, `/list` beside the plain name, 405 and 404',
        'O 3.1 [skv]; D 3.4 [req]',
        'shipstation/lists.test.ts',
        'answers to any case of path, to /list, and with a slash at the end',
      ),
      row(
        'Pacific times without a zone, both change nights',
        'D 3.14 [req]',
        'shipstation/pacific.test.ts',
        'says half past one twice in the autumn night',
        'leaves out an hour in the spring night',
      ),
    ],
  },
  {
    title: 'Faults on demand',
    behaviours: [
      row(
        'a call is cut before or after it was performed, refused, or slow',
        'O 8; I 3.4',
        gate,
        'an answer is dropped after the order was made',
        'a request is dropped before anything was made',
        'a call is refused with a gateway page or an exception, and not performed',
        'answers can be slow',
      ),
      row(
        'fifteen ways in which a call goes wrong on its way, each by count or by chance',
        'O 8; I 3.4',
        strike,
        'a fault strikes the next calls that match, and then no more',
        'other paths and other methods are left alone',
        'a call that a gateway sends on twice is performed twice',
        'an answer is held back for a time between the two',
      ),
      row(
        'broken connections break where they should: before the answer, or in the middle of it',
        'ours',
        'shell/sending.test.ts',
        '%s breaks the connection before the answer',
        'halfAnswer breaks it in the middle of the body',
        'a trickled body arrives whole',
        'a truncated answer is whole HTTP and half JSON',
      ),
      row(
        'a 429 comes early with a smaller limit, without a body, with Retry-After, or under 503',
        'D 3.3 [req]; O 3.3 [flu, skv]',
        strike,
        'shows a smaller limit, which holds until the window ends',
        'can have no body, a Retry-After, or another status beside the same text',
      ),
      row(
        'headers are missing on every so-manieth answer',
        'O 3.3 [s4n]',
        strike,
        'the headers are missing on every so-manieth answer',
      ),
      row(
        'lists hold nulls, doubled rows and values outside every list of values',
        'O 3.2 [agr]; O 3.8 [skv]; I 3.2',
        strike,
        'a null stands among its rows, or among the items of one',
        'a row shows a value that no list of values names',
        'a row stands in it twice',
      ),
      row(
        'a storm has every fault at a share of its own; the same seed and calls give the same',
        'ours',
        strike,
        'gives the same faults for the same seed and the same calls',
        'has every transport fault in it, each at about its share',
        'of level 0 is calm weather, and named faults can stay out of one',
      ),
    ],
  },
  {
    title: 'The account\'s page and the log',
    behaviours: [
      row(
        'keys, plan and e-mail are changed while it runs',
        'ours',
        account,
        'a second pair is made at run time, the first is revoked, and then expires',
        'the plan can lose the API and get it back',
      ),
      row(
        'whole exchanges are logged on request, with the fault that struck and no secret',
        'ours',
        account,
        'exchanges are logged whole on request, with the fault that struck, no secret',
      ),
      row(
        'every switch says what it means, how it is known and what it is set to',
        'ours',
        account,
        'every switch says what it means, how it is known and what it is set to',
        'unknown settings are drawn by their seed, and are told to whoever judges',
      ),
    ],
  },
  {
    title: 'An independent client',
    behaviours: [
      row(
        'orders written and read back by `shipstation-node` 1.5.6, a client by other people',
        'M 9 [node]',
        'shipstation/independent-client/orders.test.ts',
        'shipstation-node reads back what it wrote',
        'shipstation-node writes many orders',
        'reaches no path that the documents lack: its markShipped is refused',
      ),
      row(
        'labels bought, found, voided by it, and what was marked as shipped',
        'M 9 [node]',
        'shipstation/independent-client/labels.test.ts',
        'shipstation-node buys a label and finds it in the list as it was bought',
        'shipstation-node voids a label, and is told no at the second time',
        'shipstation-node reads as a fulfillment what was marked as shipped',
      ),
      row(
        'the account and its webhooks, with the calls that the client has wrong',
        'M 9 [node]',
        'shipstation/independent-client/account.test.ts',
        'shipstation-node subscribes to webhooks, reads them and unsubscribes',
        'shipstation-node is refused on the path that its refresh of a store uses',
        'shipstation-node asks for one carrier where the list is, and gets the list',
      ),
      row(
        'stores, ship-from locations and rates written and read by it',
        'M 9 [node]',
        'shipstation/independent-client/stores.test.ts',
        'shipstation-node changes a store and reads back all of it',
        'shipstation-node writes a place to ship from, changes it and takes it away',
        'shipstation-node asks what a parcel would cost',
      ),
      row(
        'tags put on and taken off by it, and orders given to users',
        'M 9 [node]',
        'shipstation/independent-client/tags-and-users.test.ts',
        'shipstation-node puts a tag on, finds by it, and takes it off',
        'shipstation-node gives orders to a user, and none where one is unknown',
      ),
    ],
  },
];
