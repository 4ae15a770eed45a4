import { expect, test } from 'vitest';
import { operations } from '../core/model/dossier.ts';
import { useOf } from './budget-uses.ts';

test('what a call was for decides on whose part of the budget it stands', () => {
  expect(Object.groupBy(
    [...operations, 'feed labels', 'feed orders', 'sweep order', 'list stores', 'probe', 'login'],
    useOf)).toEqual({
    'write-back': ['mark-as-shipped', 'tell-warehouse', 'tell-channel', 'feed labels'],
    'out-of-harm': ['withdraw-order', 'park-order', 'void-label'],
    'label-on-demand': ['buy-label'],
    'release': ['create-order', 'amend-order', 'unpark-order'],
    'polling': ['feed orders', 'sweep order', 'list stores'],
    'other': ['probe', 'login'],
  });
});
