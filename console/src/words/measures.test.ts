import { describe, expect, it } from 'vitest';
import { exceptionInWords } from './exception-code.ts';
import { moneyInWords, weightInWords } from './measures.ts';

describe('money is told with its currency', () => {
  it.each([
    [{ amount: 642, currency: 'GBP' }, '6.42 GBP'],
    [{ amount: 123_456, currency: 'EUR' }, '1,234.56 EUR'],
    [{ amount: 980, currency: 'JPY' }, '980 JPY'],
    [{ amount: 1_250, currency: 'KWD' }, '1.250 KWD'],
    [{ amount: -5, currency: 'USD' }, '-0.05 USD'],
  ])('%o is "%s"', (money, text) => {
    expect(moneyInWords(money)).toBe(text);
  });
});

describe('weights', () => {
  it.each([[0, '0 g'], [999, '999 g'], [1000, '1 kg'], [2346, '2.35 kg']])(
    '%i g is "%s"',
    (grams, text) => expect(weightInWords(grams)).toBe(text),
  );
});

describe('weights in America', () => {
  it.each([
    [0, '0 oz (0 g)'], [450, '15.87 oz (450 g)'], [454, '1 lb (454 g)'],
    [2346, '5.17 lb (2.35 kg)'],
  ])('%i g is "%s"', (grams, text) => expect(weightInWords(grams, true)).toBe(text));
});

describe('an exception code in a list', () => {
  it('reads as words', () => {
    expect(exceptionInWords('pick.short')).toBe('Pick short');
    expect(exceptionInWords('label.on-cancelled')).toBe('Label on cancelled');
  });
});
