import { expect, it } from 'vitest';
import { ApiTrouble, type Flow } from '../api/client.ts';
import { nextVans, wallState } from './state.ts';

/** As much of it as these functions look at. */
const flow = { vans: [] } as unknown as Flow;
const refused = (status: number) => new ApiTrouble('GET /v1/flow', {
  is: 'refused', status,
  problem: { type: 'about:blank', title: '', detail: '', problems: [], faults: [] },
});
const silent = new ApiTrouble('GET /v1/flow', { is: 'unreachable', text: 'no answer' });

it.each([
  ['nothing has come yet', undefined, null, 'connecting', { is: 'looking' }],
  ['all is well', flow, null, 'live', { is: 'counted', flow, isOld: false }],
  ['the line is being opened', flow, null, 'connecting', { is: 'counted', flow, isOld: false }],
  ['the line is off', flow, null, 'off', { is: 'counted', flow, isOld: true }],
  ['nobody answers', flow, silent, 'live', { is: 'counted', flow, isOld: true }],
  ['nobody ever answered', undefined, silent, 'off', { is: 'troubled', error: silent }],
  ['nobody is signed in', undefined, refused(401), 'off', { is: 'signed-out' }],
  ['the session has ended', flow, refused(401), 'live', { is: 'signed-out' }],
  ['Gatepass has failed', flow, refused(500), 'live', { is: 'counted', flow, isOld: true }],
] as const)('the wall knows what to show when %s', (_, known, error, line, shown) => {
  expect(wallState({ flow: known, error, line })).toEqual(shown);
});

it('the wall has room for the next three collections, and counts those after them', () => {
  const van = (collectedAt: string) => ({ collectedAt }) as unknown as Flow['vans'][number];
  const vans = ['2026-11-22T18:00:00Z', '2026-11-22T16:30:00Z', '2026-11-22T17:15:00+01:00',
    '2026-11-22T17:00:00Z'].map(van);
  const { next, later } = nextVans(vans);
  expect(next.map(({ collectedAt }) => collectedAt))
    .toEqual(['2026-11-22T17:15:00+01:00', '2026-11-22T16:30:00Z', '2026-11-22T17:00:00Z']);
  expect(later).toBe(1);
  expect(nextVans([])).toEqual({ next: [], later: 0 });
});
