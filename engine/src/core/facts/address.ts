import type { Address, CompleteAddress } from '../model/address.ts';

export type UnderstoodAddress =
  | { readonly is: 'complete'; readonly address: CompleteAddress }
  | { readonly is: 'lacking'; readonly parts: readonly string[] };

/** Countries without postal codes, or where carriers do not ask for one. */
const withoutPostalCode = new Set(['IE', 'HK', 'AE', 'QA', 'PA', 'BS', 'AO', 'GH']);

/** Countries whose carriers refuse a label without state or province. */
const withState = new Set(['US', 'CA', 'AU']);

/**
 * Shapes of postal codes of countries that our merchants post to most, as their postal services
 * publish them. A country that is not listed is not judged.
 */
const postalCodeShape: Readonly<Record<string, RegExp>> = {
  GB: /^([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)$/,
  US: /^\d{5}(-\d{4})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  ES: /^\d{5}$/,
  IT: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  AU: /^\d{4}$/,
};

/**
 * Reads an address as a carrier would, and names in plain words what a label would lack. A person
 * who confirmed it knows better about postcodes and states; the rest no label can do without.
 */
export const understandAddress = (
  given: Address,
  isConfirmed = false,
): UnderstoodAddress => {
  const tidy = (text: string | null): string | null => {
    const trimmed = text?.trim().replaceAll(/\s+/g, ' ') ?? '';
    return trimmed === '' ? null : trimmed;
  };
  const name = tidy(given.name) ?? tidy(given.company);
  const street1 = tidy(given.street1);
  const city = tidy(given.city);
  const country = tidy(given.country)?.toUpperCase() ?? null;
  const postalCode = tidy(given.postalCode)?.toUpperCase() ?? null;
  const parts = [
    name === null ? 'a name' : null,
    street1 === null ? 'a street' : null,
    city === null ? 'a town' : null,
    country === null || !/^[A-Z]{2}$/.test(country) ? 'a two-letter country' : null,
    isConfirmed ? null : postalProblem(country, postalCode),
    !isConfirmed && country !== null && withState.has(country) && tidy(given.state) === null
      ? 'a state or province'
      : null,
  ].filter((part) => part !== null);
  if (parts.length > 0 || name === null || street1 === null || city === null || country === null) {
    return { is: 'lacking', parts };
  }
  return { is: 'complete', address: { ...given, name, street1, city, country, postalCode } };
};

const postalProblem = (country: string | null, postalCode: string | null): string | null => {
  if (country === null) return null;
  if (postalCode === null) return withoutPostalCode.has(country) ? null : 'a postcode';
  const shape = postalCodeShape[country];
  return shape === undefined || shape.test(postalCode)
    ? null
    : `a postcode that fits the country (${postalCode} does not)`;
};
