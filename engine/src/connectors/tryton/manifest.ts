import type { FeedManifest, Manifest } from '../../contract/connector.ts';
import { closings, orderNumbers } from './settings.ts';

/** Signing in, and finding out whose company it is, what is called how and what may be read. */
const callsToSignIn = 4;

/**
 * Signing in twice where the session has run out; finding the shipment and the carrier, the names
 * of methods, writing, closing, and reading again; and a question of Tryton's that is said yes to.
 */
const callsPerMessage = callsToSignIn + 2 + 8 + 2;

/** For all calls of one message together: less than after which the core counts it unanswered. */
export const tellTimeoutMilliseconds = 28_000;

export const lookTimeoutMilliseconds = 20_000;

/** Pages of shipments with all their moves and boxes. */
export const rowsPerPage = 50;

const feed: Omit<FeedManifest, 'feed' | 'everyMilliseconds' | 'briskMilliseconds'> = {
  shows: ['consignment'],
  // Shipments, and what was sold of what is in them.
  costInCalls: callsToSignIn + 2 + 2,
  // A row carries the time at which its transaction began, and is seen when that has ended.
  overlapMilliseconds: 300_000,
};

export const manifest: Manifest = {
  connector: 'tryton',
  title: 'Tryton',
  roles: ['warehouse'],
  settings: [
    {
      path: 'baseUrl', label: 'Address of the server', isSecret: false, isRequired: true,
      meaning: 'Address of the Tryton server, such as https://tryton.example, without the database',
    },
    {
      path: 'database', label: 'Database', isSecret: false, isRequired: true,
      meaning: 'Name of the database, as people choose it when they sign in',
    },
    {
      path: 'user', label: 'User', isSecret: false, isRequired: true,
      meaning: 'A user of its own for Gatepass, in the groups Stock and, to see short picks, Sales',
    },
    {
      path: 'password', label: 'Password', isSecret: true, isRequired: true,
      meaning: 'The password of that user',
    },
    {
      path: 'company', label: 'Company', isSecret: false, isRequired: false,
      meaning: 'Name of the company, where the user has several; else the user’s own',
    },
    {
      path: 'warehouse', label: 'Warehouse code', isSecret: false, isRequired: true,
      meaning: 'Code of the warehouse in Tryton, such as WH; several with commas',
    },
    {
      path: 'channel', label: 'Channel', isSecret: false, isRequired: true,
      meaning: 'The channel that its orders come from; of several, how their numbers begin: ' +
        'WEB- = shop-uk, AMZ- = amazon-uk',
    },
    {
      path: 'orderNumber', label: 'Order number', isSecret: false, isRequired: false,
      choices: orderNumbers,
      meaning: 'What of a sale is the order number of the channel: its reference, or its number',
    },
    {
      path: 'close', label: 'Who closes shipments', isSecret: false, isRequired: false,
      choices: closings,
      meaning: 'With at-label a packed shipment is closed when each of its packages has a number',
    },
    {
      path: 'acceptWarnings', label: 'Warnings to accept', isSecret: false, isRequired: false,
      meaning: 'Endings of the names of warnings that are said yes to when a shipment is closed',
    },
  ],
  guide: '/docs/guides/connect-tryton',
  operations: {
    'tell-warehouse': {
      batchSize: 1,
      costInCalls: callsPerMessage,
      // What stands there is read first, and only what is missing is written.
      repeating: 'safe',
      timeoutMilliseconds: tellTimeoutMilliseconds,
    },
  },
  feeds: [
    { ...feed, feed: 'shipments', everyMilliseconds: 10_000, briskMilliseconds: 5_000 },
    // All that is open, whenever it changed: what no stamp tells of is seen by this.
    { ...feed, feed: 'open-shipments', everyMilliseconds: 600_000, briskMilliseconds: 60_000 },
  ],
  probeCostInCalls: callsToSignIn + 8,
  // One's own server; nobody counts.
  rate: null,
  rateHeaders: null,
};
