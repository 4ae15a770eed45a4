import { expect, it } from 'vitest';
import { chipsOf, without, withValue } from './chips.ts';

const now = Date.parse('2026-11-22T14:32:30Z');
const said = (filter: Parameters<typeof chipsOf>[0]) =>
  chipsOf(filter, now, 'Europe/London').map(({ text }) => text);

it('a filter is said in words, each part by itself', () => {
  expect(said({
    stage: 'ready-to-ship,in-shipstation', notStage: 'cancelled', age: 'late,very-late',
    owes: 'tell-channel', disagrees: 'yes', notCarrier: 'dpd', open: 'yes',
  })).toEqual([
    'stage is Ready to ship or In ShipStation', 'stage is not Cancelled',
    'waiting is late or very late', 'still to do: Tell the channel', 'the systems differ',
    'carrier is not dpd', 'still open: yes',
  ]);
});

it('a cause and its value at fault are one chip, and go together', () => {
  const filter = { causeCode: 'service.unmapped', causeFault: 'DPD-12X' };
  expect(said(filter)).toEqual(['cause is Service unmapped “DPD-12X”']);
  const [chip] = chipsOf(filter, now, 'Europe/London');
  expect(without(filter, chip?.names ?? []))
    .toEqual({ causeCode: undefined, causeFault: undefined, causeId: undefined });
  expect(said({ ...filter, causeId: 'grp_7' })).toEqual(said(filter));
});

it('each part that has an opposite can be turned into it', () => {
  const turned = (filter: Parameters<typeof chipsOf>[0]) =>
    chipsOf(filter, now, 'Europe/London').map(({ opposite }) => opposite);
  expect(turned({ stage: 'picking,labelled', notChannel: 'shop', open: 'yes', owes: 'label' }))
    .toEqual([{ notStage: 'picking,labelled' }, null, { channel: 'shop' }, { open: 'no' }]);
  expect(turned({ causeCode: 'pick.short', causeFault: 'MUG' })).toEqual([null]);
});

it('no chip shows an id', () => {
  expect(said({ id: 'ord_1,ord_2', causeId: 'grp_7' }))
    .toEqual(['of one cause', '2 orders that were marked']);
});

it('steps, owners and what is still to do are said in words', () => {
  expect(said({
    owner: 'lead,finance', entered: 'confirmed', left: 'picking', rightFirst: 'no',
    queuedFor: 'shop-uk', movedFrom: '2026-11-22T13:05:00Z',
  })).toEqual([
    'owner is warehouse lead or finance', 'came to confirmed', 'went on from Picking',
    'that step since 13:05', 'right first time: no', 'something is to be done at shop-uk',
  ]);
});

it('when an order was placed at its channel is said in words, and turned about', () => {
  const filter = { placedFrom: '2026-11-20T00:00:00Z' };
  const [chip] = chipsOf(filter, now, 'Europe/London');
  expect(chip).toEqual({
    names: ['placedFrom'], text: 'placed after 20 Nov 00:00',
    opposite: { placedTo: '2026-11-20T00:00:00Z' },
  });
  expect(said(chip?.opposite ?? {})).toEqual(['placed before 20 Nov 00:00']);
});

it('shows what it cannot read as it stands', () => {
  expect(said({ heardFrom: 'yesterday', stage: 'flying' })).toEqual([
    'stage is flying', 'first heard of since yesterday',
  ]);
});

it('one more value stands beside the others, where the part takes several', () => {
  expect(withValue({ stage: 'picking' }, 'stage', 'labelled'))
    .toEqual({ stage: 'picking,labelled' });
  expect(withValue({ stage: 'picking' }, 'stage', 'picking')).toEqual({ stage: 'picking' });
  expect(withValue({ owes: 'label' }, 'owes', 'leave')).toEqual({ owes: 'leave' });
});
