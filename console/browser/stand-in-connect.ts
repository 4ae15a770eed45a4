/** What can be connected at the stand-in, first contacts, and a policy that can be applied. */
import type { IncomingMessage } from 'node:http';
import type { Fault, Policy } from '../src/api/client.ts';
import type {
  ConnectorView, PolicyApplied, PolicyWish, Survey,
} from '../src/api/connectors.ts';
import { textOf } from './stand-in-door.ts';

const setting = (
  path: string, label: string, meaning: string,
  over: Partial<ConnectorView['settings'][number]> = {},
) => ({ path, label, meaning, isSecret: false, isRequired: false, choices: null, ...over });
const secret = { isSecret: true, isRequired: true };

const push = (who: string) => [
  setting('pushUrl', 'Push address',
    `Where messages to ${who} are posted; left out, ${who} fetches them`),
  setting('pushSecret', 'Push secret',
    'Signs what is posted, by Standard Webhooks; needed with the push address', {
      isSecret: true,
    }),
];

const standInConnectors: readonly ConnectorView[] = [
  { connector: 'shipstation', title: 'ShipStation', roles: ['shipping'], settings: [
    setting('v1.baseUrl', 'Address of the API',
      'Address of the V1 API; https://ssapi.shipstation.com when left out'),
    setting('v1.apiKey', 'API key',
      'API key, from ShipStation: Settings, Account, API Settings', secret),
    setting('v1.apiSecret', 'API secret',
      'API secret that was shown once when the key was made', secret),
    setting('customStore.username', 'Custom Store user name',
      'What ShipStation calls us with; you choose it and type it into its set-up page'),
    setting('customStore.password', 'Custom Store password',
      'The same; 16 characters or longer, and used for nothing else', { isSecret: true }),
  ], reached: { by: 'any', ways: [
    {
      way: 'v1', label: 'API (V1), by key and secret', guide: '/docs/first-account',
      meaning: 'The account shows an API key and an API secret',
      enters: ['gatepass', 'channel'],
      settings: ['v1.baseUrl', 'v1.apiKey', 'v1.apiSecret'], needs: ['v1.apiKey', 'v1.apiSecret'],
    },
    {
      way: 'customStore', label: 'Custom Store, without an API',
      guide: '/docs/guides/shipstation-without-api',
      meaning: 'For a plan without V1: ShipStation fetches the orders from Gatepass',
      settings: ['customStore.username', 'customStore.password'],
      needs: ['customStore.username', 'customStore.password'], enters: ['custom-store'],
    },
  ] }, guide: null },
  { connector: 'warehouse-api', title: 'Warehouse API', roles: ['warehouse'],
    settings: push('the warehouse'), reached: null, guide: '/docs/guides/connect-a-warehouse' },
  { connector: 'channel-api', title: 'Channel API', roles: ['channel'],
    settings: push('the channel'), reached: null, guide: '/docs/guides/connect-a-channel' },
  { connector: 'woocommerce', title: 'WooCommerce', roles: ['channel'], settings: [
    setting('url', 'Address of the shop', 'Such as https://shop.example', { isRequired: true }),
    setting('consumerKey', 'Consumer key', 'Key that may read and write, ck_…', secret),
    setting('complete', 'When an order is completed',
      'when-whole: an order of which every line was sent becomes completed', {
        choices: ['when-whole', 'never'],
      }),
  ], reached: null, guide: '/docs/connecting#the-others' },
];

export type Joining = {
  readonly answer: (request: IncomingMessage, path: string) => Promise<Told | null>;
  /** As in an installation in which nothing was connected yet. */
  readonly begin: () => void;
  /** Somebody else applies a version of their own. */
  readonly overtake: () => void;
  /** The same with every connection in shadow mode. */
  readonly shade: () => void;
  /** The policy of the beginning again. */
  readonly renew: () => void;
  readonly policy: () => Policy;
  /** Everything that was sent, oldest first. */
  readonly sent: readonly string[];
};

type Told =
  | { readonly body: object }
  | {
      readonly refused: number; readonly title: string; readonly detail: string;
      readonly problems: readonly Fault[];
    };

type Sections = Readonly<Record<string, Readonly<Record<string, object>>>>;

const refusedBecause = (path: string, problem: string): Told => ({
  refused: 422, title: 'Refused', detail: 'There is something to mend first.',
  problems: [{ path, problem }],
});

export function makeJoining(first: Policy): Joining {
  let policy = first;
  const sent: string[] = [];

  function probed(body: string): Told {
    if (body.includes('http://ssapi')) {
      return refusedBecause('settings.v1.baseUrl', 'must begin with https://');
    }
    const isWell = !body.includes('mistyped');
    return { body: {
      isWell, watch: [],
      sentences: [isWell ? 'ShipStation answers and takes the API key.'
        : 'ShipStation refuses the API key: copy key and secret again.'],
    } };
  }

  function applied(body: string): Told {
    // Sent by the page under test, in the shape of the public API.
    const wish = JSON.parse(body) as PolicyWish & { dryRun?: boolean };
    if (wish.basedOn !== policy.version) {
      return { refused: 409, title: 'Another policy is in force', detail: 'Look again.',
        problems: [{ path: 'basedOn', problem: `is not ${policy.version}` }] };
    }
    const channel = Object.entries((wish.document as Sections)['channels'] ?? {})
      .find(([, one]) => 'toldBy' in one && one.toldBy === 'shipstation'
        && 'enters' in one && one.enters === 'gatepass');
    if (channel !== undefined) {
      return refusedBecause(`channels.${channel[0]}.toldBy`,
        'shipstation can tell the channel only of orders that a store brought in');
    }
    const changes = changesBetween(policy.document as Sections, wish.document as Sections);
    const answer: PolicyApplied = {
      version: policy.version, isChanged: changes.length > 0, changes, missingSecrets: [],
      warnings: [], ownedOtherwise: [], isHandedOver: false,
    };
    if (wish.dryRun === true) return { body: answer };
    policy = { ...policy, version: policy.version + 1, document: wish.document };
    return { body: { ...answer, version: policy.version } };
  }

  return {
    sent,
    policy: () => policy,
    begin: () => {
      policy = { version: 0, appliedAt: null, appliedBy: null, document: {} };
    },
    shade: () => {
      const document = first.document as Sections;
      policy = { ...first, document: { ...document, connections: Object.fromEntries(
        Object.entries(document['connections'] ?? {})
          .map(([name, one]) => [name, { ...one, mode: 'shadow' }])) } };
    },
    renew: () => {
      policy = first;
    },
    overtake: () => {
      policy = { ...policy, version: policy.version + 1, document: {
        ...policy.document, limits: { readyToRelease: '5m' },
      } };
    },
    answer: async (request, path) => {
      if (path === '/v1/connectors') return { body: { items: standInConnectors, next: null } };
      if (path === '/v1/policy' && request.method === 'GET') return { body: policy };
      if (path.endsWith('/survey')) return { body: surveyOf(policy.document as Sections) };
      const isProbe = path.startsWith('/v1/connectors/');
      if (!isProbe && path !== '/v1/policy') return null;
      const body = await textOf(request);
      sent.push(body);
      return isProbe ? probed(body) : applied(body);
    },
  };
}

const changesBetween = (before: Sections, after: Sections): string[] =>
  Object.entries(after).flatMap(([section, members]) =>
    Object.entries(members).filter(([name]) => before[section]?.[name] === undefined)
      .flatMap(([name, one]) => Object.entries(one).map(([field, value]) =>
        `${section}.${name}.${field}: added ${JSON.stringify(value)}`)));

const boxes = [{ code: 'package', name: 'Package' }];

/** What the account has; and two words of orders that wait, until they are mapped. */
function surveyOf(document: Sections): Survey {
  const mapped = JSON.stringify(document['mappings'] ?? {});
  const isOpen = (word: string): boolean => !mapped.includes(`"${word}"`);
  const byTwelve = { carrier: 'dpd', service: 'dpd_by_12', package: 'package' };
  return {
    stores: [
      { id: 98_765, name: 'Orders by program', marketplace: null, ordersComeFrom: 'hand',
        isActive: true },
      { id: 98_766, name: 'Web shop', marketplace: 'Shopify', ordersComeFrom: 'marketplace',
        isActive: true },
      { id: 98_767, name: 'Closed shop', marketplace: null, ordersComeFrom: 'hand',
        isActive: false },
    ],
    shipFrom: [
      { id: 12_345, name: 'Leicester', country: 'GB', isDefault: true },
      { id: 12_346, name: 'Glasgow', country: 'GB', isDefault: false },
    ],
    carriers: [
      { code: 'dpd', name: 'DPD', packages: boxes, services: [
        { code: 'dpd_by_12', name: 'DPD By 12' }, { code: 'dpd_by_10', name: 'DPD By 10' }] },
      { code: 'royal_mail', name: 'Royal Mail', packages: boxes, services: [
        { code: 'tracked_48', name: 'Tracked 48' }] },
    ],
    unseen: [],
    proposals: {
      services: [
        { says: 'DPD-12', held: 31, cause: 'grp_service_unmapped', suggestions: [
          { sentence: 'Map “DPD-12” to dpd / dpd_by_12 / package.', score: 1, isSure: true,
            evidence: '24 of 24 labelled orders with “DPD-12” went by “DPD By 12”.',
            mapping: byTwelve },
          { sentence: 'Map “DPD-12” to dpd / dpd_by_10 / package.', score: 0.31, isSure: false,
            evidence: 'The account offers “DPD By 10”, a name like “DPD-12”; no order with that '
              + 'word was labelled lately.',
            mapping: { ...byTwelve, service: 'dpd_by_10' } },
        ] },
        { says: 'OWL', held: 1, cause: 'grp_service_unmapped', suggestions: [] },
      ].filter(({ says }) => isOpen(says)),
      carriers: [
        { carrier: 'evri', name: 'Evri', suggestions: [
          { sentence: 'Call evri “EVRI UK” to the warehouse.', says: 'EVRI UK', score: 1,
            isSure: true, evidence: 'Of 24 parcels that left by “EVRI UK” and had a label, 24 had '
              + 'one of evri.' },
        ] },
        { carrier: 'parcel_force', name: 'Parcelforce', suggestions: [] },
      ].filter(({ carrier }) => isOpen(carrier)),
    },
  };
}
