/** Puts the numbers of the first page together; each comes with the list that it counts. */
import { explainReason } from '../core/explain/reason.ts';
import { stages, type Stage } from '../core/model/decision.ts';
import { exceptionCodes, isExceptionCode } from '../core/model/exceptions.ts';
import { instant, renderInstant, type Instant } from '../core/model/instant.ts';
import type { Reason } from '../core/model/reasons.ts';
import { firstVan } from '../core/policy/calendar.ts';
import type { Limits } from '../core/policy/limits.ts';
import { limitsFor, type Policy } from '../core/policy/policy.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import type { Tx } from '../store/database.ts';
import {
  countCauses, countForVan, countHeld, countLabelled, countStages, countSteps, countWithLate,
  paceByHour, sumDay,
} from '../store/flow.ts';
import type { Age } from '../store/order-filter.ts';
import { readPolicy } from '../store/policies.ts';
import { countOrders } from '../store/reading.ts';
import { viewAddresses } from './alerts.ts';
import { flowMarks } from './flow-marks.ts';
import { filterFrom, orderQueryShape, type OrderAddress } from './order-query.ts';
import type { Flow } from './shapes/flow.ts';
import { viewTroubles } from './troubles.ts';

const hour = 3_600_000;
/** Fewer labels in half an hour than this give no pace worth telling. */
const enough = 10;
/** A page shows the next few vans, not the whole week. */
const mostVans = 8;
const mostCauses = 6;

const unlabelled: readonly Stage[] = ['ready-to-ship', 'in-shipstation'];
const time = (at: number): string => renderInstant(instant(at));
const timeOrNone = (at: number | null): string | null => (at === null ? null : time(at));

export const viewFlow = async (
  tx: Tx,
  surroundings: Pick<Surroundings, 'connectors' | 'now' | 'limitNow' | 'unseal'>,
  warehouse: string | null,
): Promise<Flow> => {
  const now = surroundings.now();
  const policy = await readPolicy(tx);
  const timeZone = zoneOf(policy, warehouse);
  const since = startOfDay(timeZone, now);
  const here: OrderAddress = warehouse === null ? {} : { warehouse };
  const day = await sumDay(tx, warehouse, since);
  const from = now - 24 * hour;
  return {
    at: time(now),
    timeZone,
    troubles: await viewTroubles(tx, surroundings, policy, { warehouse, timeZone }),
    unheardAlerts: policy.alerts === undefined ? []
      : (await viewAddresses(tx, surroundings)).filter((one) => one.failing !== null),
    needsYou: await viewNeeds(tx, here, now),
    questions: await viewQuestions(tx, here, now),
    held: await viewHeld(tx, here, now),
    stages: await viewStages(tx, { warehouse, here, now }),
    vans: await viewVans(tx, policy, warehouse, now),
    causes: await viewCauses(tx, { warehouse, here, timeZone, now }),
    today: {
      since: time(since), confirmed: day.confirmed, rightFirstTime: day.rightFirstTime,
      channelTold: day.channelTold, ...listsOfDay(here, since),
      medianMilliseconds: day.median === null ? null : Math.round(day.median),
    },
    hours: (await paceByHour(tx, warehouse, from)).map((one) => ({
      from: time(from + one.hour * hour), count: one.count,
      medianMilliseconds: Math.round(one.median), slowest5Milliseconds: Math.round(one.slowest5),
    })),
    paceLimitMilliseconds: paceLimit(policy, warehouse),
    marks: await flowMarks(tx, { from, now }),
  };
};

/** Where the warehouses that are counted differ, no one line would be true of all orders. */
const paceLimit = (policy: Policy, warehouse: string | null): number | null => {
  const counted = warehouse === null ? Object.keys(policy.warehouses) : [warehouse];
  const [first, ...others] = counted.map((name) => paceOf(limitsFor(policy, name)));
  return first === undefined || others.some((one) => one !== first) ? null : first;
};

/** From the open gate over release and label to the warehouse that is told. */
const paceOf = ({ readyToRelease, releaseToLabel, labelToWarehouse }: Limits): number =>
  readyToRelease + releaseToLabel + labelToWarehouse;

const zoneOf = ({ warehouses }: Policy, warehouse: string | null): string => {
  const first = Object.entries(warehouses)
    .find(([name]) => warehouse === null || name === warehouse);
  return first?.[1].timeZone ?? 'UTC';
};

const startOfDay = (timeZone: string, now: Instant): number =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
    .startOfDay().epochMilliseconds;

const needs = [
  { is: 'disagree', list: { disagrees: 'yes', open: 'yes' } },
  { is: 'ready-unlabelled', list: { stage: unlabelled.join(','), open: 'yes', held: 'no' } },
  { is: 'warehouse-untold', list: { owes: 'tell-warehouse', open: 'yes' } },
  { is: 'channel-untold', list: { owes: 'tell-channel', open: 'yes' } },
] as const satisfies readonly { is: Flow['needsYou'][number]['is']; list: OrderAddress }[];

export const viewNeeds = async (
  tx: Tx,
  here: OrderAddress,
  now: number,
): Promise<Flow['needsYou']> => {
  const views: Flow['needsYou'] = [];
  for (const one of needs) {
    const list = { ...here, ...one.list };
    const lateList = { ...list, age: 'late,very-late' };
    // By the very address that is given out, so that the list cannot differ.
    const { total, late, oldest } = await countWithLate(
      tx, filterFrom(orderQueryShape.parse(list)), now);
    views.push({
      is: one.is, count: total, late, oldestSince: timeOrNone(oldest), list, lateList,
    });
  }
  return views;
};

/** As many as the list has orders: one of them may have been asked about more than once. */
const viewQuestions = async (
  tx: Tx,
  here: OrderAddress,
  now: number,
): Promise<Flow['questions']> => {
  const list = { ...here, asked: 'yes' };
  return { orders: await countOf(tx, list, now), list };
};

const viewHeld = async (tx: Tx, here: OrderAddress, now: number): Promise<Flow['held']> => {
  const list = { ...here, held: 'yes' };
  const { total, nextEnd } = await countHeld(tx, filterFrom(orderQueryShape.parse(list)), now);
  return { orders: total, nextEndsAt: timeOrNone(nextEnd), list };
};

const viewStages = async (
  tx: Tx,
  { warehouse, here, now }: { warehouse: string | null; here: OrderAddress; now: Instant },
): Promise<Flow['stages']> => {
  const filter = filterFrom(orderQueryShape.parse(here));
  const counts = await countStages(tx, filter, now);
  const movedFrom = time(now - hour);
  const steps = await countSteps(tx, warehouse, now - hour);
  return stages.filter((one) => one !== 'cancelled').map((stage) => {
    const of = counts.filter((one) => one.stage === stage);
    const sum = (age?: Age | null): number => of
      .filter((one) => age === undefined || one.age === age)
      .reduce((total, one) => total + one.count, 0);
    const step = steps.find((one) => one.stage === stage);
    const oldest = of.flatMap((one) => (one.age === null ? [] : one.oldestSince ?? []));
    return {
      stage,
      ages: {
        inTime: sum('in-time'), dueSoon: sum('due-soon'), late: sum('late'),
        veryLate: sum('very-late'),
      },
      held: sum(null),
      total: sum(),
      oldestSince: oldest.length === 0 ? null : time(Math.min(...oldest)),
      inLastHour: step?.in ?? 0,
      outLastHour: step?.out ?? 0,
      blocked: of.reduce((total, one) => total + one.blocked, 0),
      list: { ...here, stage, open: 'yes' },
      inList: { ...here, entered: stage, movedFrom },
      outList: { ...here, left: stage, movedFrom },
    };
  });
};

const listsOfDay = (here: OrderAddress, since: number) => {
  const confirmedList = { ...here, entered: 'confirmed', movedFrom: time(since) };
  return {
    confirmedList,
    notRightList: { ...confirmedList, rightFirst: 'no' },
    channelToldList: { ...confirmedList, entered: 'channel-told' },
  };
};

const viewVans = async (
  tx: Tx,
  policy: Policy,
  warehouse: string | null,
  now: Instant,
): Promise<Flow['vans']> => {
  const next = Object.entries(policy.warehouses)
    .filter(([name]) => warehouse === null || name === warehouse)
    .flatMap(([name, place]) =>
      [...new Set(place.collections.map((one) => one.carrier))].flatMap((carrier) => {
        const van = firstVan(place, carrier, now);
        return van === null ? [] : [{ ...van, warehouse: name }];
      }))
    .toSorted((one, other) => one.at - other.at)
    .map((van, index, all) => ({
      ...van, isFirst: all.findIndex((one) => one.warehouse === van.warehouse) === index,
    }))
    .slice(0, mostVans);
  const views: Flow['vans'] = [];
  for (const van of next) {
    const { toGo, blocked, labelled } = await countForVan(tx, van, unlabelled, now);
    const lately = await countLabelled(tx, van, now - hour / 2);
    const perHour = lately < enough ? null : lately * 2;
    const here = { warehouse: van.warehouse, open: 'yes' };
    const of = { ...here, carrier: van.carrier };
    const ready = { stage: unlabelled.join(','), held: 'no' };
    const unknown = { ...here, carrierKnown: 'no', ...ready, waitingOn: 'person' };
    views.push({
      warehouse: van.warehouse, carrier: van.carrier, collectedAt: time(van.at), labelled, toGo,
      blocked, perHour,
      willMiss: perHour === null
        ? null : Math.max(0, toGo - Math.floor((perHour * (van.at - now)) / hour)),
      labelledList: { ...of, owes: 'leave' },
      toGoList: { ...of, ...ready, notWaitingOn: 'person' },
      blockedList: { ...of, ...ready, waitingOn: 'person' },
      // Any van may be theirs: told once, with the one that comes first.
      anyCarrier: van.isFirst ? { orders: await countOf(tx, unknown, now), list: unknown } : null,
    });
  }
  return views;
};

const countOf = async (tx: Tx, list: OrderAddress, now: number): Promise<number> =>
  (await countOrders(tx, filterFrom(orderQueryShape.parse(list)), now)).total;

const viewCauses = async (
  tx: Tx,
  about: { warehouse: string | null; here: OrderAddress; timeZone: string; now: Instant },
): Promise<Flow['causes']> => {
  const rows = await countCauses(tx, about.warehouse, mostCauses);
  return rows.map((row) => ({
    code: row.code, fault: row.fault,
    title: isExceptionCode(row.code) ? exceptionCodes[row.code].title : row.code,
    // Written by the decision from this type.
    sentence: explainReason(row.because as Reason, about),
    severity: row.severity, orders: row.orders, oldestSince: time(row.oldestSince),
    list: { ...about.here, causeCode: row.code, causeFault: row.fault },
  }));
};
