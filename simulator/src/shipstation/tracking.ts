import { chanceBelow } from '../chance.ts';

/**
 * Numbers in the shapes that carriers print, so that shape checks pass, from a counter, so that
 * they never repeat. They belong to no real parcel.
 */
export function trackingNumber(carrierCode: string, shipmentId: number, seed: number): string {
  const serial = shipmentId % 100_000_000;
  switch (carrierCode) {
    case 'royal_mail':
      return postalNumber('QR', serial);
    case 'dpd':
      return `1550${chanceBelow(seed, 'depot', 0, 90) + 10}${String(serial).padStart(8, '0')}`;
    case 'stamps_com':
      return impbNumber(serial);
    default:
      return `61${String(serial).padStart(8, '0')}`;
  }
}

/** The postal union's S10: two letters, eight digits, a weighted check digit, the country. */
function postalNumber(service: string, serial: number): string {
  const digits = String(serial).padStart(8, '0');
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `${service}${digits}${check}GB`;
}

/** USPS: 22 digits, the last of which checks the others by threes and ones from the right. */
function impbNumber(serial: number): string {
  const digits = `9400111899${String(serial).padStart(11, '0')}`;
  const sum = digits.split('').toReversed().reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
