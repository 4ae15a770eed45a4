/**
 * Every word the console itself says, in British English, for people in a warehouse, at a service
 * desk or in an office. Sentences about one order are not here: the engine makes those from its
 * facts, and the console shows them as they come (american-sentences.ts: to Americans in their
 * spelling). A test holds that no page has words of its own.
 */
import type { ObligationView, Party, SaysView, Stage, TimelineEntry } from '../api/client.ts';
import type { Age } from '../time/durations.ts';
import { connectWords } from './connect.ts';
import { connectionsWords } from './connections.ts';
import { numeral, plural } from './counted.ts';
import { deedTroubleWords } from './deed-trouble.ts';
import { findWords } from './find.ts';
import { exceptionsWords } from './exceptions.ts';
import { chartWords, flowWords } from './flow.ts';
import { guideWords } from './guide.ts';
import { handbookWords } from './handbook.ts';
import { ordersWords } from './orders.ts';
import { accountWords, peopleWords, signInWords } from './people.ts';
import { plansWords } from './plans.ts';
import { providerWords } from './provider.ts';
import { rulingsWords } from './rulings.ts';
import { standstillWords } from './standstill.ts';
import { viewsWords } from './views.ts';
import { wallWords } from './wall.ts';

const stages = {
  'received': 'Received',
  'allocated': 'Allocated',
  'picking': 'Picking',
  'ready-to-ship': 'Ready to ship',
  'in-shipstation': 'In ShipStation',
  'labelled': 'Labelled',
  'warehouse-told': 'Warehouse told',
  'channel-told': 'Channel told',
  'left-the-building': 'Left the building',
  'cancelled': 'Cancelled',
} satisfies Record<Stage, string>;

const parties = {
  'warehouse': 'the warehouse',
  'shipping-desk': 'the shipping desk',
  'gatepass': 'Gatepass',
  'channel': 'the channel',
  'carrier': 'the carrier',
  'person': 'a person',
} satisfies Record<Party, string>;

const obligations = {
  'confirm': 'Confirm the pick',
  'release': 'Release to ShipStation',
  'label': 'Make the label',
  'tell-warehouse': 'Tell the warehouse',
  'tell-channel': 'Tell the channel',
  'leave': 'Leave the building',
} satisfies Record<ObligationView['kind'], string>;

const obligationStates = {
  'later': 'later',
  'open': 'open',
  'met': 'done',
  'not-owed': 'not needed',
} satisfies Record<ObligationView['state'], string>;

const systems = {
  warehouse: 'Warehouse says',
  shipstation: 'ShipStation says',
  channel: 'Channel says',
} satisfies Record<SaysView['system'], string>;

const seenBy = {
  push: 'it told us',
  poll: 'we looked',
  reply: 'its answer to us',
} satisfies Record<NonNullable<SaysView['by']>, string>;

const speakers = {
  warehouse: 'Warehouse',
  shipstation: 'ShipStation',
  channel: 'Channel',
  gatepass: 'Gatepass',
  person: 'Person',
} satisfies Record<TimelineEntry['who'], string>;

const happenings = {
  said: 'said',
  decided: 'decided',
  call: 'call',
  exception: 'exception',
} satisfies Record<TimelineEntry['kind'], string>;

const ages = {
  'in-time': 'in time',
  'due-soon': 'due soon',
  'late': 'late',
  'very-late': 'very late',
} satisfies Record<Age, string>;

const owners: Readonly<Record<string, string>> = {
  'lead': 'warehouse lead',
  'customer-service': 'customer service',
  'engineer': 'engineer',
  'finance': 'finance',
};

export const words = {
  product: 'Gatepass',
  title: (page: string, needing: number) =>
    `${needing === 0 ? '' : `(${numeral(needing)}) `}${page} · Gatepass`,
  stages, parties, obligations, obligationStates, systems, seenBy, speakers, happenings, ages,
  owners,
  none: '–',

  duration: {
    underAMinute: 'under 1 min',
    minutes: (count: number) => `${count} min`,
    hours: (hours: number, minutes: number) => `${hours} h ${String(minutes).padStart(2, '0')}`,
    days: (days: number, hours: number) => `${plural(days, 'day', 'days')} ${hours} h`,
    underATenth: 'under 0.1 s',
    seconds: (count: string) => `${count} s`,
    minutesAndSeconds: (minutes: number, seconds: number) =>
      `${minutes} min ${String(seconds).padStart(2, '0')} s`,
  },

  frame: {
    skip: 'Skip to content',
    demo: 'DEMO:',
    demoOtherwise: 'Nothing here is real: pretend warehouse, pretend ShipStation, pretend channel.',
    live: 'live',
    liveTitle: (time: string) => `Changes show by themselves. Last heard ${time}.`,
    connecting: 'connecting',
    connectingTitle: 'Opening the line on which Gatepass tells changes.',
    liveOff: (time: string) => `live off, last ${time}`,
    liveOffTitle: (time: string) =>
      `Nothing comes on the line from Gatepass. This page looks every 15 s. Last answer ${time}.`,
    liveOffNever: 'live off, no answer yet',
    help: 'Help',
    helpMark: '?',
    find: 'Find an order by its number, tracking number, e-mail, name or postcode',
    findHint: 'Number, e-mail, postcode',
    findPage: 'Find',
    findButton: 'Find',
    pages: 'Pages',
    flow: 'Flow',
    exceptions: 'Exceptions',
    orders: 'Orders',
    plans: 'Plans',
    connections: 'Connections',
    menu: (name: string) => `${name}: your account, colours and sign-out`,
    menuWaiting: 'Your menu',
    signedInAs: (name: string, role: string) => `${name}, ${role}`,
    menuPages: 'Your pages',
    account: 'My account',
    people: 'People',
    colours: 'Colours',
    language: 'Language',
    languages: {
      'auto': 'As the browser', 'en-GB': 'British English', 'en-US': 'American English',
    },
    schemes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    signOut: 'Sign out',
  },

  palette: {
    open: 'Go to',
    title: 'Go to a page, a view or an order',
    close: 'Close',
    box: 'Where to',
    list: 'What fits',
    find: (typed: string) => `Find “${typed}”`,
    ofOrders: (view: string) => `Orders: ${view}`,
    kinds: { page: 'page', view: 'view', find: 'search' },
    keys: 'The arrow keys choose, Enter goes there, Escape closes.',
  },

  keys: {
    title: 'Help',
    intro: 'Keys that work on every page:',
    table: 'Keys and what they do',
    key: 'Key',
    does: 'What it does',
    find: 'find an order by whatever you have of it',
    palette: 'go anywhere by name: pages, views, orders',
    goFlow: 'go to Flow, the first page',
    goExceptions: 'go to the exceptions',
    goOrders: 'go to the orders',
    goPlans: 'go to the plans',
    goConnections: 'go to the connections',
    next: 'next row in the list',
    previous: 'previous row in the list',
    mark: 'mark the order, or take its mark off',
    open: 'open it',
    acknowledge: 'say that you have seen the cause',
    wait: 'put the cause off; on an order: hold it',
    help: 'this list',
    single: 'Single keys',
    singleHint: 'Off for people who speak to their computer or press keys by chance.',
    then: 'then',
    more: 'What a word or an exception means, and what to do:',
    close: 'Close help',
  },

  handbook: handbookWords,
  signIn: signInWords,
  account: accountWords,
  people: peopleWords,
  flow: flowWords,
  standstill: standstillWords,
  charts: chartWords,
  exceptions: exceptionsWords,
  guide: guideWords,
  orders: ordersWords,
  find: findWords,
  connections: connectionsWords,
  connect: connectWords,
  plans: plansWords,
  provider: providerWords,
  rulings: rulingsWords,
  views: viewsWords,
  wall: wallWords,
  deedTrouble: deedTroubleWords,

  order: {
    back: 'All orders',
    looking: 'Looking up the order …',
    channel: 'Channel',
    warehouse: 'Warehouse',
    warehouses: 'Warehouses',
    placed: 'Placed',
    parcels: 'Labelled parcels',
    waitsOn: (party: string) => `Waits on ${party}`,
    waitsFor: 'for',
    lastChange: 'Last change',
    saysTitle: 'What the three systems say',
    agree: 'all agree',
    differ: 'differ',
    saysNothing: 'Nothing yet',
    seen: 'seen',
    neverSeen: 'not looked yet',
    openIn: (reference: string, name: string) => `Open ${reference} in ${name} (new tab)`,
    exceptions: 'Needs somebody',
    severity: (severity: number) => `severity ${severity} of 5`,
    owner: (owner: string) => `owner: ${owner}`,
    openFor: 'open for',
    handbook: 'What to do: handbook',
    wholeCause: 'The whole cause',
    obligationsTitle: 'What is owed',
    consignment: (reference: string, warehouse: string) => `Consignment ${reference}, ${warehouse}`,
    leftUnknown: 'not seen leaving yet',
    because: 'Why Gatepass says so',
    timeline: 'Timeline',
    order: 'Order',
    orders: { problems: 'Problems first', time: 'In order' },
    showing: 'Show',
    shows: { all: 'All', changes: 'Only changes', calls: 'Only calls' },
    zone: 'Whose times',
    zones: {
      warehouse: (zone: string) => `Warehouse times (${zone})`,
      mine: (zone: string) => `My times (${zone})`,
      utc: 'UTC times',
    },
    timelineHeads: { at: 'Time', who: 'Who', what: 'What' },
    problem: 'Problem',
    problemsHead: 'Problems',
    restHead: 'Everything else, in order',
    timelineEmpty: 'Nothing has happened to this order yet.',
    noChanges: 'No change so far; there were only calls.',
    noCalls: 'No call to another system so far.',
    olderTimeline: 'Show more of the timeline',
    timelineLooking: 'Looking up what happened …',
    timelineCut: 'There is more: problems further on are not in this list yet.',
    call: {
      open: 'Open the call',
      looking: 'Looking up what was said …',
      masked: 'Keys and passwords are left out, and long values cut short.',
      hidden: {
        customers: 'Who the customer is and where they live is left out for your role.',
        costs: 'Costs are left out for your role.',
      },
      sent: 'What was sent',
      nothingSent: 'Nothing was sent with it.',
      answered: (status: number, length: string) => `Answered with ${status} after ${length}:`,
      noAnswer: (why: string, length: string) => `No answer after ${length}: ${why}`,
      back: 'What came back',
      nothingBack: 'Nothing came with it.',
      withheld: 'Not shown for your role: it cannot be shown without what was left out.',
      leftOut: '(left out)',
      cut: (length: number) => `Only the beginning is kept; it had ${length} characters.`,
      copy: 'Copy as curl',
      copied: 'Copied, with variables in the place of keys.',
    },
    linesTitle: 'Lines',
    lineHeads: {
      line: 'Line', sku: 'SKU', name: 'Name', ordered: 'Ordered', picked: 'Picked',
      packed: 'Packed', short: 'Short', labelled: 'On labels',
    },
    linesEmpty: 'The warehouse has named no lines for this consignment.',
    printLabel: 'Print the label',
    noPrint: (why: string) => `Printing the label: ${why}`,
    parcelsTitle: 'Parcels',
    parcelHeads: {
      tracking: 'Tracking', carrier: 'Carrier', service: 'Service', weight: 'Weight',
      cost: 'Label cost', state: 'Label',
    },
    labelStates: {
      'label made': 'label made',
      'voided': 'voided label, made',
      'return label': 'return label, made',
    },
    costHidden: 'not for your role',
    parcelsEmpty: 'No label has been made. Parcels stand here once ShipStation has labelled them.',
    noConsignments: 'No warehouse has taken up this order yet. Only the channel has told of it.',
    noTracking: 'no number yet',
    changed: 'This order changed.',
    show: 'Show',
    unknownTitle: 'Gatepass does not know this order',
    unknown: (id: string) => `There is nothing under “${id}”. The address may be mistyped or `
      + 'cut off, or the order belongs to another Gatepass.',
    unknownNext: 'Look for it by its number instead:',
  },

  weights: {
    grams: (grams: string) => `${grams} g`,
    kilograms: (kilograms: string) => `${kilograms} kg`,
    ounces: (ounces: string) => `${ounces} oz`,
    pounds: (pounds: string) => `${pounds} lb`,
    both: (ours: string, metric: string) => `${ours} (${metric})`,
  },

  trouble: {
    unreachableTitle: 'Gatepass does not answer',
    unreachable: 'This page could not reach Gatepass. Parcels are not held up by that: the '
      + 'warehouse and ShipStation work on by themselves, and nothing told to Gatepass is lost.',
    unreachableNext: 'This page tries again by itself every 15 s. If it lasts, tell the person '
      + 'who runs Gatepass.',
    unreachableOnce: 'Try again in a minute. If it lasts, tell the person who runs Gatepass.',
    brokenTitle: 'Gatepass tripped over this question',
    broken: 'The fault is in Gatepass and not in what you did. It shows no answer rather than a '
      + 'wrong one. Orders go on.',
    brokenNext: 'Try again. If it stays, give the technical detail to the person who runs '
      + 'Gatepass.',
    refusedTitle: 'Gatepass will not show this',
    refused: 'Nothing was changed by asking.',
    refusedNext: 'Go back and try another way, or ask the person who runs Gatepass.',
    tooManyTitle: 'Too many tries',
    tooManyNext: 'Wait a minute, then try again.',
    pageTitle: 'This page tripped',
    page: 'The fault is in the page. What it shows is not changed by that, and orders go on.',
    again: 'Try again',
    detail: 'Technical detail',
    noPageTitle: 'There is no such page',
    noPage: 'The address may be mistyped or cut off.',
    toOrders: 'Go to the orders',
  },
} as const;
