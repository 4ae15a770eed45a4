import { describe, expect, it } from 'vitest';
import type { Cause } from '../api/causes.ts';
import { biggestOf, stateAfter, stepOf } from './steps.ts';

describe('the guide', () => {
  it.each([
    ['open', {}, 'open'], ['open', { cause: 'grp_1' }, 'read'],
    ['read', { cause: 'grp_1', plan: 'pln_1' }, 'apply'], ['preview', { run: 'job_1' }, 'going'],
    ['open', { plan: 'pln_1' }, 'apply'],
  ] as const)('from %s with %o is at %s', (state, address, next) => {
    expect(stateAfter(state, address)).toBe(next);
  });

  it('never goes back', () => {
    expect(stateAfter('apply', {})).toBe('apply');
    expect(stateAfter('preview', { cause: 'grp_2' })).toBe('preview');
    // Whoever leaves the page of the run is still behind the last step.
    expect(stateAfter('going', {})).toBe('going');
    expect(stateAfter('over', { plan: 'pln_2' })).toBe('over');
    expect([stepOf('read'), stepOf('going'), stepOf('over')]).toEqual(['read', 'apply', 'apply']);
  });

  it('chooses the biggest cause that one fix mends', () => {
    const cause = (code: string, orders: number) => ({ code, orders }) as Cause;
    const unmapped = cause('service.unmapped', 31);
    expect(biggestOf([cause('pick.short', 90), cause('service.unmapped', 2), unmapped]))
      .toBe(unmapped);
    expect(biggestOf([cause('pick.short', 1)])?.code).toBe('pick.short');
    expect(biggestOf([])).toBeUndefined();
    expect(biggestOf(undefined)).toBeUndefined();
  });
});
