import { describe, expect, it } from 'vitest';
import { words as british } from './en-gb.ts';
import { american } from './en-us.ts';
import { languageFor } from './language.ts';
import { pseudo, pseudoText } from './pseudo.ts';
import { withOverrides } from './words.ts';

/** Every text with its path; of what is made of numbers and names, the text that makes it. */
function textsOf(value: unknown, path = ''): (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, `${path}.${name}`));
}

const americanised = withOverrides(british, american);

describe('American English', () => {
  it('has every word of the British catalogue, and none of its spellings', () => {
    expect(textsOf(americanised).map(([path]) => path))
      .toEqual(textsOf(british).map(([path]) => path));
    const left = textsOf(americanised).filter(([, text]) =>
      /olour|abelled|ancelled|ostcode|elephone|avour|catalogue/.test(
        // Names in code are not read by anybody.
        text.replaceAll(/\$\{[^}]*\}/g, '')));
    expect(left).toEqual([]);
  });

  it('names only what differs', () => {
    const before = new Map(textsOf(british));
    const over = textsOf(american);
    expect(over.length).toBeGreaterThan(5);
    expect(over.filter(([path, text]) => !before.has(path) || before.get(path) === text))
      .toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    ['auto', ['de-DE', 'en-US', 'en'], 'en-US'], ['auto', ['en-GB', 'en-US'], 'en-GB'],
    ['auto', ['en'], 'en-GB'], ['auto', [], 'en-GB'], ['en-GB', ['en-US'], 'en-GB'],
    ['en-US', ['en-GB'], 'en-US'],
  ] as const)('chosen %s in a browser of %j is %s', (choice, spoken, language) => {
    expect(languageFor(choice, spoken)).toBe(language);
  });
});

describe('the words that nobody speaks', () => {
  it('are the same in brackets, a third longer and with accents', () => {
    expect(pseudoText('All orders')).toMatch(/^⟦Áll órdérš( ·)+⟧$/);
    expect(pseudoText('–')).toBe('–');
    const said = pseudo(british);
    expect(said.find.title).not.toBe(british.find.title);
    expect(said.duration.minutes(5)).toBe('⟦5 míñ ·⟧');
  });
});
