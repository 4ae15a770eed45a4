/** What the page says on which somebody connects systems of their own. */
import { numeral, plural } from './counted.ts';

export const connectWords = {
  title: 'Connect your own systems',
  intro: 'Your ShipStation account, a warehouse, a channel: each is checked and shown before it is '
    + 'applied. Then the words of the warehouse are given their meaning. All begin in shadow '
    + 'mode: Gatepass reads and compares, and writes nothing to any of them until you go live.',
  looking: 'Looking up what can be connected …',
  way: 'Steps',
  places: {
    shipstation: 'ShipStation', warehouse: 'Warehouse', channel: 'Channel',
    mappings: 'Words', next: 'What happens next',
  },
  isDone: 'connected',
  isNow: 'you are here',

  demo: 'This is the demo. Its clock runs sixty times as fast, so it must not work with real '
    + 'systems: fill in and check as you like, but nothing is applied here. Begin an empty '
    + 'Gatepass of your own with',
  demoCommand: 'GATEPASS_DEMO=off npm start',
  demoKept: 'What you fill in is kept in this browser until then, all but the secrets.',

  heads: {
    shipstation: 'Your ShipStation account',
    warehouse: 'A warehouse',
    channel: 'A channel, such as a shop or a marketplace',
  },
  means: {
    shipstation: 'Gatepass puts an order into it once the warehouse has confirmed it, and reads '
      + 'its labels.',
    warehouse: 'It says what was picked and packed. It is the only system that makes an order '
      + 'ready.',
    channel: 'It says what was ordered and cancelled, and is told when a parcel goes.',
  },
  already: 'Connected already',
  toConnections: 'See how they stand',
  another: 'Connect another',
  onward: (place: string) => `Go on: ${place}`,

  kind: 'System',
  kindHint: 'For one that is not in the list, choose the API: anything that can send JSON can '
    + 'speak it.',
  reachedBy: 'What you have for it',
  reachedByAll: 'Both',
  guide: (title: string) => `Guide: ${title}`,
  names: {
    shipstation: 'Name of the account', warehouse: 'Name of the warehouse',
    channel: 'Name of the channel',
  },
  nameHints: {
    shipstation: 'as people here call it, for example shipstation-uk',
    warehouse: 'as people here call it, for example leicester',
    channel: 'as people here call it, for example shopify-uk',
  },
  nameForm: 'Begin with a small letter; then small letters, digits and dashes, 50 at most.',
  nameTaken: 'There is one of that name already. Give this one another.',
  missing: 'This is needed.',
  notNumber: 'This is a number of up to nine digits.',
  noAccount: 'Connect ShipStation first: a warehouse ships with an account.',
  settings: 'How it is reached',
  moreSettings: 'More settings, which may all stay empty',
  optional: 'may stay empty',
  secretHint: 'It is stored encrypted and never shown again. This browser does not keep it.',
  secretsGone: 'What you filled in is still here. Secrets are not kept in the browser: type them '
    + 'again.',
  own: { warehouse: 'How this warehouse works', channel: 'How this channel works' },

  labels: {
    shipstation: 'Ships with the account',
    timeZone: 'Time zone',
    gate: 'An order is ready when it is',
    shortPick: 'When not everything can be picked',
    shipFromWarehouseId: 'Its ship-from location in ShipStation',
    enters: 'Who brings its orders into ShipStation',
    storeId: 'Its store in ShipStation',
    toldBy: 'Who tells it that a parcel goes',
    toldWhen: 'When it is told',
  },
  hints: {
    shipstation: 'Labels for this warehouse are made there.',
    timeZone: 'Collections and daily checks go by its clock.',
    gate: 'Nothing goes to ShipStation before that. Packed is the safest.',
    shortPick: 'What happens to the rest of the order.',
    shipFromWarehouseId: 'Where its parcels come from. In ShipStation: Settings, Shipping, Ship '
      + 'From Locations. May stay empty.',
    enters: 'If the channel brings them in by itself, Gatepass can only watch the gate.',
    storeId: 'Where its orders stand. In ShipStation: Settings, Selling Channels. May stay empty.',
    toldBy: 'ShipStation tells a channel only of orders that its own store brought in.',
    toldWhen: 'At the label it is told sooner, but the parcel may still be in the building.',
  },
  choices: {
    gate: { packed: 'packed', picked: 'picked', allocated: 'allocated: labels before the pick' },
    shortPick: {
      'hold': 'hold it until a person decides',
      'ship-short': 'send what is there, the rest later',
      'cancel-short': 'send what is there, cancel the rest',
    },
    enters: {
      'gatepass': 'Gatepass, when they are ready',
      'channel': 'the channel, by itself',
      'custom-store': 'a custom store of ShipStation',
    },
    toldBy: {
      gatepass: 'Gatepass', shipstation: 'ShipStation', warehouse: 'the warehouse',
      nobody: 'nobody',
    },
    toldWhen: {
      dispatched: 'when the parcel has left the building', label: 'when the label is made',
    },
  },

  foundLooking: 'Asking the account what there is …',
  foundLater: 'It is asked again by itself. Go on meanwhile, or type the number.',
  noneChosen: 'none',
  chooseOne: 'choose one',
  notThere: (id: string) => `${id}: the account does not show it`,
  place: (name: string, id: number, isUsual: boolean) =>
    `${name} (${String(id)})${isUsual ? ', the usual one' : ''}`,
  store: (
    name: string, id: number, from: 'marketplace' | 'hand' | 'unknown', marketplace: string | null,
  ) => `${name} (${String(id)})${from === 'hand' ? ', filled by hand or by programs'
    : from === 'marketplace' ? `, brought in by ${marketplace ?? 'its marketplace'}` : ''}`,

  mappingsTitle: 'What the words of your warehouse mean',
  mappingsMeans: 'Proposed from what the account offers and from the orders so far, each with what '
    + 'it rests on. Nothing is taken by itself: what you leave goes on stopping its orders.',
  servicesTitle: 'Services',
  noWords: 'No order waits for a word that is not mapped. Words stand here as soon as the '
    + 'warehouse sends an order with one.',
  word: (says: string) => `The warehouse says “${says}”`,
  held: (count: number) =>
    `${plural(count, 'consignment waits', 'consignments wait')} for it.`,
  leaveIt: 'Leave it for now',
  otherService: 'Another service of the account',
  otherFor: (says: string) => `What “${says}” is to mean`,
  ordersThatWait: (says: string) => `Orders that wait for “${says}”`,
  carriersTitle: 'Carriers',
  noCarriers: 'Every carrier of the account has its words, as far as the account was looked at.',
  carrierNamed: (name: string, code: string) =>
    `${name}${name === code ? '' : ` (${code})`}: what is it called elsewhere?`,
  noCarrierWord: 'The warehouse has not named it yet: it does when a parcel leaves.',
  otherWord: 'Another word',
  wordOfWarehouse: (name: string) => `What the warehouse calls ${name}`,
  wordOfChannel: (channel: string, name: string) => `What ${channel} calls ${name}`,
  taken: (count: number) => count === 0 ? 'Nothing is taken yet.'
    : `${plural(count, 'word', 'words')} taken, nothing is in force yet.`,
  applyRows: (count: number) => `Put ${plural(count, 'row', 'rows')} into force`,
  mapped: (count: number, version: number) =>
    `${plural(count, 'row is', 'rows are')} in force. It is version ${version} of the policy.`,

  wouldTitle: 'What would have been done',
  wouldHead: 'What Gatepass would do',
  wouldNone: 'No order is ready to ship yet. As soon as one is, this says what Gatepass would do '
    + 'with it.',
  wouldMeans: 'Orders that are ready now, the longest wait first. None of it was done.',
  wouldAll: (count: number) => `All ${numeral(count)}`,
  beforeLive: (name: string) => `If ${name} went live now`,
  count: (name: string) => `Work out what going live with ${name} would begin with`,
  inDoubt: 'In doubt',

  check: 'Check the connection',
  checking: 'Asking the other side …',
  isWell: 'The check found nothing wrong.',
  isNotWell: 'It does not work yet.',
  notChecked: 'The connection was not checked.',
  notWell: 'The check found something missing. Until that is mended, nothing can be read.',
  look: 'Show what would change',
  mend: 'Some fields need mending. Each says what it needs.',
  changeTitle: 'What would change in the policy',
  changeMeans: 'Tried and not applied. Nothing else is touched.',
  nothing: 'Nothing: the policy says all of this already.',
  changes: 'Changes',
  warnings: 'To know beforehand',
  secretsGiven: 'Stored encrypted beside it',
  apply: (name: string) => `Connect ${name} in shadow mode`,
  inDemo: 'Off in the demo, whose clock runs too fast for real systems.',
  overtaken: 'Somebody else changed the policy just now. This is the difference to the new one; '
    + 'look at it again.',
  applied: (name: string, version: number) =>
    `${name} is connected, in shadow mode. It is version ${version} of the policy.`,

  nextTitle: 'What happens next',
  nextNow: 'Nothing is written to any of your systems: they are all in shadow mode.',
  nextWritten: (names: string) => `These are live and are written to: ${names}. All others are in `
    + 'shadow mode.',
  nextMissing: 'Not everything is connected yet. Go back to the steps that are open.',
  nextKey: (name: string) => `${name} speaks to Gatepass by its API, with a key of its own. Make `
    + 'one, hand it over, and send what it has:',
  keyCommand: (role: string, name: string) =>
    `npx gatepass key make --name "${name}" --role ${role} --${role} ${name}`,
  nextApi: 'What it sends, with examples: the API page',
  nextPush: (name: string) => `${name} is looked at by Gatepass itself, from now on.`,
  nextSee: 'See on the first page what Gatepass would have done. Each order says so.',
  toFlow: 'To Flow',
  nextMend: 'Read the exceptions every day: services that are mapped nowhere, addresses that '
    + 'lack something. Each would have stopped an order.',
  toExceptions: 'To the exceptions',
  toMappings: 'Map the words that wait',
  nextLive: (name: string) => `When that list is short, go live with ${name}. It is a plan with a `
    + 'start line, and changes nothing before a second person approves it:',
  liveCommand: (name: string) => `npx gatepass go-live ${name}`,
  toPlans: 'To the plans',
  guideLive: 'Guide: going live in a week',
} as const;
