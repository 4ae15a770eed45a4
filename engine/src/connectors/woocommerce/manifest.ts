import type { Manifest } from '../../contract/connector.ts';
import { completions, trackingPlaces } from './settings.ts';

/** One message of more parcels than this is told by a person. */
export const mostParcels = 8;

/**
 * Finding the order, what was told of it before, a call for each parcel (two where one replaces
 * another), writing the order, and reading again.
 */
const callsPerMessage = 4 + 2 * mostParcels;

/** For all calls of one message together. */
export const tellTimeoutMilliseconds = 28_000;

export const lookTimeoutMilliseconds = 30_000;

export const manifest: Manifest = {
  connector: 'woocommerce',
  title: 'WooCommerce',
  roles: ['channel'],
  settings: [
    {
      path: 'url', label: 'Address of the shop',
      isSecret: false, isRequired: true,
      meaning: 'Address of the shop, such as https://shop.example',
    },
    {
      path: 'consumerKey', label: 'Consumer key',
      isSecret: true, isRequired: true,
      meaning: 'Key that may read and write, ck_…, from WooCommerce: Settings, Advanced, REST API',
    },
    {
      path: 'consumerSecret', label: 'Consumer secret',
      isSecret: true, isRequired: true,
      meaning: 'The secret that belongs to it, cs_…, shown once when the key was made',
    },
    {
      path: 'tracking', label: 'Where tracking goes',
      isSecret: false, isRequired: false, choices: trackingPlaces,
      meaning: 'Where tracking goes: a note to the customer, or one of two plug-ins',
    },
    {
      path: 'complete', label: 'When an order is completed',
      isSecret: false, isRequired: false, choices: completions,
      meaning: 'when-whole: an order of which every line was sent becomes completed',
    },
    {
      path: 'paidStates', label: 'Further statuses that may go', isSecret: false, isRequired: false,
      meaning: 'Statuses beside processing and completed in which an order may be sent, with ' +
        'commas between them; orders in others wait',
    },
  ],
  guide: '/docs/connecting#the-others',
  operations: {
    'tell-channel': {
      batchSize: 1,
      costInCalls: callsPerMessage,
      // What is there already is read first, and nothing of it is written again.
      repeating: 'safe',
      timeoutMilliseconds: tellTimeoutMilliseconds,
    },
  },
  feeds: [{
    feed: 'orders',
    shows: ['channel-order'],
    costInCalls: 1,
    everyMilliseconds: 30_000,
    briskMilliseconds: 10_000,
    // The shop's clock may differ, and a second that is not over yet is left for the next look.
    overlapMilliseconds: 180_000,
  }, {
    // The list of all statuses leaves the bin out.
    feed: 'binned',
    shows: ['channel-order'],
    costInCalls: 1,
    everyMilliseconds: 60_000,
    briskMilliseconds: 30_000,
    overlapMilliseconds: 180_000,
  }],
  probeCostInCalls: 2,
  // WooCommerce has no limit of its own; hosts have, and block who does not know it [caselist 32].
  rate: { calls: 60, perMilliseconds: 60_000 },
  rateHeaders: null,
};
