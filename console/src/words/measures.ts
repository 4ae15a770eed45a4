import type { Money } from '../api/client.ts';
import { numberLanguage } from './language.ts';
import { words } from './words.ts';

/** Minor units as "6.42 GBP": the currency's own number of decimals, its code, never a guess. */
export function moneyInWords(money: NonNullable<Money>): string {
  const format = new Intl.NumberFormat(numberLanguage, {
    style: 'currency', currency: money.currency, currencyDisplay: 'code',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const number = new Intl.NumberFormat(numberLanguage, {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
  return `${number.format(money.amount / 10 ** digits)} ${money.currency}`;
}

/** Grams as people at the bench say them: "450 g", "2.35 kg"; in America "5.17 lb (2.35 kg)". */
export function weightInWords(grams: number, isAmerican = numberLanguage === 'en-US'): string {
  const metric = grams < 1000 ? words.weights.grams(String(grams))
    : words.weights.kilograms(atMostTwo(grams / 1000));
  if (!isAmerican) return metric;
  const ounces = grams / gramsPerOunce;
  return words.weights.both(ounces < ouncesPerPound
    ? words.weights.ounces(atMostTwo(ounces))
    : words.weights.pounds(atMostTwo(ounces / ouncesPerPound)), metric);
}

const gramsPerOunce = 28.349_523_125;
const ouncesPerPound = 16;

const atMostTwo = (amount: number): string =>
  new Intl.NumberFormat(numberLanguage, { maximumFractionDigits: 2 }).format(amount);
