import { expect, test } from 'vitest';
import { absorb } from '../facts/absorb.ts';
import { instant } from '../model/instant.ts';
import {
  calm, consignment, deskLabels, dossierOf, minutes, noon, obey, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import { decide } from './decide.ts';

const policy = policyWith();
const released = () => {
  const packed = dossierOf(said(snapshotWith()));
  const { dossier } = obey(packed, decide(packed, policy, calm(noon), noon), noon);
  const [sighting] = Object.values(dossier.consignments[consignment]?.orders ?? {});
  if (sighting === undefined) throw new Error('nothing was released');
  return { dossier, order: sighting.order };
};

test('goods that are shipped there are not sent again while their label is unseen', () => {
  const { dossier, order } = released();
  const at = instant(noon + minutes(1));
  const shipped = absorb(dossier, {
    kind: 'shipstation-order', consignment, seenAt: at,
    order: { ...order, status: { is: 'shipped' }, modifiedAt: at },
  });
  const decision = decide(shipped, policy, calm(at), at);
  expect(decision.consignments[0]?.actions).toEqual([]);
  expect(decision.exceptions).toEqual([]);
  expect(decision.headline.because.is).toBe('label-unseen');
});

test('an order marked as shipped by hand is named once the label feed was read past it', () => {
  const { dossier, order } = released();
  const at = instant(noon + minutes(1));
  const shipped = absorb(dossier, {
    kind: 'shipstation-order', consignment, seenAt: at,
    order: { ...order, status: { is: 'shipped' }, modifiedAt: at },
  });
  const later = instant(noon + minutes(10));
  expect(decide(shipped, policy, calm(later), later).exceptions.map((one) => one.code))
    .toEqual(['order.marked-there']);
});

test('a labelled order is not open although the last look at it is older than the label', () => {
  const { dossier, order } = released();
  const at = instant(noon + minutes(1));
  const labelled = deskLabels(dossier, order, at);
  // The order itself was only ever seen waiting.
  const stale = {
    ...labelled,
    consignments: {
      ...labelled.consignments,
      [consignment]: {
        ...(labelled.consignments[consignment] ?? dossier.consignments[consignment]),
        orders: dossier.consignments[consignment]?.orders ?? {},
      },
    },
  } as typeof labelled;
  const decision = decide(stale, policy, calm(at), at);
  expect(decision.headline.because.is).toBe('to-tell');
  expect(decision.consignments[0]?.actions.map((one) => one.do))
    .toEqual(['tell-warehouse', 'tell-channel']);
});

test('what left a labelled order for a part nobody has seen is not sent again', () => {
  const { dossier, order } = released();
  const at = instant(noon + minutes(1));
  const lines = order.lines.map((line) => ({ ...line, quantity: line.quantity - 1 }));
  const labelled = deskLabels(dossier, { ...order, lines }, at);
  const wished = (lookedThrough: number) => {
    const now = instant(noon + minutes(2));
    return decide(labelled, policy, calm(instant(lookedThrough)), now).consignments[0];
  };
  expect(wished(noon)?.actions.map((one) => one.do)).not.toContain('create-order');
  expect(wished(noon)?.lookAgainAt).toBe(noon + minutes(2) + 15_000);
  // Orders were looked at since, and there is no such part: it was taken out by hand.
  expect(wished(noon + minutes(2))?.actions.map((one) => one.do)).toContain('create-order');
});
