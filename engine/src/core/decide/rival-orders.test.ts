/** A channel that wants two things under one revision: nothing goes before it has settled it. */
import { expect, test } from 'vitest';
import {
  calm, dossierOf, minutes, noon, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import { absorb } from '../facts/absorb.ts';
import type { ChannelOrder } from '../model/channel.ts';
import type { Dossier } from '../model/dossier.ts';
import { later } from '../model/instant.ts';
import { decide } from './decide.ts';

const paid: ChannelOrder = {
  reference: '1001', revision: 1, updatedAt: noon, orderNumber: 'SO-412345', status: 'paid',
  placedAt: noon, requestedService: null, shipBy: null, shipTo: null,
  lines: [{ line: '881', sku: 'TEE', name: 'T-shirt', ordered: 2, cancelled: 0, unitPrice: null }],
};
const hear = (dossier: Dossier, order: Partial<ChannelOrder>, after = 1): Dossier =>
  absorb(dossier, {
    kind: 'channel-says', order: { ...paid, ...order }, arrivedAt: later(noon, minutes(after)),
  });

const decided = (dossier: Dossier) => {
  const at = later(noon, minutes(5));
  const { consignments: [one], exceptions } = decide(dossier, policyWith(), calm(at), at);
  return {
    does: one?.actions.map((action) => action.do), codes: exceptions.map(({ code }) => code),
    confirm: one?.obligations.find(({ kind }) => kind === 'confirm')?.state,
  };
};

const known = hear(dossierOf(said(snapshotWith())), {});

test('a cancellation under the revision of the order lets nothing be released', () => {
  expect(decided(known).does).toEqual(['create-order']);
  const torn = decided(hear(known, { status: 'cancelled' }, 2));
  expect(torn.does).toEqual([]);
  expect(torn.codes).toContain('revision.conflicting');
  expect(torn.confirm).toMatchObject({ waitsOn: 'channel', because: { is: 'rival-orders' } });
});

test('so does another quantity, and a higher revision settles either', () => {
  const [line] = paid.lines;
  if (line === undefined) throw new Error('the order has a line');
  const torn = hear(known, { lines: [{ ...line, cancelled: 1 }] }, 2);
  expect(decided(torn).codes).toContain('revision.conflicting');
  expect(decided(hear(torn, { revision: 2 }, 3)).does).toEqual(['create-order']);
  expect(decided(hear(torn, { revision: 2, status: 'cancelled' }, 3)).does)
    .not.toContain('create-order');
});

test('the same order at another hour, or in other words about the customer, contradicts nothing',
  () => {
    const again = { updatedAt: later(noon, minutes(3)), requestedService: 'Express' };
    expect(hear(known, again, 2)).toBe(known);
  });
