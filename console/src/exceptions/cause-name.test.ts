import { describe, expect, it } from 'vitest';
import type { Cause } from '../api/causes.ts';
import { nameIn } from './cause-name.ts';

const cause = (id: string, fault: string, connection: string | null) =>
  ({ id, title: 'Service not mapped', fault, connection }) as Cause;

describe('the name of a cause in a list', () => {
  it('says over which connection it came where another has the same words', () => {
    const leicester = cause('grp_1', 'DPD-12X', 'leicester-wms');
    const leeds = cause('grp_2', 'DPD-12X', 'leeds-wms');
    const other = cause('grp_3', 'OWL', 'leeds-wms');
    const all = [leicester, leeds, other];
    expect(all.map((one) => nameIn(all, one))).toEqual([
      'Service not mapped: “DPD-12X”, leicester-wms', 'Service not mapped: “DPD-12X”, leeds-wms',
      'Service not mapped: “OWL”',
    ]);
    expect(nameIn([leicester], leicester)).toBe('Service not mapped: “DPD-12X”');
  });
});
