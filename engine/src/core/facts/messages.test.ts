import { expect, test } from 'vitest';
import {
  consignment, dossierOf, labelWith, minutes, noon, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import type { Message } from '../model/dossier.ts';
import { labelId, messageId, type LabelId } from '../model/ids.ts';
import { later } from '../model/instant.ts';
import type { Sighting } from '../model/sighting.ts';
import { outboundLabels } from './labels.ts';
import { isToTakeBack, owedTo, replacedBy } from './messages.ts';

const label = (id: string, isVoided = false, minute = 0): Sighting => ({
  kind: 'label', consignment, seenAt: later(noon, minutes(minute)),
  label: labelWith(null, {
    id: labelId(id), trackingNumber: id, madeAt: later(noon, minutes(minute)),
    voidedAt: isVoided ? later(noon, minutes(minute)) : null,
  }),
});
const told = (id: string, changes: Partial<Message>): Sighting => ({
  kind: 'message-written', consignment, message: {
    id: messageId(id), to: 'channel', kind: 'notice', labels: [], voids: [], writtenAt: noon,
    acknowledgedAt: noon, ...changes,
  },
});
const owed = (...sightings: readonly Sighting[]) => {
  const facts = dossierOf(said(snapshotWith()), ...sightings).consignments[consignment];
  if (facts === undefined) throw new Error('the consignment is not there');
  return {
    facts,
    is: owedTo(facts, 'channel', outboundLabels(facts), (one) => one.acknowledgedAt !== null),
  };
};
const [a, b] = [labelId('A'), labelId('B')];

test('nothing is owed before the first label', () => {
  expect(owed().is).toEqual({ is: 'nothing-yet' });
});

test('all labels that are still untold go in one first message', () => {
  expect(owed(label('A'), label('B')).is)
    .toEqual({ is: 'unwritten', kind: 'notice', labels: [a, b], voids: [] });
});

test('a written message is followed until it is confirmed, before anything else is written', () => {
  const first = told('msg_1', { labels: [a], acknowledgedAt: null });
  expect(owed(label('A'), first, label('B')).is).toMatchObject({ is: 'written' });
});

test('a label voided before anybody heard of it is never told', () => {
  expect(owed(label('A', true), label('B')).is)
    .toMatchObject({ kind: 'notice', labels: [b], voids: [] });
});

test('a told label that is voided is taken back, by a correction when another takes over', () => {
  const first = told('msg_1', { labels: [a] });
  expect(owed(label('A', true), first).is)
    .toEqual({ is: 'unwritten', kind: 'void', labels: [], voids: [a] });
  expect(owed(label('A', true), first, label('B')).is)
    .toEqual({ is: 'unwritten', kind: 'correction', labels: [b], voids: [a] });
});

test('of two labels that one takes the place of, the second is taken back by itself', () => {
  const sightings = [label('A', true), label('B', true), told('msg_1', { labels: [a, b] }),
    label('C')];
  const c = labelId('C');
  expect(owed(...sightings).is)
    .toEqual({ is: 'unwritten', kind: 'correction', labels: [c], voids: [a] });
  const second = told('msg_2', { kind: 'correction', labels: [c], voids: [a],
    writtenAt: later(noon, minutes(1)) });
  expect(owed(...sightings, second).is)
    .toEqual({ is: 'unwritten', kind: 'void', labels: [], voids: [b] });
});

test('an unconfirmed message about a label that is voided since is overtaken by its void', () => {
  const first = told('msg_1', { labels: [a], acknowledgedAt: null });
  expect(owed(label('A', true), first).is).toMatchObject({ kind: 'void', voids: [a] });
});

test('a label is to be taken back until the void is confirmed, and no longer', () => {
  const first = told('msg_1', { labels: [a] });
  const taking = told('msg_2', { kind: 'void', voids: [a], acknowledgedAt: null });
  const taken = told('msg_2', { kind: 'void', voids: [a] });
  expect(isToTakeBack(owed(label('A'), first).facts, 'channel')).toBe(false);
  expect(isToTakeBack(owed(label('A', true), first).facts, 'channel')).toBe(true);
  expect(isToTakeBack(owed(label('A', true), first, taking).facts, 'channel')).toBe(true);
  expect(isToTakeBack(owed(label('A', true), first, taken).facts, 'channel')).toBe(false);
});

test('a label takes the place of one that nothing has replaced since, and of one only', () => {
  const [c, d] = [labelId('C'), labelId('D')];
  const history = [
    label('A', true), label('B'), told('msg_1', { labels: [a] }),
    told('msg_2', { kind: 'void', voids: [a], writtenAt: later(noon, minutes(1)) }),
  ];
  const [so, again] = [owed(...history), owed(...history, told('msg_3', {
    kind: 'correction', labels: [b], writtenAt: later(noon, minutes(2)),
  }))];
  const by = ({ facts }: typeof so, ...labels: readonly LabelId[]) =>
    replacedBy(facts, 'channel', { labels, voids: [] });
  expect(by(so, b)).toEqual([a]);
  expect(by(so, b, c)).toEqual([a]);
  expect(by(again, b)).toEqual([a]);
  expect(by(again, c, d)).toEqual([]);
  expect(replacedBy(so.facts, 'channel', { labels: [b, c], voids: [a] })).toEqual([a]);
  const untold = [label('A', true), label('B')];
  const first = told('msg_1', { labels: [b], writtenAt: later(noon, minutes(1)) });
  expect(by(owed(...untold), b)).toEqual([a]);
  expect(by(owed(...untold, first), b)).toEqual([a]);
  expect(by(owed(...untold, first), c)).toEqual([]);
});
