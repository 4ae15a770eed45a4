import { expect, test } from 'vitest';
import { describeChanges } from './describe-changes.ts';

const dpd = { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12' };
const mail = { says: 'RM24', carrier: 'royal_mail', service: 'rm_24' };
const inPolicy = (...services: readonly object[]) => ({ mappings: { services } });

test('rows of a list are told one by one, so that each can be read', () => {
  expect(describeChanges({}, inPolicy(dpd, mail))).toEqual([
    'mappings.services: added says DPD-12, carrier dpd, service dpd_by_12',
    'mappings.services: added says RM24, carrier royal_mail, service rm_24',
  ]);
  expect(describeChanges(inPolicy(dpd), inPolicy({ ...dpd, service: 'dpd_next_day' }))).toEqual([
    'mappings.services: added says DPD-12, carrier dpd, service dpd_next_day',
    'mappings.services: removed says DPD-12, carrier dpd, service dpd_by_12',
  ]);
});

test('what differs otherwise stands on one line', () => {
  expect(describeChanges(inPolicy(dpd, mail), inPolicy(mail, dpd))).toHaveLength(1);
  expect(describeChanges(inPolicy(dpd), { mappings: {} }))
    .toEqual(['mappings.services: removed']);
  expect(describeChanges({ days: [1, 2] }, { days: [1] })).toEqual(['days: [1,2] -> [1]']);
});
