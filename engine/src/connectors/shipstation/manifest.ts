import assert from 'node:assert/strict';
import type { Action } from '../../core/model/decision.ts';
import type { Manifest, OperationManifest } from '../../contract/connector.ts';

/** The most orders that V1's createorders takes in one call [v1d]. */
const ordersPerCall = 100;

const minute = 60_000;

/**
 * Clocks differ by seconds, but V1 lists shift while they are paged and its own rules go on
 * changing an order for some minutes after it was made [wos], so each look reads again behind
 * its cursor. The repeated autumn hour is not dealt with here but where the window is written.
 */
const overlapMilliseconds = 5 * minute;

/**
 * Fulfilments can be asked for by creation alone, so that what becomes of one afterwards (told to
 * the channel, refused, voided) shows itself only while it is read again. A notice is late by
 * minutes, at Amazon by an hour [h-amz]. A later void shows in the order, which is open again.
 */
const marksOverlapMilliseconds = 120 * minute;

/**
 * A change of one order is three calls: read, write, read again; each may take a third of this.
 * Together they take less than the time after which the core counts a call as unanswered.
 */
const changeOfOne = { batchSize: 1, costInCalls: 3, timeoutMilliseconds: 27_000 } as const;

export const manifest: Manifest = {
  connector: 'shipstation',
  title: 'ShipStation',
  roles: ['shipping'],
  settings: [
    {
      path: 'v1.baseUrl',
      label: 'Address of the API',
      isSecret: false,
      isRequired: false,
      meaning: 'Address of the V1 API; https://ssapi.shipstation.com when left out',
    },
    {
      path: 'v1.apiKey',
      label: 'API key',
      isSecret: true,
      isRequired: true,
      meaning: 'API key, from ShipStation: Settings, Account, API Settings',
    },
    {
      path: 'v1.apiSecret',
      label: 'API secret',
      isSecret: true,
      isRequired: true,
      meaning: 'API secret that was shown once when the key was made',
    },
    {
      path: 'v1.nextKey',
      label: 'Next API key',
      isSecret: true,
      isRequired: false,
      meaning: 'A second API key of the account, used from when the first is refused',
    },
    {
      path: 'v1.nextSecret',
      label: 'Next API secret',
      isSecret: true,
      isRequired: false,
      meaning: 'The API secret that belongs to the next API key',
    },
    {
      path: 'v1.keyExpires',
      label: 'API key expires',
      isSecret: false,
      isRequired: false,
      meaning: 'The day on which the API key expires, 2027-03-31; a warning comes 30 days before',
    },
    {
      path: 'v1.nextKeyExpires',
      label: 'Next API key expires',
      isSecret: false,
      isRequired: false,
      meaning: 'The day on which the next API key expires',
    },
    {
      path: 'v1.currency',
      label: 'Currency of the account',
      isSecret: false,
      isRequired: false,
      meaning: 'Currency in which the account is billed; V1 names none; GBP when left out',
    },
    {
      path: 'customStore.username',
      label: 'Custom Store user name',
      isSecret: false,
      isRequired: false,
      meaning: 'What ShipStation calls us with; you choose it and type it into its set-up page',
    },
    {
      path: 'customStore.password',
      label: 'Custom Store password',
      isSecret: true,
      isRequired: false,
      meaning: 'What belongs to it: you choose it, 16 characters or longer, for nothing else',
    },
    {
      path: 'customStore.currency',
      label: 'Currency of notices',
      isSecret: false,
      isRequired: false,
      meaning: 'Currency of the costs in its notices, which name none; GBP when left out',
    },
    {
      path: 'customStore.carriers',
      label: 'Carriers in notices',
      isSecret: false,
      isRequired: false,
      meaning: 'Codes for the names in its notices: UPS = ups, Royal Mail = royal_mail',
    },
  ],
  reached: {
    by: 'any',
    ways: [
      {
        way: 'v1',
        label: 'API (V1), by key and secret',
        meaning: 'The account shows an API key and an API secret, called V1 or Legacy API. ' +
          'Gatepass then puts orders in, sees every label and void, and can buy labels. A key of ' +
          'V2 (ShipStation API), which has no secret, does not do: V2 shows neither stores nor ' +
          'holds, nor whether a channel was told',
        settings: [
          'v1.baseUrl', 'v1.apiKey', 'v1.apiSecret', 'v1.nextKey', 'v1.nextSecret',
          'v1.keyExpires', 'v1.nextKeyExpires', 'v1.currency',
        ],
        needs: ['v1.apiKey', 'v1.apiSecret'],
        enters: ['gatepass', 'channel'],
        guide: '/docs/first-account',
      },
      {
        way: 'customStore',
        label: 'Custom Store, without an API',
        meaning: 'For a plan without V1, or with V2 alone. ShipStation fetches the orders from ' +
          'Gatepass and tells it of labels; it must reach Gatepass by https. Labels are made by ' +
          'people there, and whether an order was taken in or a label voided is not seen. Each ' +
          'channel then says that a custom store of ShipStation brings its orders in',
        settings: [
          'customStore.username', 'customStore.password', 'customStore.currency',
          'customStore.carriers',
        ],
        needs: ['customStore.username', 'customStore.password'],
        enters: ['custom-store'],
        guide: '/docs/guides/shipstation-without-api',
      },
    ],
  },
  operations: {
    'create-order': {
      batchSize: ordersPerCall,
      costInCalls: 1,
      // The order key makes the second call an update of the first one's order [cuo].
      repeating: 'safe',
      timeoutMilliseconds: 25_000,
    },
    // Each of these writes only what the first read does not show already.
    'amend-order': { ...changeOfOne, repeating: 'safe' },
    'withdraw-order': { ...changeOfOne, repeating: 'safe' },
    'park-order': { ...changeOfOne, repeating: 'safe' },
    'unpark-order': { ...changeOfOne, repeating: 'safe' },
    // A second call would write a second fulfilment, so that the read before it is what counts.
    'mark-as-shipped': { ...changeOfOne, repeating: 'look-first' },
    'buy-label': {
      batchSize: 1, costInCalls: 1,
      // V1 knows no key of ours for a purchase: a second call buys a second label.
      repeating: 'never',
      // Carriers answer slowly; still less than the core waits for an answer.
      timeoutMilliseconds: 28_000,
    },
    'void-label': {
      batchSize: 1, costInCalls: 1,
      // A second one is answered that the label is void already.
      repeating: 'safe',
      timeoutMilliseconds: 25_000,
    },
  },
  feeds: [
    {
      feed: 'labels', shows: ['label'], costInCalls: 1, overlapMilliseconds,
      everyMilliseconds: minute / 2, quietMilliseconds: minute, briskMilliseconds: 4_000,
      // One message for each label made alone, one for a batch of them [h-wh].
      isAnnounced: true,
    },
    {
      feed: 'orders', shows: ['shipstation-order'], costInCalls: 1, overlapMilliseconds,
      everyMilliseconds: minute, quietMilliseconds: 2 * minute, briskMilliseconds: 10_000,
    },
    {
      feed: 'voids', shows: ['label'], costInCalls: 1, overlapMilliseconds,
      everyMilliseconds: minute, quietMilliseconds: 2 * minute, briskMilliseconds: minute,
    },
    {
      feed: 'marks', shows: ['mark'], costInCalls: 1,
      overlapMilliseconds: marksOverlapMilliseconds,
      everyMilliseconds: 2 * minute, briskMilliseconds: 2 * minute,
    },
  ],
  // Where ours stand while they can be labelled; what is on neither list is asked for singly.
  sweep: { lists: ['open-awaiting', 'open-on-hold'] },
  probeCostInCalls: 14,
  surveys: ['stores', 'ship-from', 'carriers', 'services', 'packages', 'tags', 'hooks', 'people'],
  hooksCostInCalls: 14,
  rate: {
    calls: 40, perMilliseconds: minute,
    // Not documented; a refused call counts until the account was seen not to count it.
    refusedAreFreeIf: { trait: 'refusedCalls', is: 'nowhere' },
  },
  rateHeaders: {
    limit: 'x-rate-limit-limit',
    remaining: 'x-rate-limit-remaining',
    resetSeconds: 'x-rate-limit-reset',
  },
};

/**
 * The account without its API: orders are fetched from us and labels told to us, and nothing can
 * be looked at, bought or voided.
 */
const { sweep: _sweep, surveys: _surveys, hooksCostInCalls: _hooks, ...whole } = manifest;
const { operations: all } = manifest;
export const aloneManifest: Manifest = {
  ...whole,
  operations: Object.fromEntries(
    (['create-order', 'amend-order', 'withdraw-order', 'mark-as-shipped'] as const)
      .flatMap((name) => {
        const operation = all[name];
        return operation === undefined
          ? [] : [[name, { ...operation, costInCalls: 0, repeating: 'safe' as const }] as const];
      })),
  feeds: [],
  probeCostInCalls: 0,
  rate: null,
  rateHeaders: null,
};

/** How long a page of 500 rows may take. */
export const lookTimeoutMilliseconds = minute;

/** What an operation of ours promises; asking for another one is a bug of the caller. */
export const operationOf = (
  { operations }: Manifest,
  operation: Action['do'],
): OperationManifest => {
  const declared = operations[operation];
  assert(declared !== undefined, `shipstation does not perform ${operation}`);
  return declared;
};
