import { describe, expect, it } from 'vitest';
import {
  calm, deskLabels, dossierOf, lineWith, minutes, noon, obey, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import { decide } from '../decide/decide.ts';
import { absorb } from '../facts/absorb.ts';
import type { Dossier } from '../model/dossier.ts';
import { instant, later, type Instant } from '../model/instant.ts';
import { answerAbout } from './answer.ts';
import { moment } from './customer-words.ts';
import { trackingLink } from './tracking-link.ts';

const policy = policyWith({});
const about = (dossier: Dossier, now: Instant, language: 'en-GB' | 'en-US' = 'en-GB') =>
  answerAbout(dossier, decide(dossier, policy, calm(now), now),
    { timeZone: 'Europe/London', now }, language);

/** Packed, released, and labelled at the desk at 13:51. */
const labelled = (): Dossier => {
  const packed = dossierOf(said(snapshotWith()));
  const { dossier } = obey(packed, decide(packed, policy, calm(noon), noon), noon);
  const [seen] = Object.values(Object.values(dossier.consignments)[0]?.orders ?? {});
  if (seen === undefined) throw new Error('nothing was released');
  return deskLabels(dossier, seen.order, later(noon, minutes(51)));
};
const later14 = later(noon, minutes(60));

describe('what is known, and what a customer is told', () => {
  it('a label is a label, and not a parcel that left', () => {
    const { sentence, reply, parcels } = about(labelled(), later14);
    expect(sentence).toBe('The label was made today at 13:51, DPD 15501234567890; it has not been '
      + 'seen leaving the warehouse yet. The channel has not confirmed the tracking number yet; '
      + 'Gatepass is telling it.');
    expect(reply).toBe(`Hello,

Thank you for asking about your order SO-412345.

It was labelled today at 13:51, with the tracking number 15501234567890 (DPD). We have not seen \
the parcel leave our warehouse yet, so the carrier may not show anything under that number so far.

You can follow the parcel here:
https://track.dpd.co.uk/search?reference=15501234567890

Kind regards`);
    expect(parcels).toEqual([{
      carrier: 'DPD', trackingNumber: '15501234567890',
      link: 'https://track.dpd.co.uk/search?reference=15501234567890',
    }]);
  });

  it('once the warehouse has seen it leave, that is said, with when', () => {
    const gone = dossierOfBoth(labelled(), { revision: 2, status: 'dispatched', dispatch: {
      at: instant(Date.UTC(2026, 10, 22, 16, 34)), carrier: 'DPD', service: null,
      trackingNumbers: ['15501234567890'],
    } });
    const at = instant(Date.UTC(2026, 10, 22, 17));
    expect(about(gone, at).reply).toContain('It left our warehouse today at 16:34, with the '
      + 'tracking number 15501234567890 (DPD).');
    expect(about(gone, at, 'en-US').reply).toContain('It left our warehouse today at 4:34 pm');
    expect(about(gone, at, 'en-US').reply).toMatch(/follow the package here:[^]*Best regards,$/);
  });

  it.each([
    ['picking', 'It is being picked now.', 'the warehouse says it is being picked'],
    ['packed', 'It has been packed, and waits for its label.', 'the warehouse says it is packed'],
  ] as const)('%s', (status, told, known) => {
    const line = status === 'packed' ? lineWith()
      : lineWith({ picked: 0, packed: 0 });
    const { sentence, reply, parcels } =
      about(dossierOf(said(snapshotWith({ status, lines: [line] }))), noon);
    expect(reply).toContain(told);
    expect(sentence).toBe(`There is no label yet: ${known}.`);
    expect(parcels).toEqual([]);
  });

  it('what holds it up is named inside, and not to the customer', () => {
    const { sentence, reply } =
      about(dossierOf(said(snapshotWith({ service: 'DPD-12X' }))), noon);
    expect(sentence).toMatch(/^There is no label yet, and something has to be settled first: /);
    expect(reply).toContain('It has not been sent yet: something about it has to be settled');
    expect(reply).not.toContain('DPD-12X');
  });

  it('an order that no warehouse has, and one that was cancelled', () => {
    expect(about(dossierOf(), noon).reply).toContain('We have it, and it waits to be picked.');
    expect(about(dossierOf(said(snapshotWith({ status: 'cancelled' }))), noon).reply)
      .toContain('It has been cancelled.');
  });
});

it('of a carrier without a page that we know only the number is told', () => {
  expect(trackingLink('ups_walleted', '1Z999AA10123456784'))
    .toBe('https://www.ups.com/track?tracknum=1Z999AA10123456784');
  expect(trackingLink('my_own_van', '12345')).toBeNull();
  expect(trackingLink('dpd', 'javascript:alert(1)')).toBeNull();
});

describe('moments are told on the clock of the warehouse', () => {
  const told = (at: string, now: string, timeZone: string, language: 'en-GB' | 'en-US') =>
    moment(Date.parse(at), { timeZone, now: Date.parse(now) }, language);
  it.each([
    ['2026-11-22T00:05:00Z', 'Europe/London', 'en-GB', 'today at 00:05'],
    ['2026-11-22T00:05:00Z', 'America/New_York', 'en-US', 'yesterday at 7:05 pm'],
    ['2026-11-22T17:00:00Z', 'America/New_York', 'en-US', 'today at 12:00 pm'],
    ['2026-10-25T00:30:00Z', 'Europe/London', 'en-GB', 'on 25 October at 01:30'],
    ['2025-12-31T23:30:00Z', 'UTC', 'en-GB', 'on 31 December 2025 at 23:30'],
    ['2025-12-31T23:30:00Z', 'UTC', 'en-US', 'on December 31, 2025 at 11:30 pm'],
  ] as const)('%s in %s, %s', (at, timeZone, language, words) => {
    expect(told(at, '2026-11-22T20:00:00Z', timeZone, language)).toBe(words);
  });
});

function dossierOfBoth(
  dossier: Dossier, changes: Parameters<typeof snapshotWith>[0],
): Dossier {
  return absorb(dossier, said(snapshotWith(changes), later(noon, minutes(214))));
}
