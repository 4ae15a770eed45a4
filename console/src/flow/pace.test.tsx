import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Pace } from './pace.tsx';

const paceWith = (paceLimitMilliseconds: number | null, isAny = true): string =>
  renderToStaticMarkup(<Pace zone="Europe/London" flow={{
    at: '2026-11-22T14:40:00Z', marks: [], paceLimitMilliseconds,
    hours: !isAny ? [] : [{
      from: '2026-11-22T13:00:00Z', count: 4, medianMilliseconds: 240_000,
      slowest5Milliseconds: 910_000,
    }],
  }} />);

it('one limit is drawn; where warehouses differ it is said why none is', () => {
  expect(paceWith(37 * 60_000)).toMatch(/spark-limit.*limit 37 min/s);
  expect(paceWith(37 * 60_000)).not.toContain('different limits');
  expect(paceWith(null)).not.toContain('spark-limit');
  expect(paceWith(null)).toContain(
    'The warehouses have different limits: choose one to see its own.');
  expect(paceWith(null, false)).not.toContain('different limits');
});
