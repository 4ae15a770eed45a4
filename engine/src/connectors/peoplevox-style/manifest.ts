import type { Manifest } from '../../contract/connector.ts';
import { settings } from './settings.ts';

export const manifest: Manifest = {
  connector: 'peoplevox-style',
  title: 'Peoplevox style',
  roles: ['warehouse'],
  settings,
  operations: {
    'tell-warehouse': {
      batchSize: 1,
      costInCalls: 1,
      // The message id is the webhook's id: the receiver drops what it has heard before.
      repeating: 'safe',
      timeoutMilliseconds: 15_000,
    },
  },
  // Its benches call us; its snapshots come by our own Warehouse API.
  feeds: [],
  probeCostInCalls: 0,
  rate: null,
  rateHeaders: null,
};
