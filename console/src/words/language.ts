/** In which language the console speaks. It is chosen before the first page and stays. */
import { keptLanguage } from '../frame/kept.ts';

/** `en-XA` is for tests: the same words longer and with accents, so that what is cut shows. */
export const languages = ['en-GB', 'en-US', 'en-XA'] as const;
export type Language = (typeof languages)[number];

/** American English for whoever chose it, or whose browser speaks it and who chose nothing. */
export function languageFor(
  choice: ReturnType<typeof keptLanguage.read>, spoken: readonly string[],
): Language {
  if (choice !== 'auto') return choice;
  const first = spoken.find((one) => /^en\b/i.test(one)) ?? '';
  return /^en-US\b/i.test(first) ? 'en-US' : 'en-GB';
}

export const language: Language = languageFor(
  keptLanguage.read(), typeof document === 'undefined' ? [] : navigator.languages);

/** For numbers and dates. */
export const numberLanguage = language === 'en-US' ? 'en-US' : 'en-GB';
