import type { Manifest } from '../../contract/connector.ts';
import { tellings, unpaidOrders } from './settings.ts';

/** One message of more parcels than this is told by a person. */
export const mostParcels = 8;

/**
 * Finding the order, then reading it, writing and reading it again; twice where a parcel was packed
 * anew and is taken back first. A large order takes several calls to read.
 */
export const mostCallsPerMessage = 14;

/** An app of one's own asks for a token once a day. */
const callsForToken = 1;

/** For all calls of one message together: less than after which the core counts it unanswered. */
export const tellTimeoutMilliseconds = 28_000;

/** For each of them. */
export const callTimeoutMilliseconds =
  Math.floor(tellTimeoutMilliseconds / (mostCallsPerMessage + callsForToken));

export const lookTimeoutMilliseconds = 30_000;

/** Orders of more lines than the list shows of each are read by a call of their own. */
export const mostLongOrders = 3;

export const manifest: Manifest = {
  connector: 'shopify',
  title: 'Shopify',
  roles: ['channel'],
  settings: [
    {
      path: 'shop', label: 'Address of the shop', isSecret: false, isRequired: true,
      meaning: 'The shop’s own address, such as acme.myshopify.com',
    },
    {
      path: 'app.id', label: 'Client id', isSecret: false, isRequired: false,
      meaning: 'Client id of an app of your own, from its settings in Shopify’s Dev Dashboard; ' +
        'or an access token',
    },
    {
      path: 'app.secret', label: 'Client secret', isSecret: true, isRequired: false,
      meaning: 'The secret that belongs to it, shpss_…: by both a token is asked for every day',
    },
    {
      path: 'accessToken', label: 'Access token', isSecret: true, isRequired: false,
      meaning: 'Instead of them: an Admin API access token that does not expire, shpat_…',
    },
    {
      path: 'location', label: 'Location', isSecret: false, isRequired: false,
      meaning: 'Number of a location, where only what that one is to send is told as sent',
    },
    {
      path: 'customer', label: 'Whether the customer is told', isSecret: false, isRequired: false,
      choices: tellings, meaning: 'Whether Shopify mails tracking to its customer',
    },
    {
      path: 'unpaid', label: 'Orders not paid for', isSecret: false, isRequired: false,
      choices: unpaidOrders, meaning: 'Whether an order waits until it is paid for',
    },
    {
      path: 'trackingLinks', label: 'Links for tracking', isSecret: false, isRequired: false,
      meaning: 'For carriers that Shopify does not list, by name: an address with {number}, ' +
        'such as Van of ours = https://acme.example/{number}',
    },
  ],
  reached: {
    by: 'one',
    ways: [
      {
        way: 'app', label: 'An app of your own (client id and secret)',
        meaning: 'Made in Shopify’s Dev Dashboard, the usual way for a new shop',
        settings: ['app.id', 'app.secret'], needs: ['app.id', 'app.secret'],
      },
      {
        way: 'accessToken', label: 'An access token',
        meaning: 'Of a custom app that was made in the shop’s own admin before',
        settings: ['accessToken'], needs: ['accessToken'],
      },
    ],
  },
  guide: '/docs/connecting#a-shopify-shop',
  operations: {
    'tell-channel': {
      batchSize: 1,
      costInCalls: mostCallsPerMessage + callsForToken,
      // What stands there is read first, and only what is missing is written.
      repeating: 'safe',
      timeoutMilliseconds: tellTimeoutMilliseconds,
    },
  },
  feeds: [{
    feed: 'orders',
    shows: ['channel-order'],
    costInCalls: 1 + mostLongOrders + callsForToken,
    everyMilliseconds: 30_000,
    briskMilliseconds: 10_000,
    // Clocks differ, and the list is read from an index that comes after the orders.
    overlapMilliseconds: 300_000,
  }],
  probeCostInCalls: 2 + callsForToken,
  // They count points, 100 a second on the smallest plan: three calls of some thirty each.
  rate: { calls: 180, perMilliseconds: 60_000 },
  rateHeaders: null,
};
