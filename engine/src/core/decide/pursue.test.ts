import { expect, test } from 'vitest';
import {
  calm, consignment, dossierOf, noon, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import type { Attempt, Contact, Outcome } from '../model/dossier.ts';
import { attemptId, rulingId } from '../model/ids.ts';
import { later, type Instant } from '../model/instant.ts';
import type { Sighting } from '../model/sighting.ts';
import { layOut } from './case.ts';
import { pursue } from './pursue.ts';

const seconds = (count: number): Instant => later(noon, count * 1_000);
const tried = (count: number, outcome: Outcome | null, begunAt = noon): Sighting => ({
  kind: 'begun', consignment, attempt: {
    id: attemptId(`att_${String(count)}`), operation: 'create-order', about: 'key',
    content: 'same', begunAt, outcome,
  } satisfies Attempt,
});
const refused: Outcome = { is: 'refused', at: seconds(1), code: 'no', text: 'no such service' };

const ask = (
  now: Instant,
  sightings: readonly Sighting[],
  content = 'same',
  contact: Partial<Contact> = {},
) => {
  const dossier = dossierOf(said(snapshotWith()), ...sightings);
  const facts = dossier.consignments[consignment];
  const at = facts === undefined
    ? null : layOut(dossier, facts, policyWith(), calm(now, contact), now);
  if (at === null) throw new Error('there is no case');
  return pursue(at, { operation: 'create-order', about: 'key', content });
};

test('what was never asked is asked', () => {
  expect(ask(noon, [])).toEqual({ is: 'go', hasAsked: false });
});

test('a refusal stands for its content, and only for that', () => {
  expect(ask(seconds(3_600), [tried(1, refused)])).toMatchObject({ is: 'refused' });
  expect(ask(seconds(5), [tried(1, refused)], 'other')).toEqual({ is: 'go', hasAsked: true });
});

test('a person may have the same thing tried again, once', () => {
  const again: Sighting = { kind: 'ruled', consignment, ruling: {
    id: rulingId('rul_1'), kind: 'try-again', by: 'Ann', why: 'mended', at: seconds(60),
    until: null, about: 'key',
  } };
  expect(ask(seconds(61), [tried(1, refused), again])).toEqual({ is: 'go', hasAsked: false });
  // Also by a try that begins in the very millisecond of the word for it.
  for (const begun of [60, 62]) {
    const after = tried(2, { ...refused, at: seconds(63) }, seconds(begun));
    expect(ask(seconds(64), [tried(1, refused), again, after])).toMatchObject({ is: 'refused' });
  }
});

test('a call without an answer is waited for, then looked for, then repeated', () => {
  const silent = [tried(1, null)];
  expect(ask(seconds(29), silent)).toEqual({ is: 'under-way', until: seconds(30) });
  expect(ask(seconds(35), silent)).toMatchObject({ is: 'looking' });
  expect(ask(seconds(41), silent)).toEqual({ is: 'go', hasAsked: true });
});

test('without a look that reaches past the settling time nothing is repeated', () => {
  expect(ask(seconds(600), [tried(1, null)], 'same', { ordersThrough: seconds(39) }))
    .toMatchObject({ is: 'looking' });
  expect(ask(seconds(600), [tried(1, null)], 'same', { ordersThrough: null }))
    .toMatchObject({ is: 'looking' });
});

test('an unanswered call is not overtaken by another content before it has settled', () => {
  expect(ask(seconds(10), [tried(1, null)], 'other')).toMatchObject({ is: 'under-way' });
  expect(ask(seconds(35), [tried(1, null)], 'other')).toMatchObject({ is: 'looking' });
});
