/** The first page of the stand-in: its numbers are counted from its orders by the same filter. */
import type { Flow, OrderView, Stage } from '../src/api/client.ts';
import { exceptionInWords } from '../src/words/exception-code.ts';
import { faults, isListed, spellOf } from './stand-in-filter.ts';

const stages: readonly Stage[] = [
  'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation', 'labelled',
  'warehouse-told', 'channel-told', 'left-the-building',
];
const hour = 3_600_000;
const today = '2026-11-22T00:00:00Z';
const toGo = 'ready-to-ship,in-shipstation';
type List = Readonly<Record<string, string>>;

export function flowOf(
  all: readonly OrderView[], warehouse: string | null, now: number, isSilent: boolean,
): Flow {
  const here: List = warehouse === null ? {} : { warehouse };
  const of = (list: List) => all.filter((order) => isListed(order, list, now));
  const count = (list: List) => of(list).length;
  const oldest = (list: List): string | null => of(list)
    .flatMap((order) => spellOf(order, list['owes'])?.since ?? [])
    .toSorted()[0] ?? null;
  const instant = (at: number) => new Date(at).toISOString();

  const need = (is: Flow['needsYou'][number]['is'], part: List): Flow['needsYou'][number] => {
    const list = { ...here, ...part, open: 'yes' };
    const lateList = { ...list, age: 'late,very-late' };
    return { is, count: count(list), late: count(lateList), oldestSince: oldest(list), list,
      lateList };
  };
  const van = (carrier: string, at: string, pace: number | null): Flow['vans'][number] => {
    const labelledList = { warehouse: 'leicester', carrier, open: 'yes', owes: 'leave' };
    const ready = { warehouse: 'leicester', open: 'yes', stage: toGo, held: 'no' };
    const toGoList = { ...ready, carrier, notWaitingOn: 'person' };
    const blockedList = { ...ready, carrier, waitingOn: 'person' };
    const unknown = { ...ready, carrierKnown: 'no', waitingOn: 'person' };
    const left = count(toGoList);
    return {
      warehouse: 'leicester', carrier, collectedAt: at, labelled: count(labelledList), toGo: left,
      blocked: count(blockedList), perHour: pace, labelledList, toGoList, blockedList,
      anyCarrier: carrier === 'dpd' ? { orders: count(unknown), list: unknown } : null,
      willMiss: pace === null
        ? null : Math.max(0, left - Math.floor((pace * (Date.parse(at) - now)) / hour)),
    };
  };

  const moved = (how: 'entered' | 'left', stage: string): List =>
    ({ ...here, [how]: stage, movedFrom: instant(now - hour) });
  const confirmedList = { ...here, entered: 'confirmed', movedFrom: today };
  const channelToldList = { ...confirmedList, entered: 'channel-told' };

  return {
    at: instant(now),
    timeZone: 'Europe/London',
    troubles: isSilent ? troublesOf(here, count) : [],
    unheardAlerts: isSilent ? [unheard] : [],
    needsYou: [
      need('disagree', { disagrees: 'yes' }), need('ready-unlabelled', { stage: toGo, held: 'no' }),
      need('warehouse-untold', { owes: 'tell-warehouse' }),
      need('channel-untold', { owes: 'tell-channel' }),
    ],
    questions: { orders: count({ ...here, asked: 'yes' }), list: { ...here, asked: 'yes' } },
    held: heldIn(of({ ...here, held: 'yes' }), here),
    stages: stages.map((stage) => {
      const list = { ...here, stage, open: 'yes' };
      const aged = (age: string) => count({ ...list, age });
      return {
        stage, total: count(list), oldestSince: oldest(list), list,
        ages: { inTime: aged('in-time'), dueSoon: aged('due-soon'), late: aged('late'),
          veryLate: aged('very-late') },
        held: count({ ...list, held: 'yes' }),
        inLastHour: count(moved('entered', stage)), outLastHour: count(moved('left', stage)),
        inList: moved('entered', stage), outList: moved('left', stage),
        blocked: count({ ...list, blocked: 'yes' }),
      };
    }),
    vans: all.length === 0 || warehouse === 'glasgow' ? []
      : [van('dpd', '2026-11-22T16:30:00Z', 4), van('royal_mail', '2026-11-22T17:15:00Z', null)],
    causes: causesOf(all, here, now),
    today: {
      since: today, confirmed: count(confirmedList),
      rightFirstTime: count({ ...confirmedList, rightFirst: 'yes' }),
      channelTold: count(channelToldList), confirmedList, channelToldList,
      notRightList: { ...confirmedList, rightFirst: 'no' },
      medianMilliseconds: all.length === 0 ? null : 17 * 60_000,
    },
    hours: all.length === 0 ? [] : hoursOf(now),
    paceLimitMilliseconds: 37 * 60_000,
    marks: all.length === 0 ? [] : [
      {
        at: '2026-11-22T13:02:00Z', until: null, is: 'policy',
        sentence: 'Policy version 14 applied by mia.',
      },
      {
        at: '2026-11-22T11:02:00Z', until: '2026-11-22T11:50:00Z', is: 'limit-reached',
        sentence: 'shipstation-uk had no calls left, 3 times.',
      },
      {
        at: '2026-11-22T09:40:00Z', until: null, is: 'silent',
        sentence: 'leicester-wms stopped answering.',
      },
    ],
  };
}

const unheard: Flow['unheardAlerts'][number] = {
  name: 'lead', host: 'hooks.shop.example', from: 3, warehouses: null, lastHeardAt: null,
  failing: { since: '2026-11-22T13:40:00Z', words: 'hooks.shop.example answered 503.' },
  waiting: 1,
  sentence: 'Alerts have not reached lead since 13:40. hooks.shop.example answered 503.',
};

function heldIn(orders: readonly OrderView[], here: List): Flow['held'] {
  const ends = orders.flatMap(({ held }) => held?.until ?? []).toSorted();
  return { orders: orders.length, nextEndsAt: ends[0] ?? null, list: { ...here, held: 'yes' } };
}

/** ShipStation silent since 14:09, a warehouse that is tripped over, and a shop that is paused. */
function troublesOf(here: List, count: (list: List) => number): Flow['troubles'] {
  const label = { ...here, stage: toGo, blocked: 'no', held: 'no', open: 'yes' };
  const told = { ...here, owes: 'tell-channel', open: 'yes', channel: 'shopify-uk,amazon-uk' };
  const toldThere = { ...here, owes: 'tell-warehouse', open: 'yes', warehouse: 'leicester' };
  return [
    {
      connection: 'shipstation-uk', party: 'shipstation', is: 'silent', sentence: '',
      since: '2026-11-22T14:09:20Z', until: null, by: null, why: null, what: [], feeds: [],
      waiting: [{ what: 'label', orders: count(label), list: label }],
    },
    {
      connection: 'leicester-wms', party: 'warehouse', is: 'tripped', sentence: '',
      since: '2026-11-22T14:20:40Z', until: null, by: null,
      why: "Cannot read properties of undefined (reading 'carrier')", what: ['writes'],
      feeds: ['consignments'],
      waiting: [{ what: 'warehouse-told', orders: count(toldThere), list: toldThere }],
    },
    {
      connection: 'shop-uk', party: 'channel', is: 'paused', sentence: '',
      since: '2026-11-22T13:00:00Z', until: '2026-11-22T15:00:00Z', by: 'nina',
      why: 'the shop moves to a new server', what: ['writes'], feeds: [],
      waiting: [{ what: 'channel-told', orders: count(told), list: told }],
    },
  ];
}

function causesOf(all: readonly OrderView[], here: List, now: number): Flow['causes'] {
  const open = all.filter((order) => isListed(order, here, now))
    .flatMap((order) => order.consignments.flatMap((one) => one.exceptions));
  return [...Map.groupBy(open, ({ code }) => code)].flatMap(([code, exceptions]) => {
    const [first] = exceptions;
    if (first === undefined) return [];
    const list = { ...here, causeCode: code, causeFault: faults[code] ?? '' };
    return [{
      code, fault: faults[code] ?? '', title: first.title || exceptionInWords(code),
      sentence: first.sentence, severity: first.severity, orders: exceptions.length,
      oldestSince: exceptions.map(({ since }) => since).toSorted()[0] ?? first.since, list,
    }];
  }).toSorted((one, other) => other.orders - one.orders);
}

/** A night without orders, and a bad hour in the morning. */
function hoursOf(now: number): Flow['hours'] {
  const from = now - 24 * hour;
  const medians = [
    16, 15, 18, 22, 19, 17, 14, 0, 0, 0, 0, 0, 0, 0, 0, 12, 14, 15, 19, 48, 31, 18, 17, 17,
  ];
  return medians.flatMap((median, index) => median === 0 ? [] : [{
    from: new Date(from + index * hour).toISOString(), count: 40 + index * 3,
    medianMilliseconds: median * 60_000, slowest5Milliseconds: median * 3 * 60_000,
  }]);
}
