import { expect, it } from 'vitest';
import { alertTyped } from './alert-typed.ts';

it('an alert is typed as somebody and a whole number, none among them', () => {
  expect(alertTyped('lead', '10')).toEqual({ is: 'wish', wish: { above: 10, to: 'lead' } });
  expect(alertTyped('lead', '0')).toEqual({ is: 'wish', wish: { above: 0, to: 'lead' } });
  expect(alertTyped('', '10')).toEqual({ is: 'nobody' });
  expect(alertTyped('', '')).toEqual({ is: 'nobody' });
});

it.each(['', 'ten', '-1', '1.5', '1e3', '1,000', '0x10', '1000001', '99999999'])(
  '“%s” is no number to count up to', (above) => {
    expect(alertTyped('lead', above)).toEqual({ is: 'no-number' });
  });
