/**
 * A reason as plain sentences: what happened, which lines, what Gatepass will do, what a person
 * can do. The one place that words them, for console, API, mail and handbook.
 */
import type { Operation } from '../model/dossier.ts';
import type { Reason } from '../model/reasons.ts';
import { explainContradiction } from './contradiction.ts';
import {
  clock, counted, gateWord, listed, lineFindings, named, opening, plain, quoted, quotedLast,
  statusWord, tracking,
  type Reader,
} from './words.ts';

type Words = {
  readonly [Is in Reason['is']]: (reason: Extract<Reason, { is: Is }>, reader: Reader) => string;
};

export const explainReason = (reason: Reason, reader: Reader): string => {
  // The table has an entry for each member; the compiler cannot follow the tag through a lookup.
  const say = words[reason.is] as (reason: Reason, reader: Reader) => string;
  return say(fitToPrint(reason), reader);
};

/** Quoted as said, so that an empty one stays empty. */
const sayings: readonly string[] = ['text', 'why', 'says'];

/** Names and words of other systems cannot break, turn or flood the sentence they stand in. */
const fitToPrint = <Value>(value: Value, member = ''): Value => {
  // Each branch gives back a value of the shape it was given.
  if (typeof value === 'string') {
    if (sayings.includes(member)) return plain(value, 150) as Value;
    return named(value, member === 'parts' ? 110 : 50) as Value;
  }
  if (Array.isArray(value)) return value.map((one) => fitToPrint<unknown>(one, member)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, fitToPrint<unknown>(one, name)])) as Value;
};

const words: Words = {
  // At the warehouse.
  'waits-for-gate': ({ gate, status }) =>
    `The warehouse says the goods are ${statusWord[status]}. ` +
    `They may go to ShipStation when ${gateWord[gate]}.`,
  'confirmed': ({ gate, units }) =>
    `The warehouse has confirmed ${counted(units, 'unit')}: ${gateWord[gate]}.`,
  'cancelled': ({ by }) => `The order was cancelled by the ${by}. Nothing more will be sent.`,
  'not-paid': () =>
    'The channel has not seen the payment yet. Nothing is released until it has.',
  'not-at-warehouse': () =>
    'The channel has the order. The warehouse has not said anything about it yet.',
  'short': ({ lines }) =>
    `Short pick: ${lineFindings(lines)}. No label will be made until somebody decides whether ` +
    'to wait or to ship what is there.',
  'short-labelled': ({ lines, trackingNumbers }) =>
    `Goods are missing from a parcel that has its label${tracking(trackingNumbers)}: ` +
    `${lineFindings(lines)}. Keep the parcel back and void the label.`,
  'to-ship-short': ({ lines, by }) =>
    `What is there goes now: ${lineFindings(lines)}. ` +
    `${by === null ? 'The policy says so' : `${opening('User', by)} said so`}; ` +
    'the rest follows when it is there.',
  'out-of-stock': ({ lines }) =>
    `The shelf does not hold enough: ${lineFindings(lines)}. ` +
    'Move stock, or tell the customer before the pick.',
  'contradiction': ({ findings }) =>
    `The warehouse contradicts itself: ${listed(findings.map(explainContradiction))}. ` +
    'Nothing is released until it sends a corrected count.',
  'rival-contents': ({ revision }) =>
    `The warehouse sent two different contents as revision ${String(revision)}. ` +
    'Nothing is released until a higher revision settles which is true.',
  'rival-orders': ({ revision }) =>
    `The channel sent two different orders as revision ${String(revision)}. ` +
    'Nothing is released until a higher revision settles which is true.',
  'older-series': ({ count }) =>
    `The last ${counted(count, 'message')} had a lower revision than one before, and changed ` +
    'nothing. If the warehouse began to count anew, say so, and the next one is believed.',
  'clock-wrong': ({ says }, reader) =>
    `The warehouse dated its message ${clock(says, reader)}, which has not come yet. ` +
    'Set its clock right; orders go on meanwhile.',
  'held': ({ by, why, until }, reader) =>
    `${opening('User', by)} holds it: ${quotedLast(why)}` +
    (until === null ? ' It goes when they let go.' : ` It goes on at ${clock(until, reader)}.`),
  'before-start-line': ({ from }, reader) =>
    `It was there before Gatepass went live at ${clock(from, reader)}, so it is only watched.`,

  // Before the pick.
  'address-lacks': ({ parts }) =>
    `The address lacks ${listed(parts)}. No label can be made; correct it in the warehouse or ` +
    'the channel.',
  'service-unmapped': ({ says }) => says === null
    ? 'The warehouse named no service. Say in the warehouse how the order is to go.'
    : `The warehouse asked for ${quotedLast(says)} No rule says which ShipStation service that ` +
      'is; add it to the mappings.',
  'package-missing': ({ service }) =>
    `The mapping of ${quoted(service)} names no type of package. Add it, or the label fails at ` +
    'the bench.',
  'weight-missing': ({ skus }) => skus.length === 0
    ? 'The parcel weighs nothing, says the warehouse. Weigh it; no label can be made.'
    : `${opening('Goods', listed(skus))} ${skus.length === 1 ? 'weighs' : 'weigh'} nothing, ` +
      'says the warehouse. ' +
      'Give the weight, or the label fails at the bench.',
  'weight-default': ({ weightGrams }) =>
    `The weight, ${String(weightGrams)} g, looks like one that is filled in when nobody weighed. ` +
    'Weigh it, or the carrier will bill the difference.',
  'customs-missing': ({ skus, country }) =>
    `Goods for ${country} need a tariff code and an origin; ${listed(skus)} ` +
    `${skus.length === 1 ? 'has' : 'have'} none. Add them in the warehouse.`,
  'warehouse-unknown': ({ warehouse }) =>
    `The policy knows no warehouse ${quoted(warehouse)}; add it there.`,
  'channel-unknown': ({ channel }) =>
    `The policy knows no channel ${quoted(channel)}; add it there.`,
  'after': ({ what }) => after[what],
  'shadow': ({ would, units, number }) =>
    `Shadow mode: Gatepass would ${wouldDo[would](units, number)} now. Nothing is written.`,
  'next-step': () =>
    'Gatepass goes live here in steps; this order waits until a person opens the next one.',

  // Into ShipStation.
  'to-release': ({ units }) =>
    `Ready to ship: Gatepass is sending ${counted(units, 'unit')} to ShipStation.`,
  'release-under-way': () => 'The order is on its way to ShipStation.',
  'release-unanswered': () =>
    'ShipStation gave no answer. Gatepass looks whether the order arrived, then sends it again ' +
    'under the same key.',
  'order-refused': ({ text }) =>
    `ShipStation refused the order: ${quotedLast(text)} It goes again as soon as something in it ` +
    'changes.',
  'in-shipstation': ({ number }) => `It stands in ShipStation as ${number}.`,
  'waits-for-fetch': ({ number }) =>
    `${opening('Order', number)} is ready for ShipStation to fetch. It comes at its own next ` +
    'import, or at once when somebody presses "update store" there.',
  'fetched': ({ number, at }, reader) =>
    `ShipStation fetched ${number} at ${clock(at, reader)}. Whether it took it in shows with its ` +
    'label; it tells nobody before.',
  'change-unfetched': ({ number, what }) =>
    `${opening('Order', number)} is ${unfetched[what]} here and waits for ShipStation to fetch ` +
    'that. Until then it stands there as before: press "update store" there before anybody makes ' +
    'a label.',
  'to-amend': ({ number }) => `Gatepass is changing ${number} in ShipStation to what is true now.`,
  'amend-under-way': ({ number }) => `The change of ${number} is on its way to ShipStation.`,
  'amend-barred': ({ number, by }) =>
    `The order changed, but ${number} in ShipStation ${barred[by]}, so Gatepass does not touch ` +
    'it. Change it there by hand.',
  'to-withdraw': ({ number }) => `Gatepass is taking ${number} out of ShipStation.`,
  'withdraw-under-way': ({ number }) =>
    `${opening('Order', number)} is being taken out of ShipStation; ` +
    'the look afterwards will show it.',
  'change-refused': ({ number, text }) =>
    `ShipStation did not change ${number}: ${quotedLast(text)} Change it there by hand before ` +
    'somebody makes a label.',
  'order-vanished': ({ number }) =>
    `${opening('Order', number)} was deleted in ShipStation. ` +
    'Gatepass does not put it back by itself; say so if ' +
    'it is to go again.',
  'order-cancelled-there': ({ number }) =>
    `${opening('Order', number)} was cancelled in ShipStation. ` +
    'Gatepass does not bring it back by itself; say so ' +
    'if it is to go again.',
  'order-duplicate': ({ numbers }) =>
    `The same goods stand in ShipStation more than once: ${listed(numbers)}. ` +
    'Cancel all but one before a label is made.',
  'order-doubtful': ({ number }) =>
    `${opening('Order', number)} stands in ShipStation, but the count of its goods is in doubt. ` +
    'Make no label for it until the warehouse has corrected the count.',
  'order-combined': ({ number }) =>
    `Somebody combined it with another order as ${number}. Gatepass does not change what holds ` +
    'other goods too; take these goods out there by hand.',

  // Orders that a store brings in by itself.
  'watched': ({ number }) => `The store brought it into ShipStation as ${number}.`,
  'waits-for-store': () => 'The store has not brought the order into ShipStation yet.',
  'to-park': ({ number }) =>
    `The store brought ${number} in before the goods were ready. Gatepass is putting it on hold.`,
  'parked': ({ number }) =>
    `${opening('Order', number)} is on hold in ShipStation until the goods are confirmed.`,
  'to-unpark': ({ number }) => `The goods are ready: Gatepass is taking ${number} off hold.`,
  'unparked-early': ({ number }) =>
    `Somebody took ${number} off hold before the goods were confirmed. Make no label for it.`,

  // The label.
  'waits-for-label': ({ number }) =>
    `It stands in ShipStation as ${number} and waits for its label.`,
  'to-buy-label': ({ number, carrier }) =>
    `Gatepass is buying the label of ${number} from ${carrier}.`,
  'label-unasked': ({ parcels, units }) => (parcels.length === 0
    ? `${opening('', counted(units, 'packed unit'))} ${units === 1 ? 'is' : 'are'} in no parcel ` +
      'that can be labelled. The warehouse has to say what is in each parcel.'
    : 'Packed. Gatepass buys the label when the bench asks for it: ' +
      `${counted(parcels.length, 'parcel')} (${listed(parcels)}).`),
  'label-under-way': ({ number }) => `The label of ${number} is being bought.`,
  'label-unanswered': ({ number }) =>
    `ShipStation gave no answer when the label of ${number} was bought. Gatepass looks twice, a ` +
    'minute apart, whether there is one before it does anything else. Make none meanwhile.',
  'label-in-doubt': ({ number, tries }) =>
    `Gatepass asked for the label of ${number} ${counted(tries, 'time')} and got no answer, and ` +
    'two looks showed none. Look for it in ShipStation; make it there, or have it tried again.',
  'label-refused': ({ number, text }) =>
    `ShipStation made no label for ${number}: ${quotedLast(text)} Mend it and have it tried ` +
    'again, or make the label in ShipStation.',
  'label-by-desk': ({ number, what }) =>
    `${opening('Order', number)} waits for its label, which is for the desk to make: ` +
    `${byDesk[what]}.`,
  'label-unseen': ({ number }) =>
    `ShipStation says that ${number} is shipped. Its label will show at the next look.`,
  'marked-there': ({ number }) =>
    `Somebody marked ${number} as shipped in ShipStation, without a label made there. Nobody can ` +
    'be told a tracking number; give it in the warehouse with the dispatch.',
  'marked-with': ({ number, carrier, trackingNumber, provider }) =>
    (provider === null ? `Somebody marked ${number} as shipped in ShipStation`
      : `ShipStation says that ${provider} sent ${number}`) +
    (carrier === null ? '' : `, by ${carrier}`) +
    `${tracking(trackingNumber === null ? [] : [trackingNumber])}, without a label made there. ` +
    'Give it in the warehouse with the dispatch.',
  'on-hold-there': ({ number }) => `Somebody put ${number} on hold in ShipStation.`,
  'labelled': ({ trackingNumbers, carrier }) =>
    `Label made by ${carrier}${tracking(trackingNumbers)}.`,
  'label-before-gate': ({ trackingNumbers }) =>
    `A label was made${tracking(trackingNumbers)} for goods that the warehouse has not ` +
    'confirmed. Stop the parcel until the goods are counted.',
  'label-on-cancelled': ({ trackingNumbers }) =>
    `The order is cancelled, but a label was made${tracking(trackingNumbers)}. Take the parcel ` +
    'out before it leaves, and void the label.',
  'cancelled-after-leaving': ({ trackingNumbers }) =>
    `The order was cancelled after its parcel had left${tracking(trackingNumbers)}. Ask the ` +
    'carrier to bring it back, or wait for the customer to return it.',
  'label-duplicate': ({ trackingNumbers }) =>
    `More units are labelled than are to go${tracking(trackingNumbers)}. Void the label that ` +
    'is not on a parcel.',
  'labelled-after-sent': ({ by, trackingNumbers }) =>
    `A label was made${tracking(trackingNumbers)} for goods that left by other means, as ${by} ` +
    'said. Void the label, unless it is on the parcel; then take that word back.',
  'label-foreign': ({ trackingNumbers }) =>
    `A label was made${tracking(trackingNumbers)} that hangs on no order of ours. Find out who ` +
    'made it, and void the one that is not on the parcel.',
  'carrier-other': ({ asked, used }) =>
    `The carrier asked for was ${asked}; the label is by ${used}. Check that it was meant.`,
  'service-other': ({ asked, used }) =>
    `The service asked for was ${asked}; the label is for ${used}. Check that it was meant.`,
  'to-void': ({ trackingNumbers }) => `Gatepass is voiding the label${tracking(trackingNumbers)}.`,

  // Telling the others.
  'to-tell': ({ who }) => `Gatepass is telling the ${who}.`,
  'to-recall': ({ who }) => `The order was cancelled: Gatepass is telling the ${who} to stop.`,
  'telling-under-way': ({ who }) => `The message to the ${who} is on its way.`,
  'telling-failed': ({ who, tries, text, nextAt }, reader) =>
    `The ${who} did not take the message (${counted(tries, 'try', 'tries')}, ${quoted(text)}). ` +
    // Past its time it waits for its turn: nobody can say a minute for it.
    (nextAt <= reader.now ? 'The next try is due.' : `Next try ${clock(nextAt, reader)}.`),
  'told-unconfirmed': ({ who }) => `The ${who} was told. It has not confirmed it yet.`,
  'told': ({ who }) => `The ${who} was told and has confirmed it.`,
  'telling-refused': ({ who, text }) =>
    `The ${who} refused the message: ${quotedLast(text)} It will not be sent again by itself.`,
  'told-by-other': ({ by }) => toldByOther[by],
  'carrier-unmapped': ({ carrier, who }) =>
    `No rule says what ${who} calls the carrier ${quoted(carrier)}; add it to the mappings.`,

  // Leaving the building.
  'waits-for-collection': ({ collectionAt }, reader) => collectionAt === null
    ? 'Labelled, not seen leaving the building yet.'
    : `Labelled for the ${clock(collectionAt, reader)} collection, not seen leaving the building ` +
      'yet.',
  'left': ({ at }, reader) => `It left the building at ${clock(at, reader)}.`,
  'left-by-other-means': ({ carrier }) =>
    'The goods left the building without a label of ours' +
    `${carrier === null ? '' : `, by ${carrier}`}.`,
  'to-mark-as-shipped': ({ number }) =>
    `The goods have left: Gatepass is marking ${number} as shipped in ShipStation.`,
  'dispatch-lacks': ({ parts, looksLike }) =>
    `The goods left by other means, but the warehouse did not say ${listed(parts)}` +
    `${looksLike === null ? '' : ` (the number looks like ${looksLike})`}. ` +
    'Give it there, or the order stays open in ShipStation.',
  'sent-otherwise': ({ by, carrier, trackingNumbers }) =>
    `The goods left by other means, by ${carrier}${tracking(trackingNumbers)}. ` +
    `${opening('User', by)} said so.`,
  'seen-leaving': ({ at, by }, reader) =>
    `${opening('User', by)} saw it leave the building at ${clock(at, reader)}.`,
  'told-by-hand': ({ who, by }) => `${opening('User', by)} has told the ${who} by hand.`,
  'tell-by-hand': ({ carrier, trackingNumbers }) =>
    'The goods left the building without a label of ours' +
    `${carrier === null ? '' : `, by ${carrier}`}${tracking(trackingNumbers)}, ` +
    'so nobody tells the channel by itself. Tell it by hand.',
  'still-awaiting': ({ number }) =>
    `The goods have left, but ${number} in ShipStation still waits for a label. Make none; mark ` +
    'it as shipped there.',

  // Limits and safeguards.
  'over-limit': ({ limitAt, then }, reader) =>
    `Late since ${clock(limitAt, reader)}. ${explainReason(then, reader)}`,
  'stale': ({ since }, reader) => since === null
    ? 'ShipStation has not been looked at yet; what cannot be undone waits for that.'
    : `ShipStation was last looked at ${clock(since, reader)}; what cannot be undone waits for ` +
      'a fresh look.',
  'paused': ({ by, why, until }, reader) =>
    `Paused by ${by}: ${quotedLast(why)} It goes on ` +
    (until === null ? 'when somebody ends the pause.' : `by itself at ${clock(until, reader)}.`),
  'not-answering': ({ who, since, why }, reader) =>
    `It waits on ${whoAnswers[who]}, which has not ` +
    `${why === 'silent' ? 'answered' : 'let Gatepass in'} since ${clock(since, reader)}. ` +
    'Gatepass tries again by itself, and nothing is lost meanwhile.',
  'guarded': ({ effect, count }) =>
    `${counted(count, effect === 'void' ? 'label was' : 'order was', effect === 'void'
      ? 'labels were' : 'orders were')} ${effect === 'void' ? 'voided' : 'taken out'} in ten ` +
    'minutes. That is more than is usual, so Gatepass stops and asks.',
  'guard-refused': ({ effect, by, why }) =>
    `${opening('User', by)} refused that ${effect === 'void'
      ? 'its label be voided' : 'it be taken out of ShipStation'}` +
    `${why === null ? '.' : `: ${quotedLast(why)}`} It stays there as it is until warehouse or ` +
    'channel say something else; correct there what is wrong.',
  'bug': ({ text }) =>
    `Gatepass tripped over this order (${quoted(text)}) and has set it aside. Other orders go ` +
    'on. Send the facts of the order to whoever looks after Gatepass.',
  'all-done': () => 'Everything is done: warehouse, ShipStation and channel agree.',
};

const unfetched: Readonly<Record<'changed' | 'cancelled' | 'shipped', string>> = {
  changed: 'changed', cancelled: 'cancelled', shipped: 'marked as shipped',
};

const wouldDo: {
  readonly [Would in Operation]: (units: number, number: string) => string;
} = {
  'create-order': (units) => `send ${counted(units, 'unit')} to ShipStation`,
  'amend-order': (_, number) => `change ${number} in ShipStation`,
  'withdraw-order': (_, number) => `take ${number} out of ShipStation`,
  'park-order': (_, number) => `put ${number} on hold in ShipStation`,
  'unpark-order': (_, number) => `take ${number} off hold in ShipStation`,
  'mark-as-shipped': (_, number) => `mark ${number} as shipped in ShipStation`,
  'buy-label': (_, number) => `buy the label for ${number}`,
  'void-label': (_, number) => `void the label ${number}`,
  'tell-warehouse': () => 'tell the warehouse',
  'tell-channel': () => 'tell the channel',
};

const after = {
  confirm: 'Its turn comes when the warehouse has confirmed the goods.',
  release: 'Its turn comes when the order stands in ShipStation.',
  label: 'Its turn comes when the label is made.',
  leave: 'Its turn comes when the goods have left the building.',
} as const;

const byDesk = {
  'split': 'somebody split it',
  'other-goods': 'it holds other goods too',
  'marked': 'somebody marked it as shipped',
  'not-ours': 'it came into ShipStation without Gatepass',
  'several-parcels': 'it goes in several parcels',
  'service-left': 'the policy leaves the choice of the carrier to ShipStation',
  'package-unknown': 'its mapping names no type of package',
  'weight-unknown': 'nobody said what it weighs',
  'voided': 'the label that Gatepass bought was voided',
} as const;

const whoAnswers = {
  shipstation: 'ShipStation', warehouse: 'the warehouse', channel: 'the channel',
} as const;

const barred = {
  label: 'has its label already',
  split: 'was split by somebody',
  combined: 'was combined with another order by somebody',
  store: 'was brought in by a store',
  adopted: 'was made by another program before Gatepass went live',
} as const;

const toldByOther = {
  shipstation: 'ShipStation tells the channel.',
  warehouse: 'The warehouse tells the channel.',
  nobody: 'By policy nobody tells the channel.',
} as const;
