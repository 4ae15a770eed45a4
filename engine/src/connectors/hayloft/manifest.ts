import type { Manifest } from '../../contract/connector.ts';

export const manifest: Manifest = {
  connector: 'hayloft',
  title: 'Hayloft',
  roles: ['warehouse'],
  settings: [
    {
      path: 'url', label: 'Address', isSecret: false, isRequired: true,
      meaning: 'Address of the warehouse system, such as https://hayloft.example',
    },
    {
      path: 'token', label: 'Token', isSecret: true, isRequired: true,
      meaning: 'From Hayloft: Settings, Programs; it must read orders and write messages',
    },
  ],
  operations: {
    // A message is put under its own id: put twice, it stands there once.
    'tell-warehouse': {
      batchSize: 1, costInCalls: 1, repeating: 'safe', timeoutMilliseconds: 15_000,
    },
  },
  feeds: [{
    feed: 'orders', shows: ['consignment'], costInCalls: 1,
    everyMilliseconds: 30_000, briskMilliseconds: 5_000, overlapMilliseconds: 120_000,
  }],
  probeCostInCalls: 1,
  rate: { calls: 120, perMilliseconds: 60_000 },
  rateHeaders: null,
};
