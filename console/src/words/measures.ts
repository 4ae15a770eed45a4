import type { Money } from '../api/client.ts';
import { words } from './en-gb.ts';

/** Minor units as "6.42 GBP": the currency's own number of decimals, its code, never a guess. */
export function moneyInWords(money: NonNullable<Money>): string {
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency', currency: money.currency, currencyDisplay: 'code',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const number = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
  return `${number.format(money.amount / 10 ** digits)} ${money.currency}`;
}

/** Grams as people at the bench say them: "450 g", "2.35 kg". */
export function weightInWords(grams: number): string {
  if (grams < 1000) return words.weights.grams(String(grams));
  const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
  return words.weights.kilograms(format.format(grams / 1000));
}
