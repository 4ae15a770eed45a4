import { chanceBelow } from '../chance.ts';
import type { AddressBody } from './order-body.ts';
import type { Address } from './shapes.ts';

/** How ShipStation checks the address of an order, and what it makes of it (3.5). */

export const unchecked = (given: AddressBody): Address => ({
  ...given,
  addressVerified: 'Address not yet validated',
});

/**
 * What could be checked is rewritten: upper case, ZIP+4 in the US. A street without a house
 * number is kept with a warning, an address that lacks a part is kept and has failed.
 */
export function checkAddress(given: AddressBody, orderId: number, seed: number): Address {
  if (!given.street1 || !given.city || !given.postalCode || !given.country) {
    return { ...given, addressVerified: 'Address validation failed' };
  }
  if (!/\d/.test(`${given.street1}${given.street2 ?? ''}`)) {
    return { ...given, addressVerified: 'Address validation warning' };
  }
  const upper = (text: string | null) => text?.toUpperCase() ?? null;
  const isShortZip = given.country === 'US' && /^\d{5}$/.test(given.postalCode);
  const plusFour = String(chanceBelow(seed, 'zip', orderId, 9_000) + 1_000);
  return {
    ...given,
    name: upper(given.name),
    company: upper(given.company),
    street1: upper(given.street1),
    street2: upper(given.street2),
    street3: upper(given.street3),
    city: upper(given.city),
    state: upper(given.state),
    postalCode: isShortZip ? `${given.postalCode}-${plusFour}` : upper(given.postalCode),
    addressVerified: 'Address validated successfully',
  };
}
