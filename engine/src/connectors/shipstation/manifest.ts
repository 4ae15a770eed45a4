import type { Manifest } from '../../contract/connector.ts';

/** The most orders that V1's createorders takes in one call [v1d]. */
const ordersPerCall = 100;

const minute = 60_000;

/**
 * Clocks differ by seconds, but V1 lists shift while they are paged and its own rules go on
 * changing an order for some minutes after it was made [wos], so each look reads again behind
 * its cursor. The repeated autumn hour is not dealt with here but where the window is written.
 */
const overlapMilliseconds = 5 * minute;

export const manifest: Manifest = {
  connector: 'shipstation',
  title: 'ShipStation',
  roles: ['shipping'],
  settings: [
    {
      path: 'v1.baseUrl',
      isSecret: false,
      isRequired: false,
      meaning: 'Address of the V1 API; https://ssapi.shipstation.com when left out',
    },
    {
      path: 'v1.apiKey',
      isSecret: false,
      isRequired: true,
      meaning: 'API key, from ShipStation: Settings, Account, API Settings',
    },
    {
      path: 'v1.apiSecret',
      isSecret: true,
      isRequired: true,
      meaning: 'API secret that was shown once when the key was made',
    },
    {
      path: 'v1.currency',
      isSecret: false,
      isRequired: false,
      meaning: 'Currency in which the account is billed; V1 names none; GBP when left out',
    },
  ],
  operations: {
    'create-order': {
      batchSize: ordersPerCall,
      costInCalls: 1,
      // The order key makes the second call an update of the first one's order [cuo].
      repeating: 'safe',
      timeoutMilliseconds: minute,
    },
  },
  feeds: [
    {
      feed: 'labels', costInCalls: 1, everyMilliseconds: 30_000, briskMilliseconds: 4_000,
      overlapMilliseconds,
    },
    {
      feed: 'orders', costInCalls: 1, everyMilliseconds: minute, briskMilliseconds: 10_000,
      overlapMilliseconds,
    },
  ],
  rate: { calls: 40, perMilliseconds: minute },
  rateHeaders: {
    limit: 'x-rate-limit-limit',
    remaining: 'x-rate-limit-remaining',
    resetSeconds: 'x-rate-limit-reset',
  },
};

/** How long a page of 500 rows may take. */
export const lookTimeoutMilliseconds = minute;
