/**
 * What nobody outside knows for sure about V1, or accounts differ in (shipstation.md 11 and all
 * that is inferred there). The first value of each is the worse case, and is what this connector
 * goes by while nothing else was found out. A test holds the list to the simulator's switches,
 * which are the same questions asked from the other side.
 */
import type { Unknown } from '../../../contract/experiment.ts';
import type { Experiment } from './experiment.ts';

type Question = readonly [name: string, values: readonly string[], meaning: string];

const asked: readonly Question[] = [
  ['unauthorisedBody', ['empty', 'html', 'json'], 'the body of the answer to a wrong key'],
  ['rateWindow', ['clock-minute', 'first-call'],
    'whether the minute of the rate limit begins with the clock or with the first call'],
  ['refusedCalls', ['next-window', 'nowhere'],
    'whether calls refused as too many are taken off the next minute'],
  ['retryAfter', ['absent', 'seconds'], 'whether such a refusal says when to come again'],
  ['contentType', ['refused', 'ignored'], 'a body that does not call itself JSON'],
  ['lockedAnswer', ['unchanged', 'refused'],
    'an update of a shipped or cancelled order: a yes that changes nothing, or a no'],
  ['leftOutDetails', ['cleared', 'kept'], 'notes, gift and amounts that an update leaves out'],
  ['leftOutShipping', ['cleared', 'kept'], 'weight, size and the like that an update leaves out'],
  ['leftOutItems', ['cleared', 'kept'], 'items that an update leaves out'],
  ['leftOutTags', ['cleared', 'kept'], 'tags that an update leaves out'],
  ['leftOutAdvanced', ['cleared', 'kept'], 'custom fields that an update leaves out'],
  ['itemIdsOnUpdate', ['new', 'kept'], 'ids of items after an update'],
  ['storeOnUpdate', ['ignored', 'refused'], 'another store named in an update'],
  ['connectedStore', ['taken', 'refused'], 'an order made by API in the store of a channel'],
  ['unknownPlace', ['refused', 'replaced'], 'a ship-from location that does not exist'],
  ['overLimit', ['exception', 'message', 'model-state'], 'more than 100 orders in one call'],
  ['resultOrder', ['shuffled', 'same'], 'the order in which results of a batch are answered'],
  ['unboundRow', ['refuses-all', 'fails-alone'], 'one row of a batch that cannot be read'],
  ['productDefaults', ['applied', 'none'],
    'whether the records of products fill in what an order leaves out'],
  ['addressCheck', ['at-once', 'later'], 'when an address is checked and rewritten'],
  ['modifyOnTag', ['still', 'moves'], 'the time of last change when a tag comes or goes'],
  ['modifyOnHold', ['still', 'moves'], 'the time of last change when a hold begins or ends'],
  ['modifyOnUser', ['still', 'moves'], 'the time of last change when a user is assigned'],
  ['pagesShown', ['counted', 'zero'], 'the count of pages that a list shows'],
  ['defaultPageSize', ['100', '50', '500'], 'rows of a page when nobody asks for a length'],
  ['pageSizeAbove500', ['cut', 'refused'], 'a page of more than 500 rows'],
  ['pageBeyondEnd', ['last', 'empty'], 'a page beyond the end of a list'],
  ['orderDateEnds', ['outside', 'inside'], 'a row at the very moment at which a window begins'],
  ['unknownFields', ['null', 'absent'], 'fields of an order that say nothing'],
  ['manualStoreNotified', ['never', 'at-once'],
    'what labels say of telling a channel in a store that has none'],
  ['secondMark', ['second-row', 'refused'], 'marking a shipped order as shipped once more'],
  ['markOnCancelled', ['shipped', 'refused'], 'marking a cancelled order as shipped'],
  ['subscribeAnswer', ['id', 'row'], 'the answer to a subscription to a webhook'],
  ['refreshDateZone', ['utc', 'pacific'], 'the zone in which a store shows its last refresh'],
  ['refreshStatusDates', ['month-first', 'full'], 'how the state of a refresh writes its dates'],
];

type Reasons = { readonly why: string; readonly how: string };

const costsPostage: Reasons = {
  why: 'it takes a label, and that costs postage',
  how: 'Buy one label that you can void, for a carrier that refunds at once, and look at the ' +
    'order.',
};
const needsSplit: Reasons = {
  why: 'only a person can split an order at the screen',
  how: 'Split a test order at the screen and look at both parts by API.',
};
const needsHooks: Reasons = {
  why: 'it takes an address that answers with an error for a day and counts what comes; that of ' +
    'Gatepass always says yes',
  how: 'Subscribe the address of a service that shows requests and answers 500, and watch it for ' +
    'a day.',
};
const needsImport: Reasons = {
  why: 'it takes an import from a real channel, and changes an order that is not a test',
  how: 'Place a test order in the channel, change it in ShipStation, and let the store refresh.',
};

const leftToPeople: readonly (readonly [...Question, Reasons])[] = [
  ['planAnswer', ['unauthorised', 'payment-required', 'forbidden'],
    'the answer to an account whose plan has no API', {
      why: 'your plan has the API, else nothing would answer',
      how: 'Watch what doctor says on the day when the plan changes.',
    }],
  ['unverifiedEmail', ['refused', 'ignored'],
    'calls while the e-mail address of the account is not verified', {
      why: 'your address is verified', how: 'Only a new account can tell.',
    }],
  ['resourceHost', ['shard', 'same'], 'the host that a webhook names', needsHooks],
  ['pendingFulfillment', ['locked', 'open'], 'an update while an outside provider has the order', {
    why: 'it takes an outside provider, who might send something',
    how: 'Ask the provider for an order that it will not send, and update it by API.',
  }],
  ['splitNumber', ['same', 'suffix'], 'the number of a part of a split order', needsSplit],
  ['splitAmounts', ['zero', 'own'], 'the amounts of a part of a split order', needsSplit],
  ['splitByKeyAlone', ['newest-part', 'oldest-part', 'new-order', 'refused'],
    'an update of a split order by its key', needsSplit],
  ['splitByIdAlone', ['refused', 'updated'], 'an update of a split order by its id', needsSplit],
  ['labelOnHold', ['allowed', 'refused'], 'a label for an order on hold', costsPostage],
  ['labelOnShipped', ['bought', 'refused'], 'a second label for a shipped order', costsPostage],
  ['labelOnCancelled', ['bought', 'refused'], 'a label for a cancelled order', costsPostage],
  ['labelWithoutDimensions', ['exception', 'bought'], 'a label without a size', costsPostage],
  ['pastShipDate', ['refused', 'moved'], 'a label dated before today', costsPostage],
  ['carrierErrorShape', ['exception', 'message'], 'how a refusal of the carrier is handed on', {
    why: 'it takes an attempt to buy a label, which may succeed',
    how: 'Look at the exceptions of the first labels that a carrier refuses.',
  }],
  ['carrierTimeout', ['bought', 'not-bought'], 'whether a label exists after a time-out', {
    why: 'nobody can make a carrier late',
    how: 'Gatepass looks for the label after every time-out.',
  }],
  ['testLabelShips', ['shipped', 'untouched'], 'whether a test label ships its order', {
    why: 'only one carrier sells test labels, and a wrong word would buy a real one',
    how: 'Make a test label of Stamps.com for a test order at the screen.',
  }],
  ['modifyOnLabel', ['still', 'moves'], 'the time of last change when a label is bought or voided',
    costsPostage],
  ['splitShipped', ['all-parts', 'each-part'], 'when parts of a split become shipped', needsSplit],
  ['voidRefund', ['later', 'at-once'], 'when a voided label is refunded', costsPostage],
  ['relabelNotified', ['claimed', 'admitted'], 'what a new label says of telling the channel',
    costsPostage],
  ['markWebhook', ['silent', 'sent'], 'whether a mark as shipped calls a webhook', needsHooks],
  ['webhookRetry', ['none', 'some'], 'whether a failed call of a webhook comes again', needsHooks],
  ['webhookOff', ['after-failures', 'never'], 'whether a webhook that fails is switched off',
    needsHooks],
  ['storeSuccess', ['text', 'boolean'], 'how switching a store off or on is answered', {
    why: 'it would take a store of yours out of service', how: 'Nothing here depends on it.',
  }],
  ['importOnHold', ['lifted', 'kept'], 'a hold when the channel is asked again', needsImport],
  ['importCancelled', ['revived', 'kept'], 'a cancelled order when the channel is asked again',
    needsImport],
  ['unmappedStatus', ['awaiting-shipment', 'left-out'],
    'an order whose status in the channel is mapped to nothing', needsImport],
  ['rejectedPage', ['passed-over', 'asked-again'],
    'whether the time of a page that a Custom Store gave and that was rejected is asked for again',
    needsImport],
];

export const unknowns = (experiments: readonly Experiment[]): readonly Unknown[] => [
  ...asked.map(([name, values, meaning]): Unknown => {
    const step = experiments.find((one) => one.finds.includes(name))?.step;
    if (step === undefined) throw new Error(`no step finds out ${name}`);
    return { name, meaning, values, assumed: values[0] ?? '', learnt: { by: 'step', step } };
  }),
  ...leftToPeople.map(([name, values, meaning, { why, how }]): Unknown => ({
    name, meaning, values, assumed: values[0] ?? '', learnt: { by: 'people', why, how },
  })),
];
