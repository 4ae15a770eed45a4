import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { americanSentence, withAmericanSentences } from './american-sentences.ts';

const root = join(import.meta.dirname, '../../..');

describe('a sentence of the engine', () => {
  it.each([
    ['Labelled for the 16:30 collection, not seen leaving.',
      'Labeled for the 4:30 PM collection, not seen leaving.'],
    ['It was cancelled and re-labelled at 00:05 on 3 Nov.',
      'It was canceled and re-labeled at 12:05 AM on Nov 3.'],
    ['Held until 09:00 on 4 Jan 2027.', 'Held until 9:00 AM on Jan 4, 2027.'],
    ['Postcode missing; the postcode of the telephone number.',
      'ZIP code missing; the ZIP code of the phone number.'],
    ['Last looked 14:31:50.', 'Last looked 2:31:50 PM.'],
  ])('%s', (british, american) => {
    expect(americanSentence(british)).toBe(american);
    expect(americanSentence(american)).toBe(american);
  });

  it.each([
    'Mia holds it: “labelled by hand at 14:05, colour wrong”.',
    'It was asked at 2026-11-22T13:30:04Z and took 02:15.5 h.',
    'The label was made today at 11:51 am.', 'It stands in ShipStation as SO-14:30-2.',
  ])('keeps what is not ours to change: %s', (text) => {
    expect(americanSentence(text)).toBe(text);
  });
});

it('only sentences are changed, wherever they stand in an answer', () => {
  expect(withAmericanSentences({
    stage: 'labelled', why: 'cancelled by me', name: 'Labelled Ltd', at: '2026-11-22T14:05:00Z',
    says: [{ system: 'warehouse', says: 'Labelled 14:05' }], proposals: [{ says: 'LABELLED' }],
    exceptions: [{ title: 'Labelled although cancelled', because: ['Labelled 14:05.'] }],
  })).toEqual({
    stage: 'labelled', why: 'cancelled by me', name: 'Labelled Ltd', at: '2026-11-22T14:05:00Z',
    says: [{ system: 'warehouse', says: 'Labeled 2:05 PM' }], proposals: [{ says: 'LABELLED' }],
    exceptions: [{ title: 'Labeled although canceled', because: ['Labeled 2:05 PM.'] }],
  });
});

/** Wider than the list of spellings, so that a new word is found and not only a known one. */
const british = new RegExp(String.raw`\b(?:\w*(?:bell|cell|vell|dell|nell)(?:ed|ing)`
  + String.raw`|\w{2,}[^fhpst\W]ours?|\w{3,}[iy]s(?:ation|ing|ed|e)|\w*metres?|centres?`
  + '|catalogues?|postcodes?|telephones?|judgements?|grey|licence|defence|whilst|programme'
  + String.raw`|cheque|tyre|kerb|ageing)\b`, 'gi');

const inBothEnglishes = /^(?:promised?|(?:\w+)?otherwise|\w*noise|raised?|precise|\w*Ours)$/i;

const leftIn = (text: string): string[] => (text.match(british) ?? [])
  .filter((word) => !inBothEnglishes.test(word) && !/[a-z][A-Z]/.test(word));

it('no British word of the rooms that make sentences is left in them', async () => {
  const rooms = ['engine/src/core/explain', 'engine/src/core/model', 'engine/src/api'];
  const left = await Promise.all(rooms.map(async (room) => {
    const names = (await readdir(join(root, room), { recursive: true }))
      .filter((name) => name.endsWith('.ts') && !/test|example/.test(name));
    expect(names.length).toBeGreaterThan(5);
    const texts = await Promise.all(names.map((name) => readFile(join(root, room, name), 'utf8')));
    return texts.flatMap((text) => leftIn(americanSentence(
      text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/\/\/.*/g, '').replaceAll(/[“”]/g, ''))));
  }));
  expect([...new Set(left.flat())]).toEqual([]);
  expect(leftIn('It was cancelled; the postcode is not recognised.'))
    .toEqual(['cancelled', 'postcode', 'recognised']);
});
