import { expect, test } from 'vitest';
import { stepOf } from './stage.ts';

const confirmed = { confirm: 'met', release: 'met' } as const;
const labelled = { ...confirmed, label: 'met', leave: 'open' } as const;
const left = { ...labelled, leave: 'met' } as const;
const owed = { 'tell-warehouse': 'open', 'tell-channel': 'open' } as const;
const told = { 'tell-warehouse': 'met', 'tell-channel': 'met' } as const;
const channelFirst = { 'tell-warehouse': 'open', 'tell-channel': 'met' } as const;
const warehouseFirst = { 'tell-warehouse': 'met', 'tell-channel': 'open' } as const;
const sentOtherwise = {
  ...confirmed, release: 'not-owed', label: 'not-owed', leave: 'met',
} as const;

test.each([
  ['both are owed', { ...labelled, ...owed }, 'labelled'],
  ['the channel heard first, the warehouse did not or refused', { ...labelled, ...channelFirst },
    'labelled'],
  ['the warehouse heard first', { ...labelled, ...warehouseFirst }, 'warehouse-told'],
  ['the channel is to hear once the goods have left',
    { ...labelled, 'tell-warehouse': 'met', 'tell-channel': 'later' }, 'warehouse-told'],
  ['both heard', { ...labelled, ...told }, 'channel-told'],
  ['a channel that needs no notice',
    { ...labelled, 'tell-warehouse': 'met', 'tell-channel': 'not-owed' }, 'warehouse-told'],
  ['such a channel, and the warehouse is owed its news',
    { ...labelled, 'tell-warehouse': 'open', 'tell-channel': 'not-owed' }, 'labelled'],
  ['a warehouse that is told nothing, before and after the channel heard',
    { ...labelled, 'tell-warehouse': 'not-owed', 'tell-channel': 'open' }, 'labelled'],
  ['the same, after', { ...labelled, 'tell-warehouse': 'not-owed', 'tell-channel': 'met' },
    'channel-told'],
  ['a second parcel waits for its label, the first is told',
    { ...labelled, ...told, label: 'open' }, 'in-shipstation'],
  ['labelled again after both heard: both are owed a correction', { ...labelled, ...owed },
    'labelled'],
  ['voided after both heard, and back in ShipStation',
    { ...confirmed, ...owed, label: 'open', leave: 'later' }, 'in-shipstation'],
  ['marked as shipped without a label, and the channel was told so',
    { ...confirmed, 'label': 'open', 'tell-warehouse': 'later', 'tell-channel': 'met' },
    'in-shipstation'],
  ['gone, and both are owed', { ...left, ...owed }, 'labelled'],
  ['gone, and the warehouse is owed', { ...left, ...channelFirst }, 'labelled'],
  ['gone, and the channel is owed', { ...left, ...warehouseFirst }, 'left-the-building'],
  ['gone, and no channel wants to hear',
    { ...left, 'tell-warehouse': 'met', 'tell-channel': 'not-owed' }, 'left-the-building'],
  ['gone, and both heard', { ...left, ...told }, 'channel-told'],
  ['gone, while something of it still waits for a label in ShipStation',
    { ...left, ...told, label: 'open' }, 'channel-told'],
  ['gone without a label of ours', { ...sentOtherwise, ...owed }, 'left-the-building'],
  ['the same, and the channel heard first', { ...sentOtherwise, ...channelFirst },
    'left-the-building'],
  ['the same, and both heard', { ...sentOtherwise, ...told }, 'channel-told'],
  ['in ShipStation', { ...confirmed, label: 'open', leave: 'later' }, 'in-shipstation'],
  ['confirmed', { confirm: 'met', release: 'open', label: 'later' }, 'ready-to-ship'],
  ['not confirmed', { confirm: 'open', release: 'later', label: 'later' }, 'picking'],
] as const)('%s', (_, standing, stage) => {
  expect(stepOf(standing, { status: 'picked', stands: false })).toBe(stage);
});

test('confirmed, and something of it is still to be changed in ShipStation', () => {
  expect(stepOf({ confirm: 'met', release: 'open', label: 'later' },
    { status: 'packed', stands: true })).toBe('in-shipstation');
});
