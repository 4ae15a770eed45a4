/** What the first page says, and the charts on it. */
import { numeral, plural } from './counted.ts';
import { numberLanguage } from './language.ts';

export const flowWords = {
  title: 'Flow',
  looking: 'Counting orders …',
  warehouse: 'Warehouse',
  allWarehouses: 'All warehouses',
  as: (time: string) => `Counted at ${time}.`,
  old: (time: string) => `These numbers are from ${time} and may have changed since.`,

  needsTitle: 'Needs you now',
  needs: {
    'disagree': 'systems disagree',
    'ready-unlabelled': 'ready, no label',
    'warehouse-untold': 'labelled, warehouse not told',
    'channel-untold': 'labelled, channel not told',
  },
  oldest: (time: string) => `oldest ${time}`,
  late: (count: number) => `${numeral(count)} late`,
  noneLate: 'none late',
  noneWaiting: 'none waits',
  asked: (count: number) =>
    `${plural(count, 'order has', 'orders have')} a question that nobody has answered`,
  onHold: (count: number) =>
    `${plural(count, 'order is', 'orders are')} on hold by a person`,
  onHoldMeans: 'They wait for nobody else meanwhile, and none of them counts as late.',
  firstEnds: (time: string) => `The first hold ends at ${time}.`,
  quiet: 'No order waits for anybody just now.',
  quietNext: 'Orders stand here as soon as a warehouse or a channel tells Gatepass of them. '
    + 'Are the other systems heard?',

  unheardTitle: 'Alerts that do not arrive',

  vansTitle: 'Next collections',
  vanIn: (time: string) => `in ${time}`,
  vanDue: 'due now',
  vanLabelled: (count: number) => `${numeral(count)} labelled`,
  vanToGo: (count: number) => `${numeral(count)} to go`,
  vanBlocked: (count: number) =>
    `${numeral(count)} blocked: ${count === 1 ? 'waits' : 'wait'} for a person`,
  vanAnyCarrier: (count: number) => `${numeral(count)} blocked, carrier not known yet`,
  vanMisses: (count: number) => `at the present pace ${numeral(count)} will miss it`,
  vanMissesToo: (count: number) =>
    `at the present pace ${numeral(count)} more of those to go will miss it`,
  vanMakesIt: 'at the present pace all make it',
  vanOthersMakeIt: 'the blocked ones will miss it unless somebody acts; '
    + 'at the present pace the others make it',
  vanAllLabelled: 'nothing is left to label',
  vanOnlyBlocked: 'the blocked ones will miss it unless somebody acts; nothing else is to label',
  vanNoPace: 'too few labels in the last half hour to tell the pace',
  noVans: 'No collection is coming up. When vans come stands in the policy, under the '
    + 'collections of a warehouse.',

  stripTitle: 'Where orders are',
  stripNote: 'The frame is what Gatepass is for: from ready to ship until the warehouse is told.',

  causesTitle: 'Biggest causes',
  orders: (count: number) => plural(count, 'order', 'orders'),
  noCauses: 'Nothing holds an order up: there is no open exception.',
  noCausesButStopped: 'No order has an exception of its own. What stops them stands above.',
  changed: 'The causes or the collections changed.',
  show: 'Show',

  paceTitle: 'From ready to confirmed, last 24 hours',
  paceMeans: 'Confirmed: the label is made and the warehouse has been told.',
  paceLimitsDiffer: 'The warehouses have different limits: choose one to see its own.',
  noPace: 'No order was confirmed in the last 24 hours.',

  todayTitle: 'Today so far',
  confirmed: 'confirmed',
  channelTold: 'channel told',
  rightFirstTime: 'right first time',
  notRight: (count: number) => `${numeral(count)} not`,
  rightFirstTimeMeans: 'Confirmed orders that met no exception but a nuisance on their way.',
  median: 'ready to confirmed, median',
  since: (time: string) => `since ${time}`,
  percent: (share: number) =>
    `${(Math.floor(share * 1000) / 10)
      .toLocaleString(numberLanguage, { minimumFractionDigits: 1 })} %`,
};

export const chartWords = {
  stage: 'Stage',
  waiting: 'How long they wait',
  total: 'Total',
  oldest: 'Oldest',
  inLastHour: 'In last hour',
  outLastHour: 'Out last hour',
  blocked: (count: number) => `${numeral(count)} held by an exception`,
  onHold: (count: number) => `${numeral(count)} on hold by a person`,
  strip: 'Orders by stage, and how their waits stand against the limits',
  median: 'median',
  slowest: 'slowest 5 %',
  limit: (length: string) => `limit ${length}`,
  now: 'now',
  asTable: 'The same as a table',
  hourFrom: 'Hour from',
  count: 'Orders',
  marks: 'What happened meanwhile',
  span: (from: string, until: string) => `${from} to ${until}`,
  calls: {
    asTable: 'Whose time the calls took, as a table',
    caption: 'Calls to other systems, and whose time each took',
    heads: {
      what: 'Call', at: 'Left', tried: 'Try', onPurpose: 'Waited on purpose', ours: 'Our queue',
      theirs: 'The other side',
    },
    ours: (length: string) => `our queue ${length}`,
    oursNotKept: 'our queue: not kept',
    notKept: 'not kept',
    onPurpose: (length: string, why: string) => `on purpose ${length} (${why})`,
    whyTook: (why: string, length: string) => `${why} ${length}`,
    whys: {
      'between-tries': 'between two tries', 'paused': 'paused by a person',
      'silent': 'it answered nothing', 'budget': 'no call was free',
    },
    states: {
      'answered': (who: string, length: string) => `${who} ${length}`,
      'under-way': (who: string, length: string) => `${who} ${length} so far`,
      'given-up': (who: string, length: string) => `${who} ${length}, no answer`,
    },
    try: (count: number) => `try ${count}`,
  },
};
