import type { Contradiction, Reason } from '../model/reasons.ts';
import { clock, counted, gateWord, listed, quoted, statusWord, type Reader } from './words.ts';

/**
 * A reason as plain sentences: what happened, which lines, what Gatepass will do, what a person
 * can do. The one place that words them, for console, API, mail and handbook.
 */
export const explainReason = (reason: Reason, reader: Reader): string => {
  switch (reason.is) {
    case 'waits-for-gate':
      return `The warehouse says the goods are ${statusWord[reason.status]}. ` +
        `They may go to ShipStation when ${gateWord[reason.gate]}.`;
    case 'confirmed':
      return `The warehouse has confirmed ${counted(reason.units, 'unit')}: ` +
        `${gateWord[reason.gate]}.`;
    case 'cancelled':
      return `The order was cancelled by the ${reason.by}. Nothing more will be sent.`;
    case 'not-paid':
      return 'The channel has not seen the payment yet. Nothing is released until it has.';
    case 'not-at-warehouse':
      return 'The channel has the order. The warehouse has not said anything about it yet.';
    case 'short':
      return `Short pick: ${listed(reason.lines.map((one) =>
        `${String(one.confirmed)} of ${String(one.ordered)} of ${one.sku}`))}. ` +
        'No label will be made until somebody decides whether to wait or to ship what is there.';
    case 'contradiction':
      return `The warehouse contradicts itself: ${listed(reason.findings.map(contradiction))}. ` +
        'Nothing is released until it sends a corrected count.';
    case 'rival-contents':
      return `The warehouse sent two different contents as revision ${String(reason.revision)}. ` +
        'Nothing is released until a higher revision settles which is true.';
    case 'address-lacks':
      return `The address lacks ${listed(reason.parts)}. ` +
        'No label can be made; correct it in the warehouse or the channel.';
    case 'service-unmapped':
      return reason.says === null
        ? 'The warehouse named no service. Say in the warehouse how the order is to go.'
        : `The warehouse asked for ${quoted(reason.says)}. No rule says which ShipStation ` +
          'service that is; add it to the mappings.';
    case 'warehouse-unknown':
      return `The policy knows no warehouse ${quoted(reason.warehouse)}; add it there.`;
    case 'channel-unknown':
      return `The policy knows no channel ${quoted(reason.channel)}; add it there.`;
    case 'after':
      return after[reason.what];
    case 'shadow':
      return 'Shadow mode: Gatepass compares and writes nothing.';
    case 'to-release':
      return `Ready to ship: Gatepass is sending ${counted(reason.units, 'unit')} to ShipStation.`;
    case 'release-under-way':
      return 'The order is on its way to ShipStation.';
    case 'release-unanswered':
      return 'ShipStation gave no answer. Gatepass looks whether the order arrived, ' +
        'then sends it again under the same key.';
    case 'order-refused':
      return `ShipStation refused the order: ${quoted(reason.text)}. ` +
        'It goes again as soon as something in it changes.';
    case 'in-shipstation':
      return `It stands in ShipStation as ${reason.number}.`;
    case 'waits-for-label':
      return `It stands in ShipStation as ${reason.number} and waits for its label.`;
    case 'labelled':
      return `Label made by ${reason.carrier}${tracking(reason.trackingNumbers)}.`;
    case 'to-tell':
      return `Gatepass is telling the ${reason.who}.`;
    case 'telling-under-way':
      return `The message to the ${reason.who} is on its way.`;
    case 'telling-failed':
      return `The ${reason.who} did not take the message (${counted(reason.tries, 'try', 'tries')}` +
        `, ${quoted(reason.text)}). Next try ${clock(reason.nextAt, reader)}.`;
    case 'told-unconfirmed':
      return `The ${reason.who} was told. It has not confirmed it yet.`;
    case 'told':
      return `The ${reason.who} was told and has confirmed it.`;
    case 'telling-refused':
      return `The ${reason.who} refused the message: ${quoted(reason.text)}. ` +
        'It will not be sent again by itself.';
    case 'told-by-other':
      return toldByOther[reason.by];
    case 'carrier-unmapped':
      return `ShipStation used the carrier ${quoted(reason.carrier)}. No rule says what ` +
        `${reason.who} calls it; add it to the mappings.`;
    case 'waits-for-collection':
      return reason.collectionAt === null
        ? 'Labelled, not seen leaving the building yet.'
        : `Labelled for the ${clock(reason.collectionAt, reader)} collection, ` +
          'not seen leaving the building yet.';
    case 'left':
      return `It left the building at ${clock(reason.at, reader)}.`;
    case 'left-by-other-means':
      return 'The goods left the building without a label of ours' +
        `${reason.carrier === null ? '' : `, by ${reason.carrier}`}.`;
    case 'label-before-gate':
      return `A label was made${tracking(reason.trackingNumbers)} for goods that the warehouse ` +
        'has not confirmed. Stop the parcel until the goods are counted.';
    case 'label-on-cancelled':
      return `The order is cancelled, but a label was made${tracking(reason.trackingNumbers)}. ` +
        'Take the parcel out before it leaves, and void the label.';
    case 'label-duplicate':
      return `More units are labelled than were ordered${tracking(reason.trackingNumbers)}. ` +
        'Void the label that is not on a parcel.';
    case 'over-limit':
      return `Late since ${clock(reason.limitAt, reader)}. ${explainReason(reason.then, reader)}`;
    case 'bug':
      return `Gatepass tripped over this order (${quoted(reason.text)}) and has set it aside. ` +
        'Other orders go on. Send the facts of the order to whoever looks after Gatepass.';
    case 'all-done':
      return 'Everything is done: warehouse, ShipStation and channel agree.';
    default:
      return reason satisfies never;
  }
};

const after = {
  confirm: 'Its turn comes when the warehouse has confirmed the goods.',
  release: 'Its turn comes when the order stands in ShipStation.',
  label: 'Its turn comes when the label is made.',
  leave: 'Its turn comes when the goods have left the building.',
} as const;

const toldByOther = {
  shipstation: 'ShipStation tells the channel.',
  warehouse: 'The warehouse tells the channel.',
  nobody: 'By policy nobody tells the channel.',
} as const;

const tracking = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : ` (${listed(numbers)})`;

const contradiction = (found: Contradiction): string => {
  switch (found.is) {
    case 'over-picked':
      return `line ${found.line} (${found.sku}): ${String(found.picked)} picked or short, but ` +
        `only ${String(found.ordered)} ordered`;
    case 'packed-unpicked':
      return `line ${found.line} (${found.sku}): ${String(found.packed)} packed, but only ` +
        `${String(found.picked)} picked`;
    case 'status-ahead':
      return `line ${found.line} (${found.sku}): said to be ${statusWord[found.status]}, but ` +
        `${String(found.confirmed)} of ${String(found.ordered)} counted`;
    case 'line-twice':
      return `line ${found.line} stands twice`;
    case 'no-lines':
      return 'there is no line on it';
    case 'parcel-exceeds':
      return `line ${found.line}: ${String(found.inParcels)} in parcels, but only ` +
        `${String(found.packed)} packed`;
    default:
      return found satisfies never;
  }
};
