/** Several tracking numbers of one box stand in its one field, one after the other. */

export const numbersIn = (shippingReference: string | null): readonly string[] =>
  (shippingReference ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');

export const renderNumbers = (numbers: readonly string[]): string | null =>
  (numbers.length === 0 ? null : [...new Set(numbers)].join(', '));
