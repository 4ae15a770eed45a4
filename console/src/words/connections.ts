/** What the page of connections says. */
import { numeral, plural } from './counted.ts';

const shareInWords = (part: number, whole: number): string =>
  `${(100 * part / whole).toFixed(part * 10 < whole ? 1 : 0)} %`;

const fromTo = (least: number, most: number): string =>
  `${least === most ? '' : `${numeral(least)} to `}${plural(most, 'call', 'calls')}`;

export const connectionsWords = {
  title: 'Connections',
  looking: 'Looking at the connections …',
  noneTitle: 'No system is connected yet',
  noneMeans: 'Warehouse, ShipStation and channels stand here once the policy names them, with how '
    + 'they answer and what waits for them. Connect them step by step, or apply a policy with',
  noneCommand: 'npx gatepass apply policy.json',

  connect: 'Connect a system of your own',

  states: { 'well': 'well', 'troubled': 'in trouble', 'not-reached': 'not reached yet' },
  modes: { live: 'live', shadow: 'shadow: reads and compares, writes nothing' },
  lastGood: 'Last good answer',
  ago: 'ago',
  never: 'never',

  stakes: {
    titles: {
      'well': 'What stops if this is down',
      'troubled': 'What stops now',
      'not-reached': 'What stops until it is reached',
    },
    none: 'No order stands there now.',
    parcels: (count: number) => plural(count, 'parcel', 'parcels'),
    waiting: {
      'release': (count: number) => `${plural(count, 'order', 'orders')} ready to ship`,
      'label': (count: number) =>
        `${plural(count, 'order', 'orders')} in ShipStation, without a label yet`,
      'news': (count: number) =>
        plural(count, 'order waits for its word', 'orders wait for its word'),
      'warehouse-told': (count: number) =>
        `${plural(count, 'order', 'orders')} with a label, the warehouse not told`,
      'warehouse-next': (count: number) => `${plural(count, 'order', 'orders')} to get a label `
        + 'next, of which it is to be told',
      'channel-told': (count: number) =>
        `${plural(count, 'order', 'orders')} with a label, the channel not told`,
      'channel-next': (count: number) => `${plural(count, 'order', 'orders')} to get a label `
        + 'next, of which it is to be told',
    },
  },

  budget: 'Calls',
  budgetUsed: (used: number, limit: number, window: string) =>
    `${used} of ${limit} used in the last ${window}`,
  budgetLeft: (left: number) => `${numeral(left)} left`,
  uses: {
    'write-back': 'write-back: looking for labels, telling of them',
    'out-of-harm': 'taking back, holding and voiding',
    'label-on-demand': 'buying labels that benches ask for',
    'release': 'releasing and changing orders',
    'polling': 'looking for other news',
    'other': 'tests, signing in and the like',
    'other-programs': 'other programs with the same key',
  },
  kept: (outOfHarm: number, unforeseen: number) =>
    `kept beside these: ${numeral(outOfHarm)} for taking back and voiding, `
    + `${numeral(unforeseen)} for people`,
  leftToLooks: (count: number) =>
    `releases leave ${numeral(count)} to write-back, for the next looks for labels`,
  firstFree: 'The oldest is free again at',
  allFree: 'all at',
  closed: {
    limit: 'The limit is used up. It goes on at',
    trouble: 'By itself Gatepass asks nothing of it until',
  },
  windowSeconds: (seconds: number) => `${seconds} s`,
  labels: 'Labels bought here',
  labelsPerMinute: (count: number) => `${plural(count, 'label', 'labels')} a minute at most`,
  labelsWait: (seconds: number) => `one asked for now would wait ${seconds} s`,
  labelsNow: 'one asked for now is made at once',

  wellSince: 'Well since',
  troubledSince: 'In trouble since',
  answerTime: 'Time to answer, last hour',
  answerTimes: (half: string, slow: string) => `half within ${half}, slowest 5 % over ${slow}`,
  failedCalls: 'Failed calls, last hour',
  failedOf: (failed: number, calls: number) =>
    `${numeral(failed)} of ${numeral(calls)} (${shareInWords(failed, calls)})`,
  ordersWaiting: (count: number) => `of ${plural(count, 'order', 'orders')}`,
  calls: 'The last calls',
  callsOf: (name: string) => `The last calls to ${name}`,
  whichCalls: (name: string) => `Which calls to ${name}`,
  callsShown: { all: 'all', failed: 'failed' },
  callsMean: 'Calls are kept for an hour, the newest first: the status of the answer, and what it '
    + 'meant for each order. What was sent and answered stands in the timeline of the order.',
  noCalls: 'Nothing was asked of it in the last hour.',
  noFailedCalls: 'No call failed in the last hour.',
  callHeads: { when: 'When', what: 'What for', took: 'Took', back: 'What came back' },
  callOutcomes: {
    done: 'done', refused: 'refused', unknown: 'not known', awaited: 'its answer is awaited',
  },
  reads: (list: string) => `read ${list}`,
  chart: {
    button: 'chart',
    open: (name: string) => `Calls to ${name} as a chart`,
    title: (name: string) => `How long the last calls to ${name} took, by the time they left`,
    times: (count: number, half: string, slow: string) => count === 1
      ? `The one call took ${half}.`
      : `Of the last ${plural(count, 'call', 'calls')}, half took ${half} or less, and the slowest `
        + `5 % ${slow} or more.`,
    noTimes: (count: number) => count === 1 ? 'The one call has not been answered.'
      : `None of the last ${plural(count, 'call', 'calls')} has been answered.`,
    failures: (failed: number, count: number) => failed === 0 ? 'None failed.'
      : `${numeral(failed)} failed (${shareInWords(failed, count)}).`,
    untimed: (count: number) => count === 1
      ? 'Of one that failed nobody noted how long it took: it stands at the bottom.'
      : `Of ${numeral(count)} that failed nobody noted how long they took: they stand at the `
        + 'bottom.',
    point: 'Point at a call to read it here. The list below has them all.',
    answered: 'answered',
    failed: 'failed',
    half: 'half took less',
    slow: 'slowest 5 % above',
    scale: 'Each line is ten times as long as the one below.',
  },

  refused: 'What it sent that could not be read',
  refusedOf: (name: string) => `What ${name} sent that could not be read`,
  refusedMeans: 'Nothing of it was taken in. The values are not kept: they may be somebody’s '
    + 'address.',
  noRefused: 'Everything that came could be read.',
  refusedHeads: { when: 'When', who: 'Whose key', call: 'Call', why: 'What was wrong' },
  untold: 'Messages that it has not taken in',
  untoldOf: (name: string) => `Messages that ${name} has not taken in`,
  untoldMeans: 'Refused ones are not sent again by themselves. Each goes under the id that it '
    + 'had, so that whoever has it already drops it.',
  noUntold: 'Nothing was refused, and nothing is tried again.',
  untoldHeads: {
    order: 'Order', what: 'What was to be told', tried: 'Last try', why: 'What became of it',
    again: 'Once more',
  },
  messageKinds: {
    'dispatch': (name: string) => `the label, to ${name}`,
    'notice': (name: string) => `the label, to ${name}`,
    'correction': (name: string) => `another label, to ${name}`,
    'void': (name: string) => `a voided label, to ${name}`,
    'recall': (name: string) => `a recall, to ${name}`,
  },
  leftOut: 'What could not be taken in, and keeps its order aside',
  leftOutOf: (name: string) => `What ${name} showed that keeps its order aside`,
  leftOutMeans: 'Each may be a label, a change or a cancellation, so that nothing is done for its '
    + 'order until it can be taken in. Let an order go on without it only when you have looked '
    + 'there: if it is a label after all, another may be bought.',
  noLeftOut: 'Nothing keeps an order aside.',
  leftOutHeads: {
    order: 'Order', record: 'What', since: 'Since', why: 'Why it could not be taken in',
    go: 'Without it',
  },
  goWithout: 'Go on without it …',
  goWithoutNamed: (order: string, record: string) => `Go on without it …: ${order}, ${record}`,
  goWithoutTitle: (order: string, record: string) => `Let ${order} go on without ${record}?`,
  goWithoutWhy: 'What you saw there',
  goWithoutHint: 'for example: the label is of another order',
  goWithoutEmpty: 'Say what you saw: it stands beside the order with your name.',
  goWithoutNow: 'Go on without it',
  sendAgain: 'Send again',
  sendAgainNamed: (order: string) => `Send again: ${order}`,
  sentAgainWhy: 'sent again in the console',
  sentAgain: (order: string, sentence: string) => `${order}: ${sentence}`,
  count: 'Count open orders now',
  countNamed: (name: string) => `Count open orders now: ${name}`,
  customStore: 'Custom Store',
  customStoreAt: 'It fetches from',

  waiting: 'Waiting to be done',
  nothingWaits: 'nothing',
  binds: 'What holds it up',
  bindings: {
    budget: 'the limit of calls',
    latency: 'the other side is slow to answer',
    lease: 'no worker holds this connection',
    trouble: 'it does not answer as it should',
    nothing: 'nothing',
  },
  operations: {
    'create-order': 'release an order',
    'amend-order': 'change an order there',
    'withdraw-order': 'take an order back',
    'park-order': 'put an order on hold there',
    'unpark-order': 'take an order off hold there',
    'mark-as-shipped': 'mark as shipped',
    'buy-label': 'buy a label',
    'void-label': 'void a label',
    'tell-warehouse': 'tell the warehouse',
    'tell-channel': 'tell the channel',
  },

  feeds: (name: string) => `What is read from ${name}`,
  feedHeads: {
    feed: 'Reads', looked: 'Last look', next: 'Next look', news: 'Last news',
    hooks: 'Webhooks', why: 'Why so often',
  },
  feedNow: 'any moment now',
  feedPaused: 'paused',
  feedIn: (time: string) => `in ${time}`,
  lookBounds: {
    title: 'How often it may be looked at',
    formOf: (name: string) => `How often ${name} may be looked at`,
    means: 'Gatepass looks often while somebody waits for what a list will show, and seldom while '
      + 'nothing is expected of it. Here you say between which bounds. It counts once the change '
      + 'of the policy has been shown and applied.',
    atMost: 'Look at most every',
    atLeast: 'Look at least every',
    usual: (length: string) => `${length}, as usual`,
    unusual: (length: string, usual: string) => `${length} (usually ${usual})`,
    heard: (brisk: string, quiet: string) => brisk === quiet
      ? `News is heard after about ${brisk}.`
      : `News is heard after about ${brisk} while somebody waits for it, else after about `
        + `${quiet}.`,
    calls: (quiet: number, brisk: number) => `All lists together take ${fromTo(quiet, brisk)} a `
      + 'minute. The other side names no limit.',
    callsOf: (quiet: number, brisk: number, limit: number) =>
      `All lists together take ${fromTo(quiet, brisk)} a minute, of the ${numeral(limit)} that `
      + 'this key may make.',
    kept: (free: number) => `${plural(free, 'call stays', 'calls stay')} free for people, voids `
      + 'and withdrawals, and looks for labels, which write-back lives on, keep their own.',
    tooMany: (most: number) => `That is too many: looks may take ${numeral(most)}, so that `
      + 'releases and write-back have the rest.',
    asUsual: 'All as usual',
    apply: 'Look so from now on',
    applied: (version: number) => `Applied as version ${version} of the policy.`,
  },
  hookStates: {
    'not-heard': 'none heard yet', 'prompt': 'in time', 'late': 'late', 'missing': 'missing',
  },
  readsNext: (feed: string) => `at ${feed}`,
  hooks: 'Webhooks',
  lastHook: 'Last webhook',
  hooksInTime: (inTime: number, judged: number) => `${numeral(inTime)} of the last `
    + `${numeral(judged)} (${shareInWords(inTime, judged)}) came before Gatepass looked, or within `
    + '10 s.',
  noneJudged: 'Not enough news yet to say how soon they come.',
  lagNotKept: 'By how much each was late is not kept.',
  credentials: {
    title: 'Age of the credentials',
    named: {
      secret: (name: string) => `${name}:`,
      key: (name: string) => `key “${name}”:`,
    },
    since: { secret: 'as it is since', key: 'made' },
    noValue: 'has no value yet',
    used: 'last used',
    unused: 'never used',
    ends: 'ends',
  },
  sweep: 'Count of open orders',

  paused: 'Paused',
  pausedTag: 'paused',
  pausables: {
    releases: 'releases', withdrawals: 'taking orders back', voids: 'voiding labels',
    writes: 'telling and changing', looks: 'looking',
  },
  until: 'until',
  untilResumed: 'until somebody resumes it',
  since: 'since',

  test: 'Test now',
  testNamed: (name: string) => `Test now: ${name}`,
  testing: 'Testing …',
  isWell: 'It is well.',
  isNotWell: 'It is not well.',
  pause: 'Pause …',
  pauseNamed: (name: string) => `Pause ${name}`,
  pauseTitle: (name: string) => `Pause what goes to ${name}?`,
  pauseMeans: 'What was begun is finished. Orders wait and are not called late for it. Unless you '
    + 'pause looking, labels are still heard of.',
  why: 'Why',
  whyHint: 'for example: the printer is down',
  whyEmpty: 'Say why, so that others know when it may go on.',
  what: 'What to pause',
  everything: 'Everything that writes',
  howLong: 'For how long',
  lengths: {
    '': 'Until somebody resumes it', '15': '15 min', '60': '1 h', '240': '4 h', '1440': '1 day',
  },
  pauseNow: 'Pause now',
  back: 'Back',
  resume: 'Resume',
  resumeNamed: (name: string) => `Resume ${name}`,
  resumedWhy: 'resumed in the console',
  more: 'What was found out about this account',
  moreLooking: 'Looking it up …',
  noTraits: 'Nothing yet. Some things differ between accounts and are written down nowhere; this '
    + 'finds them out, with your consent to each step:',
  probeCommand: (name: string) => `npx gatepass probe ${name}`,
  traitHeads: { name: 'What', value: 'Value', evidence: 'Seen by', learnt: 'Found out' },
  holder: 'Worked by',
  holderNobody: 'nobody',
  holderGone: (who: string) => `nobody now; last by ${who}`,
  workers: {
    'this-process': (machine: string) => `this Gatepass (${machine})`,
    'this-machine': (machine: string) => `another Gatepass on this machine (${machine})`,
    'another-machine': (machine: string) => `Gatepass on another machine (${machine})`,
  },
};
