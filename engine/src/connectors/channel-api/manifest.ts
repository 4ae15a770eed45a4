import type { Manifest } from '../../contract/connector.ts';
import { pushSettings } from '../../contract/push/settings.ts';

export const manifest: Manifest = {
  connector: 'channel-api',
  title: 'Channel API',
  roles: ['channel'],
  settings: pushSettings('the channel'),
  guide: '/docs/guides/connect-a-channel',
  operations: {
    'tell-channel': {
      batchSize: 1,
      costInCalls: 1,
      // The message id is the webhook's id: the receiver drops what it has heard before.
      repeating: 'safe',
      timeoutMilliseconds: 15_000,
    },
  },
  // The channel comes to us: it puts its snapshots, we fetch nothing.
  feeds: [],
  probeCostInCalls: 0,
  rate: null,
  rateHeaders: null,
};
