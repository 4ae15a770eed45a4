import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../api/client.ts';
import { arrangeTimeline } from './arrange.ts';

const entry = (id: string, facts: Partial<TimelineEntry>): TimelineEntry => ({
  id, at: '2026-11-22T13:40:12Z', who: 'warehouse', kind: 'said', sentence: id, isProblem: false,
  tookMilliseconds: null, call: null, ...facts,
});

const told = entry('told', { at: '2026-11-22T13:40:12Z' });
const refusedCall = entry('refused', {
  at: '2026-11-22T13:51:41Z', who: 'gatepass', kind: 'call', isProblem: true,
});
const goodCall = entry('released', { at: '2026-11-22T13:40:14Z', who: 'gatepass', kind: 'call' });
const short = entry('short', { at: '2026-11-22T13:45:00Z', kind: 'exception', isProblem: true });
const day = [refusedCall, told, short, goodCall];

const ids = (entries: readonly TimelineEntry[]) => entries.map((one) => one.id);

describe('the timeline', () => {
  it('in order goes from the oldest to the newest', () => {
    const { problems, rest } = arrangeTimeline(day, 'time', 'all');
    expect(problems).toEqual([]);
    expect(ids(rest)).toEqual(['told', 'released', 'short', 'refused']);
  });

  it('with problems first keeps each part in order', () => {
    const { problems, rest } = arrangeTimeline(day, 'problems', 'all');
    expect(ids(problems)).toEqual(['short', 'refused']);
    expect(ids(rest)).toEqual(['told', 'released']);
  });

  it('shows only calls, or everything but calls', () => {
    expect(ids(arrangeTimeline(day, 'time', 'calls').rest)).toEqual(['released', 'refused']);
    expect(ids(arrangeTimeline(day, 'time', 'changes').rest)).toEqual(['told', 'short']);
  });

  it('compares times as times, whatever offset they are written with', () => {
    const early = entry('early', { at: '2026-11-22T14:30:00+02:00' });
    const late = entry('late', { at: '2026-11-22T13:00:00Z' });
    expect(ids(arrangeTimeline([late, early], 'time', 'all').rest)).toEqual(['early', 'late']);
  });

  it('leaves the list it was given as it was', () => {
    arrangeTimeline(day, 'problems', 'all');
    expect(ids(day)).toEqual(['refused', 'told', 'short', 'released']);
  });
});
