/** The product's words for what the API names by codes; console, mail and handbook say the same. */
import type { ObligationView, OrderSummary, TimelineEntry } from '../api/shapes.ts';

export const stageWord: Readonly<Record<OrderSummary['stage'], string>> = {
  'received': 'Received',
  'allocated': 'Allocated',
  'picking': 'Picking',
  'ready-to-ship': 'Ready to ship',
  'in-shipstation': 'In ShipStation',
  'labelled': 'Labelled',
  'warehouse-told': 'Warehouse told',
  'channel-told': 'Channel told',
  'left-the-building': 'Left the building',
  'cancelled': 'Cancelled',
};

export const partyWord: Readonly<Record<NonNullable<ObligationView['waitsOn']>, string>> = {
  'warehouse': 'the warehouse',
  'shipping-desk': 'the shipping desk',
  'gatepass': 'Gatepass',
  'channel': 'the channel',
  'carrier': 'the carrier',
  'person': 'a person',
};

export const obligationWord: Readonly<Record<ObligationView['kind'], string>> = {
  'confirm': 'Confirm the pick',
  'release': 'Release to ShipStation',
  'label': 'Make the label',
  'tell-warehouse': 'Tell the warehouse',
  'tell-channel': 'Tell the channel',
  'leave': 'Leave the building',
};

export const systemWord = {
  warehouse: 'Warehouse', shipstation: 'ShipStation', channel: 'Channel',
} as const;

export const speakerWord: Readonly<Record<TimelineEntry['who'], string>> = {
  ...systemWord, gatepass: 'Gatepass', person: 'A person',
};

/** How a system was last heard. */
export const heardWord = {
  push: 'it told us', poll: 'we looked', reply: 'its answer to us',
} as const;

/** `1 line`, `2 lines`. */
export function counted(count: number, one: string): string {
  return `${String(count)} ${count === 1 ? one : `${one}s`}`;
}
