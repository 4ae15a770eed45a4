/** One sample of every reason: a new member without a sample does not compile. */
import type { Contradiction, LineFinding, Reason } from '../src/core/model/reasons.ts';
import { instant } from '../src/core/model/instant.ts';
import { noon } from './kit.ts';

const lines: readonly LineFinding[] = [
  { line: '1', sku: 'TEE-BLK-M', ordered: 2, confirmed: 1 },
  { line: '2', sku: 'MUG', ordered: 1, confirmed: 0 },
];
const trackingNumbers = ['15501234567890', '1Z999AA10123456784'];
const number = 'SO-412345';
const evening = instant(noon + 16_200_000);

export const contradictionSamples: {
  readonly [Is in Contradiction['is']]: Extract<Contradiction, { is: Is }>
} = {
  'over-picked': { is: 'over-picked', line: '1', sku: 'MUG', ordered: 1, picked: 2 },
  'packed-unpicked': { is: 'packed-unpicked', line: '1', sku: 'MUG', picked: 0, packed: 1 },
  'status-ahead': {
    is: 'status-ahead', line: '1', sku: 'MUG', status: 'packed', ordered: 2, confirmed: 1,
  },
  'line-twice': { is: 'line-twice', line: '1' },
  'channel-wants-fewer': {
    is: 'channel-wants-fewer', line: '1', sku: 'TEE-BLK-M', wants: 1, ordered: 2,
  },
  'other-order': {
    is: 'other-order', known: 'SO-1 of shopify-uk', says: 'SO-2 of shopify-uk',
  },
  'no-lines': { is: 'no-lines' },
  'parcel-exceeds': { is: 'parcel-exceeds', line: '1', packed: 1, inParcels: 2 },
};

/** The member of the union that bears this tag, be it alone or with others of one shape. */
type Sample<Is extends Reason['is'], One extends Reason = Reason> =
  One extends Reason ? Is extends One['is'] ? One & { readonly is: Is } : never : never;

export const reasonSamples: {
  readonly [Is in Reason['is']]: Sample<Is>
} = {
  'waits-for-gate': { is: 'waits-for-gate', gate: 'packed', status: 'picking' },
  'confirmed': { is: 'confirmed', gate: 'packed', units: 2 },
  'cancelled': { is: 'cancelled', by: 'channel' },
  'not-paid': { is: 'not-paid' },
  'not-at-warehouse': { is: 'not-at-warehouse' },
  'short': { is: 'short', lines },
  'contradiction': { is: 'contradiction', findings: Object.values(contradictionSamples) },
  'rival-contents': { is: 'rival-contents', revision: 7 },
  'rival-orders': { is: 'rival-orders', revision: 7 },
  'address-lacks': { is: 'address-lacks', parts: ['a street', 'a postcode'] },
  'service-unmapped': { is: 'service-unmapped', says: 'OWL POST' },
  'warehouse-unknown': { is: 'warehouse-unknown', warehouse: 'derby' },
  'channel-unknown': { is: 'channel-unknown', channel: 'etsy' },
  'after': { is: 'after', what: 'label' },
  'shadow': { is: 'shadow', would: 'create-order', units: 2, number },
  'next-step': { is: 'next-step' },
  'to-release': { is: 'to-release', units: 1 },
  'release-under-way': { is: 'release-under-way' },
  'release-unanswered': { is: 'release-unanswered' },
  'order-refused': { is: 'order-refused', text: 'no such store' },
  'in-shipstation': { is: 'in-shipstation', number },
  'waits-for-fetch': { is: 'waits-for-fetch', number },
  'fetched': { is: 'fetched', number, at: noon },
  'change-unfetched': { is: 'change-unfetched', number, what: 'cancelled' },
  'waits-for-label': { is: 'waits-for-label', number },
  'to-buy-label': { is: 'to-buy-label', number, carrier: 'dpd' },
  'label-unasked': { is: 'label-unasked', parcels: ['P1', 'P2'], units: 3 },
  'label-under-way': { is: 'label-under-way', number },
  'label-unanswered': { is: 'label-unanswered', number },
  'label-in-doubt': { is: 'label-in-doubt', number, tries: 2 },
  'label-refused': { is: 'label-refused', number, text: 'Invalid packageCode' },
  'label-by-desk': { is: 'label-by-desk', number, what: 'several-parcels' },
  'labelled': { is: 'labelled', trackingNumbers, carrier: 'dpd' },
  'to-tell': { is: 'to-tell', who: 'warehouse' },
  'telling-under-way': { is: 'telling-under-way', who: 'channel' },
  'telling-failed': {
    is: 'telling-failed', who: 'channel', tries: 3, text: 'no answer', nextAt: evening,
  },
  'told-unconfirmed': { is: 'told-unconfirmed', who: 'warehouse' },
  'told': { is: 'told', who: 'channel' },
  'telling-refused': { is: 'telling-refused', who: 'channel', text: 'unknown line' },
  'told-by-other': { is: 'told-by-other', by: 'shipstation' },
  'carrier-unmapped': { is: 'carrier-unmapped', carrier: 'dpd', who: 'leicester' },
  'waits-for-collection': { is: 'waits-for-collection', collectionAt: evening },
  'left': { is: 'left', at: evening },
  'left-by-other-means': { is: 'left-by-other-means', carrier: 'Own van' },
  'label-before-gate': { is: 'label-before-gate', trackingNumbers },
  'label-on-cancelled': { is: 'label-on-cancelled', trackingNumbers },
  'cancelled-after-leaving': { is: 'cancelled-after-leaving', trackingNumbers },
  'label-duplicate': { is: 'label-duplicate', trackingNumbers, parcels: 1 },
  'over-limit': { is: 'over-limit', limitAt: noon, then: { is: 'waits-for-label', number } },
  'held': { is: 'held', by: 'Ada', why: 'the customer rang', until: evening },
  'before-start-line': { is: 'before-start-line', from: noon },
  'clock-wrong': { is: 'clock-wrong', says: evening },
  'older-series': { is: 'older-series', count: 3 },
  'out-of-stock': { is: 'out-of-stock', lines },
  'weight-missing': { is: 'weight-missing', skus: ['MUG'] },
  'weight-default': { is: 'weight-default', weightGrams: 454 },
  'customs-missing': { is: 'customs-missing', skus: ['MUG', 'TEE-BLK-M'], country: 'US' },
  'package-missing': { is: 'package-missing', service: 'NEXT DAY' },
  'to-ship-short': { is: 'to-ship-short', lines, by: 'Ada' },
  'short-labelled': { is: 'short-labelled', lines, trackingNumbers },
  'to-amend': { is: 'to-amend', number },
  'amend-under-way': { is: 'amend-under-way', number },
  'amend-barred': { is: 'amend-barred', number, by: 'split' },
  'to-withdraw': { is: 'to-withdraw', number },
  'withdraw-under-way': { is: 'withdraw-under-way', number },
  'change-refused': { is: 'change-refused', number, text: 'order is shipped' },
  'order-vanished': { is: 'order-vanished', number },
  'order-cancelled-there': { is: 'order-cancelled-there', number },
  'order-duplicate': { is: 'order-duplicate', numbers: [number, `${number}-2`] },
  'order-doubtful': { is: 'order-doubtful', number },
  'order-combined': { is: 'order-combined', number },
  'label-unseen': { is: 'label-unseen', number },
  'marked-there': { is: 'marked-there', number },
  'marked-with': {
    is: 'marked-with', number, carrier: 'Own van', trackingNumber: 'V-17', provider: null,
  },
  'tell-by-hand': { is: 'tell-by-hand', carrier: 'Own van', trackingNumbers },
  'on-hold-there': { is: 'on-hold-there', number },
  'watched': { is: 'watched', number },
  'waits-for-store': { is: 'waits-for-store' },
  'to-park': { is: 'to-park', number },
  'parked': { is: 'parked', number },
  'to-unpark': { is: 'to-unpark', number },
  'unparked-early': { is: 'unparked-early', number },
  'label-foreign': { is: 'label-foreign', trackingNumbers },
  'carrier-other': { is: 'carrier-other', asked: 'dpd', used: 'ups' },
  'service-other': { is: 'service-other', asked: 'dpd_by_12', used: 'dpd_next_day' },
  'to-mark-as-shipped': { is: 'to-mark-as-shipped', number },
  'dispatch-lacks': { is: 'dispatch-lacks', parts: ['a carrier'], looksLike: 'dpd' },
  'still-awaiting': { is: 'still-awaiting', number },
  'told-by-hand': { is: 'told-by-hand', who: 'channel', by: 'Ann' },
  'sent-otherwise': {
    is: 'sent-otherwise', by: 'Ann', carrier: 'Own van', trackingNumbers: ['V-77'],
  },
  'labelled-after-sent': { is: 'labelled-after-sent', by: 'Ann', trackingNumbers: ['T1'] },
  'seen-leaving': { is: 'seen-leaving', at: noon, by: 'Ann' },
  'to-void': { is: 'to-void', trackingNumbers },
  'stale': { is: 'stale', since: noon },
  'paused': { is: 'paused', by: 'Ada', why: 'stock count', until: null },
  'not-answering': { is: 'not-answering', who: 'shipstation', since: noon, why: 'silent' },
  'guarded': { is: 'guarded', effect: 'void', count: 20 },
  'to-recall': { is: 'to-recall', who: 'warehouse' },
  'guard-refused': {
    is: 'guard-refused', effect: 'withdraw', by: 'Ann', why: 'an import ran twice',
  },
  'bug': { is: 'bug', text: 'x is not a function' },
  'all-done': { is: 'all-done' },
};
