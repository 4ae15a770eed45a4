import { expect, test } from 'vitest';
import { trackingNumber } from './tracking.ts';

test('a Royal Mail number is an S10 number with its check digit', () => {
  // RB 47312482 9: the worked example of the standard's check digit, with our own service letters.
  expect(trackingNumber('royal_mail', 47_312_482, 7)).toBe('QR473124829GB');
});

test('a USPS number has 22 digits that check by threes and ones from the right', () => {
  const number = trackingNumber('stamps_com', 2_170_800_001, 7);
  expect(number).toMatch(/^9400111899\d{12}$/);
  const sum = number.split('').toReversed().reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  expect(sum % 10).toBe(0);
});

test('a DPD number has fourteen digits', () => {
  expect(trackingNumber('dpd', 2_170_800_001, 7)).toMatch(/^1550\d{2}70800001$/);
});

test('numbers of one carrier differ from label to label and repeat with the seed', () => {
  for (const carrier of ['royal_mail', 'dpd', 'dhl_express_uk', 'stamps_com']) {
    const numbers = [1, 2, 3].map((id) => trackingNumber(carrier, id, 7));
    expect(new Set(numbers).size).toBe(3);
    expect(trackingNumber(carrier, 1, 7)).toBe(numbers[0]);
  }
});
