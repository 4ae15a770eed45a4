/** The words of the page in the language of whoever reads it. */
import { words as british } from './en-gb.ts';
import { american } from './en-us.ts';
import { language } from './language.ts';
import { pseudo } from './pseudo.ts';

export type British = typeof british;

/** Any part of a catalogue, in other words. */
export type Overrides<Words> = {
  readonly [Name in keyof Words]?: Words[Name] extends string ? string
    : Words[Name] extends (...given: infer Given) => string ? (...given: Given) => string
      : Overrides<Words[Name]>;
};

/** The catalogue with some of its words replaced. */
export function withOverrides<Words extends object>(base: Words, over: Overrides<Words>): Words {
  const made = Object.fromEntries(Object.entries(base).map(([name, value]: [string, unknown]) => {
    const other: unknown = Reflect.get(over, name);
    if (other === undefined) return [name, value];
    const isGroup = typeof value === 'object' && value !== null
      && typeof other === 'object' && other !== null;
    return [name, isGroup ? withOverrides(value, other) : other];
  }));
  // Every name of the base is there, with a text where there was a text.
  return made as Words;
}

const catalogueOf = (): British => {
  switch (language) {
    case 'en-GB': return british;
    case 'en-US': return withOverrides(british, american);
    case 'en-XA': return pseudo(british);
    default: return language satisfies never;
  }
};

export const words: British = catalogueOf();
