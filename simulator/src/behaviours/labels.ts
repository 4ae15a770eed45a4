import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';

const labels = 'shipstation/labels.test.ts';
const calls = 'shipstation/label-calls.test.ts';
const voids = 'shipstation/voids.test.ts';
const marks = 'shipstation/marks.test.ts';
const notices = 'shipstation/notices.test.ts';
const lists = 'shipstation/sent-lists.test.ts';
const hooks = 'shipstation/webhooks.test.ts';

const purchase: Section = {
  title: 'Labels: buying',
  behaviours: [
    row(
      'a label marks its order shipped; the PDF comes once, lists have none, items on request',
      'D 3.9, 3.10 [v1d, node]',
      labels,
      'is answered with its number, cost and PDF, and ships the order',
      'is listed with every documented field, never with its PDF',
      'shows its items when asked in any case',
    ),
    row(
      'missing weight, package, dimensions or confirmation is a 500 with a null reference, and ' +
        'buys nothing',
      'O 3.4, 3.9 [par 67, lar 15]',
      calls,
      'with 500 and a null reference without %s',
      'but what the order has need not be sent, and dimensions only as the switch says',
    ),
    row(
      'codes that do not fit together are a 400 with a text, what cannot be bound one with ' +
        'ModelState',
      'O 3.4 [par 67, flu, mbo 9]',
      calls,
      'with 400 and a text for codes that do not fit: %o',
      'with a ModelState for what cannot be bound: %s',
    ),
    row(
      'whether an order on hold, cancelled or shipped gets a label is a switch; one that awaits ' +
        'payment does not, a deleted one is 404',
      'I 3.8, 3.9; D 10',
      calls,
      'sold for an order on hold, unless the switch says no',
      'sold for a cancelled order, which is then shipped, unless the switch says no',
      'sold a second time for a shipped order, unless the switch says no',
      'not sold for an order that awaits payment, is gone or was never there',
    ),
    row(
      'whether a label, a mark or a void moves modifyDate is a switch',
      'I 7, 11',
      calls,
      'whether a label, a mark and a void move modifyDate is a switch',
    ),
    row(
      'a second label without a void costs again and lists no items',
      'D 3.9 [h-void]',
      labels,
      'bought again costs again and lists no items',
    ),
    row(
      'the carrier refuses what it does not carry, a ship date in the past, or by its mood, in ' +
        'one of two shapes',
      'I 3.4, 3.9',
      calls,
      '%s',
      'a ship date in the past, or today is taken, as the switch says',
      'in a shape that is a switch: an exception, or a message',
      'a share of labels that follows from the seed',
    ),
    row(
      'a pre-funded carrier sells until its balance is short',
      'I 3.9',
      calls,
      'when what was paid in beforehand does not suffice',
    ),
    row(
      'a label is bought although the carrier timed out, or the answer was lost, cut, a page or ' +
        'too slow',
      'I 3.9, 8',
      calls,
      'the call says that the carrier did not answer, or not, as the switch says',
      'the answer %s',
    ),
    row(
      'test labels are for carriers of USPS only',
      'D 3.9 [v1d, node]',
      calls,
      'costs nothing of the balance, and marks its order shipped as the switch says',
    ),
    row(
      'a customs form comes with parcels that cross a border; costs are exact to the cent',
      'D 3.6 [v1d]; I 3.9',
      calls,
      'a customs form comes with a parcel that crosses a border, once as the PDF',
      'costs are exact to the cent, the insurance beside the postage',
    ),
    row(
      'createlabel answers the whole shipment, which belongs to no order',
      'D 3.6, 3.10 [v1d, node]',
      calls,
      'is answered as the whole shipment with its PDF, and belongs to no order',
      'can be voided, and moves no order',
      'is refused as the other call refuses',
    ),
    row(
      'the parts of a split have labels of their own, and are shipped once all of them have one',
      'D 3.8; I 3.8',
      voids,
      'have labels of their own, with the items of the part',
      'become shipped together with the last label, or each alone, by the switch',
      'are labelled once each on the screen, however often somebody looks at the list',
      'wait for no part that is cancelled',
    ),
    row(
      'a return label stands in the same list, moves no order and fires nothing',
      'D 3.9 [h-wh]',
      voids,
      'stands in the same list at the same order, and goes to us',
      'keeps no order shipped when the outbound label is voided',
    ),
  ],
};

const voiding: Section = {
  title: 'Labels: voiding',
  behaviours: [
    row(
      'a void keeps the row and puts the order back; a refusal is a 200',
      'D 3.9 [h-void, v1d]',
      labels,
      'keeps the row, puts the order back, and is found by voidDate only',
      'may be turned down by the carrier',
    ),
    row(
      'carriers take labels back within a window of days, some kinds never, none twice',
      'D 3.9 [h-void]',
      voids,
      'is approved within the window of days that the carrier grants, and not after it',
      'is never approved for a kind of label that the carrier does not take back',
      'a second time says that it was done before, and keeps the first date',
      'is refused by the carrier for the next ones, or for a share of them',
    ),
    row(
      'the order waits again only once no other label and no mark holds',
      'D 3.8, 3.9 [h-void]',
      voids,
      'lets the order wait again only once no label and no mark holds',
    ),
    row(
      'void first, then label again: otherwise the new label has no items',
      'D 3.9 [h-void]',
      voids,
      'before a new label gives it the items; without it the new label has none',
    ),
  ],
};

const sent: Section = {
  title: 'Marks, outside providers and the lists of what was sent',
  behaviours: [
    row(
      'mark as shipped writes a fulfillment with the carrier by name, and sends no webhook',
      'D 3.10, 3.11 [v1d, h-wh]',
      labels,
      'writes a fulfillment with the carrier by name, and no label and no webhook',
    ),
    row(
      'a mark takes any text as carrier; a second one, or one on a cancelled order, is a switch',
      'D 3.5 [v1d]; I 3.8, 3.10',
      marks,
      'takes any text as carrier, and names a known code',
      'a second time writes a second row, or is refused, by the switch',
      'a cancelled order ships it, or is refused, by the switch',
    ),
    row(
      'a mark is taken back on the screen; a provider is asked first',
      'D 3.5, 3.10 [v1d]; I 3.10',
      marks,
      'on the screen, at once, and the order waits for shipment again',
      'is asked for a void first, and voids later',
    ),
    row(
      'an outside provider ships with a row of its own, or rejects with a status that no list ' +
        'names',
      'D 3.8, 3.10 [v1d]; O 3.8 [skv]',
      marks,
      'is waited for in pending_fulfillment, and ships with a row of its own',
      'may reject: a status outside the documented list',
      'shows when the carrier delivered',
    ),
    row(
      'labels are found by every documented filter and by batchId and shipmentId, never by a ' +
        'date of change',
      'D 3.6 [v1d]; O 3.6',
      lists,
      'by the batch that a webhook names',
      'by several filters at once, with unknown ones ignored',
      'by no date of change: a void moves no row into view',
    ),
    row(
      'sorted by createDate unless asked otherwise; paged; items on request in any case',
      'D 3.2, 3.6 [v1d, node]',
      lists,
      'by createDate, or by shipDate, either way round',
      'page by page',
      'with their items when asked in any case, and without otherwise',
    ),
    row(
      'fulfillments are found by their filters, of which none is the date of a void',
      'D 3.6, 3.10 [v1d]',
      lists,
      'fulfillments are found',
      'by no voidDate: the filter is not known and does nothing',
    ),
  ],
};

const telling: Section = {
  title: 'Telling the channel',
  about:
    'What channels have really heard stands in `GET /control/shipstation/told`; ' +
    '`marketplaceNotified` is what ShipStation claims.',
  behaviours: [
    row(
      'the channel of a connected store is told some time after the label, and the flag turns then',
      'D 3.13 [h-msn]; I 3.13',
      notices,
      'is told some time after the label, and the flag turns then',
      'has heard the number, the carrier and the order, at the moment it was due',
    ),
    row(
      'it may refuse with a text, never hear, or hear hours late; people can send again',
      'D 3.13 [h-msn]',
      notices,
      'may refuse, with a text; nobody tries again but a person at the screen',
      'may never hear, and no text says so',
      'may hear hours late',
    ),
    row(
      'a store of the kind of Amazon is tried again after an hour',
      'D 3.13 [h-amz]',
      notices,
      'a store of the kind of Amazon is tried again by itself after an hour',
    ),
    row(
      'a new label after a void is not told, unless the first notice was still delayed',
      'D 3.9 [h-void]; I 3.13',
      notices,
      'is not told again, and the flag claims otherwise or admits it, by the switch',
      'is told if the first notice had been delayed until then',
      'a second label beside the first is not told either',
    ),
    row(
      'a manual store has nobody to tell',
      'O 3.13 [pmc]; I 3.13',
      notices,
      'has nobody to tell: the flag stays false, or is true at once, by the switch',
    ),
    row(
      'a mark tells the channel only with notifySalesChannel',
      'D 3.13 [h-msn]',
      notices,
      'tells the channel only when notifySalesChannel was asked for',
      'tells it also of an order whose label was told before',
    ),
  ],
};

const webhooks: Section = {
  title: 'Webhooks',
  behaviours: [
    row(
      'unsigned, two fields, once a batch or import, after a delay; the address is read as a list',
      'D 3.11 [mw, h-wh]; O 3.11',
      hooks,
      'say where to look, with items and without',
      'are sent once for a batch, whose rows the address shows',
      'are sent once for an import, with its batch in the address',
    ),
    row(
      'SHIP_NOTIFY is silent for marks, voids, return labels and labels without an order',
      'D 3.11 [h-wh]; I 3.11',
      hooks,
      'are not sent for a mark, a void, a return label or a label without an order',
    ),
    row(
      'ORDER_NOTIFY: new orders unless they await payment, and when payment comes; no later edit',
      'D 3.11 [h-wh]',
      hooks,
      'are sent for new orders unless they await payment',
      'are sent when payment comes, not when it never will, and not for later edits',
    ),
    row(
      'FULFILLMENT_SHIPPED and FULFILLMENT_REJECTED are about outside providers',
      'D 3.11 [h-wh]; I 3.11',
      hooks,
      'are sent when a provider ships or rejects',
      'are sent for a mark only if the switch says so',
    ),
    row(
      'subscribing answers in either documented shape; a store narrows it; a list and a removal',
      'D 3.6, 3.11 [v1d, v1w]',
      hooks,
      'is answered in either documented shape, by the switch',
      'of one store hears of that store only, and the address names it',
    ),
    row(
      'messages are lost, doubled, minutes late, overtaken, or name a shard or a foreign host',
      'D 3.11 [h-wh]; O 3.1; I 3.11',
      hooks,
      'can be lost, come twice, come minutes late, or be overtaken by later ones',
      'can name a shard, and a forged one a host that is not theirs',
    ),
    row(
      'what is not answered with 2xx in time has failed; retry and switching off are switches',
      'I 3.11',
      'shipstation/webhook-delivery.test.ts',
      'is not sent again, unless the switch says so: then three times',
      'many times in a row makes the hook inactive, and it sends no more',
    ),
    row(
      'people, providers and carriers do by the control API what V1 has no call for',
      'ours',
      'shell/label-control.test.ts',
      'what channels heard is listed, and a refused notice is sent again by hand',
      'a provider takes, ships and is asked for a void; the carrier delivers',
      'a return label is made; what is not there answers 404, a strange wish 400',
      'a webhook that is answered with 500 is sent again where the switch says so',
    ),
  ],
};

/** Labels, voids, marks, the notice to the channel and webhooks. */
export const labelSections: readonly Section[] = [purchase, voiding, sent, telling, webhooks];
