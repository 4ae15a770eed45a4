import { describe, expect, it } from 'vitest';
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { besides } from './besides.ts';
import { chipsOf, isTime } from './chips.ts';
import { addable, optionsOf } from './parts.ts';
import { readFilter } from './typed-filter.ts';
import { vocabularyOf } from './typed-vocabulary.ts';

const names = {
  warehouses: ['leicester', 'glasgow'], channels: ['shopify-uk', 'shopify-de', 'amazon-uk'],
  carriers: ['dpd', 'evri', 'royal_mail', 'express'], services: ['Next day', 'express'],
  alerts: [],
};
// A Sunday.
const clock = { now: Date.parse('2026-11-22T14:32:30Z'), zone: 'Europe/London' };
const vocabulary = vocabularyOf(names);
const read = (text: string) => readFilter(text, vocabulary, clock);

/** The filter of words that are all understood. */
function filterOf(text: string): OrderFilter {
  const { filter, notUnderstood, unclear } = read(text);
  expect({ text, notUnderstood, unclear }).toEqual({ text, notUnderstood: [], unclear: [] });
  return filter;
}

const lateOnes = 'late,very-late';

it.each<[string, OrderFilter]>([
  ['late ready to ship not dpd leicester since yesterday', {
    age: lateOnes, stage: 'ready-to-ship', notCarrier: 'dpd', warehouse: 'leicester',
    heardFrom: '2026-11-21T00:00:00.000Z',
  }],
  ['Show me the orders that are LATE, at Leicester!', { age: lateOnes, warehouse: 'leicester' }],
  ['dpd or evri', { carrier: 'dpd,evri' }],
  ['not dpd or evri, glasgow', { notCarrier: 'dpd,evri', warehouse: 'glasgow' }],
  ['neither dpd nor Royal Mail', { notCarrier: 'dpd,royal_mail' }],
  ['stage is not picking', { notStage: 'picking' }],
  ['very late', { age: 'very-late' }],
  ['waiting is late', { age: 'late' }],
  ['channel told', { stage: 'channel-told' }],
  ['not channel told', { notStage: 'channel-told' }],
  ['channel not told', { owes: 'tell-channel' }],
  ['came to picking', { entered: 'picking' }],
  ['waiting on warehouse', { waitingOn: 'warehouse' }],
  ['systems differ, not held', { disagrees: 'yes', held: 'no' }],
  ['still open without late', { open: 'yes', notAge: lateOnes }],
  ['re-labelled without carrier', { relabelled: 'yes', carrierKnown: 'no' }],
  ['from shopify', { channel: 'shopify-uk,shopify-de' }],
  ['channel is amazon, owner finance', { channel: 'amazon-uk', owner: 'finance' }],
  ['carrier express', { carrier: 'express' }],
  ['short picks', { causeCode: 'pick.short' }],
  ['exception is pick.short', { exception: 'pick.short' }],
  ['something is to be done at shop-uk, late', { queuedFor: 'shop-uk', age: lateOnes }],
])('“%s” is understood', (text, filter) => {
  expect(filterOf(text)).toEqual(filter);
});

describe('days and times', () => {
  it.each<[string, OrderFilter]>([
    ['today', { heardFrom: '2026-11-22T00:00:00.000Z', heardTo: '2026-11-23T00:00:00.000Z' }],
    ['since 20 Nov', { heardFrom: '2026-11-20T00:00:00.000Z' }],
    ['since November 20th 2025', { heardFrom: '2025-11-20T00:00:00.000Z' }],
    ['after 20 nov', { placedFrom: '2026-11-21T00:00:00.000Z' }],
    ['until 2026-11-20', { heardTo: '2026-11-21T00:00:00.000Z' }],
    ['placed yesterday', {
      placedFrom: '2026-11-21T00:00:00.000Z', placedTo: '2026-11-22T00:00:00.000Z',
    }],
    ['placed since Friday', { placedFrom: '2026-11-20T00:00:00.000Z' }],
    ['before 20 nov', { placedTo: '2026-11-20T00:00:00.000Z' }],
    // Of last year, and in summer time.
    ['since 1 Dec', { heardFrom: '2025-12-01T00:00:00.000Z' }],
    ['since 1 July at 9:30', { heardFrom: '2026-07-01T08:30:00.000Z' }],
    ['since Monday', { heardFrom: '2026-11-16T00:00:00.000Z' }],
    ['since 9am', { heardFrom: '2026-11-22T09:00:00.000Z' }],
    ['since 4:15 pm yesterday', { heardFrom: '2026-11-21T16:15:00.000Z' }],
    ['in the last 2 hours', { heardFrom: '2026-11-22T12:32:30.000Z' }],
    ['first heard of until today 12:00', { heardTo: '2026-11-22T12:00:00.000Z' }],
    ['that step since 13:05', { movedFrom: '2026-11-22T13:05:00.000Z' }],
  ])('“%s” is understood', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });

  it.each(['since 30 Feb', '13:05', 'not yesterday', 'since 25:00', 'since'])(
    '“%s” is no time', (text) => {
      expect(read(text)).toMatchObject({ filter: {}, notUnderstood: [text] });
    });
});

describe('what is not understood is told', () => {
  it.each<[string, OrderFilter, readonly string[]]>([
    ['late blue van, dpd', { age: lateOnes, carrier: 'dpd' }, ['blue van']],
    ['not Blue', {}, ['not Blue']],
    ['carrier is hermes or dpd', { carrier: 'dpd' }, ['carrier is hermes']],
    ['dpd or blue or evri', { carrier: 'dpd,evri' }, ['blue']],
    ['late stage', { age: lateOnes }, ['stage']],
    ['not tell the channel', {}, ['not tell the channel']],
    // One value only: the second is not put in its place unsaid.
    ['no label or tell the channel', { owes: 'label' }, ['tell the channel']],
    ['held not held', { held: 'yes' }, ['not held']],
    ['not late now', {}, ['not late now']],
    ['still open blue', { open: 'yes' }, ['blue']],
    ['constructor', {}, ['constructor']],
  ])('“%s”', (text, filter, notUnderstood) => {
    expect(read(text)).toMatchObject({ filter, notUnderstood });
  });

  it('a name that two parts have is asked about', () => {
    expect(read('late express')).toMatchObject({
      filter: { age: lateOnes }, unclear: [{ text: 'express', parts: ['carrier', 'service'] }],
    });
  });

  it('an “or” between different parts is told', () => {
    expect(read('held or late, shopify-uk, at leicester')).toEqual({
      filter: {
        held: 'yes', age: lateOnes, channel: 'shopify-uk', warehouse: 'leicester',
      },
      notUnderstood: [], unclear: [], together: ['held or late'],
    });
    expect(read('dpd or evri').together).toEqual([]);
    // The not is of the carrier alone.
    expect(read('not dpd or late').filter).toEqual({ notCarrier: 'dpd', age: lateOnes });
  });
});

/** Some value of each part that there is, as a part that comes new will have one. */
const someValue = (part: OrderFilterName): string =>
  isTime(part) ? '2026-11-20T13:05:00.000Z' : optionsOf(part, names).at(-1)?.value ?? 'shop-uk';

it.each(addable.filter((part) => part !== 'exception'))(
  'what the chip of %s says is understood as that very filter', (part) => {
    const filter = { [part]: someValue(part) };
    const [chip] = chipsOf(filter, clock.now, clock.zone);
    expect(filterOf(chip?.text ?? '')).toEqual(filter);
    expect(filterOf(`finance, ${chip?.text ?? ''}, glasgow`)).toMatchObject(filter);
  });

it('what is used stands beside the filters in force, or in the place of one alike', () => {
  expect(besides({ open: 'yes', notCarrier: 'dpd', age: 'late' }, { carrier: 'dpd,evri' }))
    .toEqual({ open: 'yes', age: 'late', carrier: 'dpd,evri' });
  expect(besides({ placedFrom: '2026-11-20T00:00:00Z' }, { placedTo: '2026-11-22T00:00:00Z' }))
    .toEqual({ placedFrom: '2026-11-20T00:00:00Z', placedTo: '2026-11-22T00:00:00Z' });
});
