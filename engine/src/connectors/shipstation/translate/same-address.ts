/**
 * ShipStation rewrites an address that it could check: upper case, abbreviated streets, ZIP+4
 * [ma]. What it shows is then the same address in other letters, and no change by anybody.
 */
import type { Address } from '../../../core/model/address.ts';

const parts = [
  'name', 'company', 'street1', 'street2', 'street3', 'city', 'state', 'postalCode', 'country',
  'phone',
] as const;

/** The same but for case, spaces and ZIP+4. */
export const isSameAddress = (one: Address, other: Address): boolean =>
  parts.every((part) => plainText(part, one) === plainText(part, other));

/**
 * May be the same, rewritten: country, postal code and the numbers in the street stay what they
 * are, whatever is abbreviated around them.
 */
export const mayBeSameAddress = (one: Address, other: Address): boolean =>
  plainText('country', one) === plainText('country', other) &&
  plainText('postalCode', one) === plainText('postalCode', other) &&
  plainText('name', one) === plainText('name', other) &&
  numbersIn(one) === numbersIn(other);

const plainText = (part: (typeof parts)[number], address: Address): string => {
  const text = (address[part] ?? '').toUpperCase().replaceAll(/\s+/g, ' ').trim();
  const isZip = part === 'postalCode' && (address.country ?? '').toUpperCase() === 'US';
  return isZip ? text.slice(0, 5) : text;
};

const numbersIn = ({ street1, street2, street3 }: Address): string =>
  (`${street1 ?? ''} ${street2 ?? ''} ${street3 ?? ''}`.match(/\d+/g) ?? []).toSorted().join(' ');
