import type { Manifest } from '../../contract/connector.ts';

/** One message of more parcels than this is told by a person. */
export const mostParcels = 20;

/**
 * Reading the order and writing what is missing, in turn: taken back, sent, marked as shipped, and
 * read a last time.
 */
export const mostCallsPerMessage = 9;

/** A login, or a call that met an ended session and the login after it. */
const callsForAccess = 2;

/** For all calls of one message together: less than after which the core counts it unanswered. */
export const tellTimeoutMilliseconds = 28_000;

/** For each of them. */
export const callTimeoutMilliseconds =
  Math.floor(tellTimeoutMilliseconds / (mostCallsPerMessage + callsForAccess));

export const lookTimeoutMilliseconds = 30_000;

export const manifest: Manifest = {
  connector: 'vendure',
  title: 'Vendure',
  roles: ['channel'],
  settings: [
    {
      path: 'baseUrl', label: 'Address of the server', isSecret: false, isRequired: true,
      meaning: 'Where its API is reached, such as https://shop.example; with the path of the ' +
        'Admin API where that is not /admin-api',
    },
    {
      path: 'user', label: 'User', isSecret: false, isRequired: false,
      meaning: 'E-mail address of an administrator whose role has ReadOrder and UpdateOrder and ' +
        'no more; or an API key',
    },
    {
      path: 'password', label: 'Password', isSecret: true, isRequired: false,
      meaning: 'The password of this administrator; the server must take bearer tokens',
    },
    {
      path: 'apiKey', label: 'API key', isSecret: true, isRequired: false,
      meaning: 'Instead of them: an API key (Vendure 3.6 or newer) with such a role; the server ' +
        'must take api-key tokens',
    },
    {
      path: 'channelToken', label: 'Channel token', isSecret: false, isRequired: false,
      meaning: 'The token of the channel whose orders are meant, where the server has several',
    },
    {
      path: 'paidStates', label: 'Further states that may go', isSecret: false, isRequired: false,
      meaning: 'States of the server’s own in which an order may be sent, with commas between ' +
        'them; orders in others of its own wait',
    },
  ],
  reached: {
    by: 'one',
    ways: [
      {
        way: 'login', label: 'User and password',
        meaning: 'An administrator made for Gatepass; every version of Vendure takes one',
        settings: ['user', 'password'], needs: ['user', 'password'],
      },
      {
        way: 'apiKey', label: 'API key',
        meaning: 'Vendure 3.6 or newer, where the server takes api-key tokens',
        settings: ['apiKey'], needs: ['apiKey'],
      },
    ],
  },
  guide: '/docs/connecting#a-vendure-shop',
  operations: {
    'tell-channel': {
      batchSize: 1,
      costInCalls: mostCallsPerMessage + callsForAccess,
      // What stands there is read first, and only what is missing is written.
      repeating: 'safe',
      timeoutMilliseconds: tellTimeoutMilliseconds,
    },
  },
  feeds: [
    {
      feed: 'orders',
      shows: ['channel-order'],
      costInCalls: 1 + callsForAccess,
      everyMilliseconds: 15_000,
      briskMilliseconds: 5_000,
      // Clocks differ, and some databases keep whole seconds.
      overlapMilliseconds: 300_000,
    },
    {
      // Most changes of an order leave its time of change alone: what is open is read whole.
      feed: 'open-orders',
      shows: ['channel-order'],
      costInCalls: 1 + callsForAccess,
      everyMilliseconds: 30_000,
      quietMilliseconds: 120_000,
      briskMilliseconds: 10_000,
      overlapMilliseconds: 0,
    },
    {
      // One that counts as sent may be changed too: after a void it goes again.
      feed: 'sent-orders',
      shows: ['channel-order'],
      costInCalls: 1 + callsForAccess,
      everyMilliseconds: 1_800_000,
      briskMilliseconds: 600_000,
      overlapMilliseconds: 0,
    },
  ],
  probeCostInCalls: 4 + callsForAccess,
  // Nothing is documented; a server of one's own that also serves the shop.
  rate: { calls: 240, perMilliseconds: 60_000 },
  rateHeaders: null,
};
