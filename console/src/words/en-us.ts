/** American English: only what differs from the British catalogue. */
import { numeral } from './counted.ts';
import type { British, Overrides } from './words.ts';

export const american: Overrides<British> = {
  stages: { labelled: 'Labeled', cancelled: 'Canceled' },
  frame: {
    find: 'Find an order by its number, tracking number, e-mail, name or ZIP code',
    findHint: 'Number, e-mail, ZIP code',
    menu: (name: string) => `${name}: your account, colors and sign-out`,
    colours: 'Colors',
  },
  order: {
    parcels: 'Labeled parcels',
    parcelsEmpty: 'No label has been made. Parcels stand here once ShipStation has labeled them.',
  },
  find: {
    box: 'Order number, tracking number, e-mail, name, ZIP code or end of the phone number',
    lookedFor: 'It was looked for as an order number, a number in ShipStation, a tracking number, '
      + 'a consignment, an e-mail address, a phone number, a name, a ZIP code and a SKU: whole, '
      + 'and as the beginning of one.',
  },
  flow: {
    needs: { 'warehouse-untold': 'labeled, warehouse not told',
      'channel-untold': 'labeled, channel not told' },
    vanLabelled: (count: number) => `${numeral(count)} labeled`,
  },
  orders: {
    views: {
      warehouse: 'Labeled, warehouse not told', channel: 'Labeled, channel not told',
      onCancelled: 'Labeled although canceled', leave: 'Labeled, not seen leaving',
      cancelled: 'Canceled', relabelled: 'Re-labeled', cancelledLate: 'Canceled after release',
    },
    begins: {
      relabelled: 'labeled again after a void:', cancelledLate: 'canceled after release:',
    },
  },
  connect: {
    means: { channel: 'It says what was ordered and canceled, and is told when a parcel goes.' },
  },
};
