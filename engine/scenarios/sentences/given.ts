/** What the policy and the circumstances of the day are, where they differ from the usual ones. */
import { later } from '../../src/core/model/instant.ts';
import { wallTime } from '../clock.ts';
import { consignment, leicester, shop } from '../kit.ts';
import { withPolicy, word, type Sentence } from '../world.ts';

const usual = {
  services: [
    { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
    { says: 'STANDARD', leave: 'shipstation', expect: ['royal_mail', 'dpd'] },
  ],
  carriers: [
    { shipstation: 'dpd', warehouse: 'DPD', channels: { 'shopify-uk': 'DPD UK' } },
    { shipstation: 'royal_mail', warehouse: 'RM', channels: { 'shopify-uk': 'Royal Mail' } },
  ],
};

export const given: readonly Sentence[] = [
  {
    says: /^the gate is (?<gate>allocated|picked|packed)$/,
    means: (world, words) => withPolicy(world, { warehouse: { gate: words['gate'] } }),
  },
  {
    says: /^a short pick (?<does>waits for a person|ships what is there|cancels what is missing)$/,
    means: (world, words) => withPolicy(world, {
      warehouse: { shortPick: shortPick[word(words, 'does')] },
    }),
  },
  {
    says: /^Gatepass buys the labels$/,
    means: (world) => withPolicy(world, { warehouse: { labels: 'gatepass' } }),
  },
  {
    says: /^Gatepass buys a label when the bench asks for it$/,
    means: (world) => withPolicy(world, { warehouse: { labels: 'on-demand' } }),
  },
  {
    says: /^each parcel is an order of its own$/,
    means: (world) => withPolicy(world, { warehouse: { parcels: 'each' } }),
  },
  {
    says: /^a label that was lost with the answer is voided$/,
    means: (world) => withPolicy(world, { warehouse: { lostLabel: 'void' } }),
  },
  {
    says: /^a label on missing goods is voided$/,
    means: (world) => withPolicy(world, { warehouse: { shortAfterLabel: 'void' } }),
  },
  {
    says: new RegExp(
      '^(?<who>the store|a custom store) brings orders into ' +
      'ShipStation, which tells the channel$'),
    means: (world, words) => withPolicy(world, { channel: {
      enters: enters[word(words, 'who')], toldBy: 'shipstation', toldWhen: 'label',
    } }),
  },
  {
    says: new RegExp(
      '^(?<who>the store|a custom store) brings orders into ShipStation; ' +
      '(?<told>Gatepass|the warehouse|nobody) tells the channel$'),
    means: (world, words) => withPolicy(world, { channel: {
      enters: enters[word(words, 'who')], toldBy: toldBy[word(words, 'told')],
    } }),
  },
  {
    says: /^(?<who>Gatepass|ShipStation|the warehouse|nobody) tells the channel$/,
    means: (world, words) => withPolicy(world, { channel: { toldBy: toldBy[word(words, 'who')] } }),
  },
  {
    says: new RegExp(
      '^(?<who>Gatepass|ShipStation) tells the channel ' +
      '(?<when>at the label|when the goods leave)$'),
    means: (world, words) => withPolicy(world, { channel: {
      toldBy: toldBy[word(words, 'who')],
      toldWhen: words['when'] === 'at the label' ? 'label' : 'dispatched',
    } }),
  },
  {
    says: /^(?<carrier>\w+) collects at (?<at>\d\d:\d\d) (?<days>[a-z]{3}(?:-[a-z]{3})?|daily)$/,
    means: (world, words) => withPolicy(world, { warehouse: { collections: [
      { carrier: word(words, 'carrier').toLowerCase(), at: words['at'], days: words['days'] },
    ] } }),
  },
  {
    says: /^the warehouse goes live at (?<at>.+)$/,
    means: (world, words) => withPolicy(world, { warehouse: {
      startLine: new Date(wallTime(word(words, 'at'))).toISOString(),
    } }),
  },
  {
    says: /^shadow mode$/,
    means: (world) => withPolicy(world, { sections: { connections: {
      'shipstation-uk': { connector: 'shipstation', mode: 'shadow' },
      'leicester-wms': { connector: 'warehouse-api', mode: 'shadow' },
      'shop-uk': { connector: 'channel-api', mode: 'shadow' },
    } } }),
  },
  {
    says: /^Gatepass goes live in steps from (?<at>.+)$/,
    means: (world, words) => ({ ...world, goingLive: {
      warehouse: leicester, channel: shop, line: wallTime(word(words, 'at')), stance: 'steps',
      since: world.now, admitted: [],
    } }),
  },
  {
    says: /^it is let through$/,
    means: (world) => ({ ...world, goingLive: world.goingLive === null ? null : {
      ...world.goingLive, since: world.now, admitted: [consignment],
    } }),
  },
  {
    says: /^going live is aborted$/,
    means: (world) => ({ ...world, goingLive: world.goingLive === null ? null : {
      ...world.goingLive, since: world.now, stance: 'shadow',
    } }),
  },
  {
    says: /^(?<grams>\d+) g is a weight that nobody weighed$/,
    means: (world, words) => withPolicy(world, {
      warehouse: { placeholderWeightsGrams: [Number(words['grams'])] },
    }),
  },
  {
    says: /^the mapping of DPD-12 names no package$/,
    means: (world) => withPolicy(world, { sections: { mappings: {
      ...usual, services: [{ says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12' }],
    } } }),
  },
  {
    says: /^the policy maps (?<service>\S+) to the service (?<to>\S+) of (?<carrier>\w+)$/,
    means: (world, words) => withPolicy(world, { sections: { mappings: {
      ...usual,
      services: [...usual.services, {
        says: words['service'], carrier: words['carrier'], service: words['to'], package: 'package',
      }],
    } } }),
  },
  {
    says: /^the policy has no words for the carrier Royal Mail$/,
    means: (world) => withPolicy(world, { sections: { mappings: {
      ...usual, carriers: usual.carriers.slice(0, 1),
    } } }),
  },
  {
    says: /^the policy has the words for all carriers again$/,
    means: (world) => withPolicy(world, { sections: { mappings: usual } }),
  },
  {
    says: /^the shelf holds (?<count>\d+) (?<sku>[A-Z]+)$/,
    means: (world, words) => ({ ...world, stock: {
      ...world.stock,
      [word(words, 'sku')]: { available: Number(words['count']), at: world.now },
    } }),
  },
  {
    says: /^ShipStation was last looked at at (?<at>.+)$/,
    means: (world, words) => ({ ...world, lookedAt: wallTime(word(words, 'at')) }),
  },
  {
    says: /^ShipStation is looked at again$/,
    means: (world) => ({ ...world, lookedAt: null }),
  },
  {
    says: /^ShipStation answers nothing any more$/,
    means: (world) => ({ ...world, contact: {
      ...world.contact, silence: { since: world.now, why: 'silent' },
    } }),
  },
  {
    says: /^ShipStation answers again$/,
    means: (world) => ({ ...world, contact: {
      ...world.contact, silence: null, standstills: [{
        effect: null, from: world.contact.silence?.since ?? world.now, until: world.now,
      }],
    } }),
  },
  {
    says: /^ShipStation is looked at once$/,
    means: (world) => ({ ...world, lookedAt: later(world.now, 0) }),
  },
  {
    says: /^of (?<open>\d+) open orders (?<count>\d+) were taken out in the last ten minutes$/,
    means: (world, words) => ({ ...world, contact: {
      ...world.contact, openOrders: Number(words['open']),
      lately: { withdrawals: Number(words['count']), voids: 0 },
    } }),
  },
  {
    says: /^(?<count>\d+) labels were voided in the last ten minutes$/,
    means: (world, words) => ({ ...world, contact: {
      ...world.contact, lately: { withdrawals: 0, voids: Number(words['count']) },
    } }),
  },
  {
    says: /^ten quiet minutes have passed$/,
    means: (world) => ({ ...world, contact: {
      ...world.contact, lately: { withdrawals: 0, voids: 0 },
    } }),
  },
];

const shortPick: Readonly<Record<string, string>> = {
  'waits for a person': 'hold',
  'ships what is there': 'ship-short',
  'cancels what is missing': 'cancel-short',
};

const enters: Readonly<Record<string, string>> = {
  'Gatepass': 'gatepass', 'the store': 'channel', 'a custom store': 'custom-store',
};

const toldBy: Readonly<Record<string, string>> = {
  'Gatepass': 'gatepass', 'ShipStation': 'shipstation', 'the warehouse': 'warehouse',
  'nobody': 'nobody',
};
