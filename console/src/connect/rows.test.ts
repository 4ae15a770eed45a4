import { describe, expect, it } from 'vitest';
import { countTaken, nothingTaken, withRows } from './rows.ts';

const inForce = { version: 7, document: {
  limits: { readyToRelease: '2m' },
  mappings: { services: [{ says: 'OLD', carrier: 'dpd', service: 'dpd_by_10' }] },
} };

describe('rows that somebody took', () => {
  it('stand behind those that there are, and nothing else is touched', () => {
    expect(withRows({
      services: {
        'DPD-12': { carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
        'ANY': { leave: 'shipstation', expect: ['dpd'] },
        'BARE': { carrier: 'dpd', service: 'dpd_next_day', package: null },
      },
      carriers: { dpd: { warehouse: 'DPD', channels: { 'shop-uk': 'DPD UK', 'shop-de': '' } } },
    }, inForce)).toEqual({ basedOn: 7, secrets: {}, document: {
      limits: { readyToRelease: '2m' },
      mappings: {
        services: [
          { says: 'OLD', carrier: 'dpd', service: 'dpd_by_10' },
          { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
          { says: 'ANY', leave: 'shipstation', expect: ['dpd'] },
          { says: 'BARE', carrier: 'dpd', service: 'dpd_next_day' },
        ],
        carriers: [{ shipstation: 'dpd', warehouse: 'DPD', channels: { 'shop-uk': 'DPD UK' } }],
      },
    } });
  });

  it('that nobody took change nothing', () => {
    expect(countTaken(nothingTaken)).toBe(0);
    expect(withRows(nothingTaken, inForce).document).toEqual(inForce.document);
  });
});
