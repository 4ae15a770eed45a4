/** Causes of the stand-in: counted from its orders, with what people do about them. */
import type { OrderView } from '../src/api/client.ts';
import type {
  Cause, CauseCounts, CauseDetail, CauseWhy, ExceptionItem,
} from '../src/api/causes.ts';
import { faults, groupIdOf } from './stand-in-filter.ts';

export type Held = {
  readonly order: OrderView;
  readonly exception: OrderView['consignments'][number]['exceptions'][number];
  /** Of one order: the same code stands on many. */
  readonly id: string;
  readonly group: string;
};

export type Kept = {
  assignedTo: string | null; acknowledgedBy: string | null;
  waiting: Cause['waiting']; history: CauseDetail['history'][number][];
};

export const heldIn = (orders: readonly OrderView[]): readonly Held[] => orders.flatMap((order) =>
  order.consignments.flatMap(({ exceptions }) => exceptions.map((exception): Held => ({
    order, exception, id: `exc_${order.id.replaceAll(/\W/g, '_')}`,
    group: groupIdOf(exception.code),
  }))));

const act = (name: string, words: string, path: string): Cause['actions'][number] => ({
  action: name, words, means: words, method: 'POST', path, body: {}, asks: [], optional: ['why'],
  needs: 'work-exceptions', roles: ['lead'], isAllowed: true,
});

export function causeOf(held: readonly Held[], kept: Kept, now: number): Cause {
  const [first] = held;
  if (first === undefined) throw new Error('a cause of the stand-in has an order at least');
  const { exception, group } = first;
  const since = held.map((one) => one.exception.since).toSorted()[0] ?? exception.since;
  const stages = Map.groupBy(held, ({ order }) => order.stage);
  const isLate = now - Date.parse(since) > 3_600_000;
  return {
    id: group, code: exception.code, title: exception.title || exception.code,
    fault: faults[exception.code] ?? '', severity: exception.severity, owner: exception.owner,
    assignedTo: kept.assignedTo, count: held.length, orders: held.length,
    stages: [...stages].map(([stage, orders]) => ({ stage, orders: orders.length })),
    collection: exception.severity > 2 ? null : {
      at: '2026-11-22T16:30:00Z', warehouse: 'leicester', carrier: null, orders: held.length,
    },
    firstSeenAt: since, since, sentence: exception.sentence, handbook: exception.handbook,
    state: kept.waiting !== null ? 'waiting' : kept.acknowledgedBy !== null ? 'acknowledged'
      : exception.code === 'warehouse.untold' ? 'returned' : 'new',
    limitAt: '2026-11-22T14:00:00Z', isOverLimit: isLate, escalatesTo: 'admin',
    acknowledgedBy: kept.acknowledgedBy, waiting: kept.waiting,
    returnedAt: exception.code === 'warehouse.untold' ? since : null, connection: 'leicester-wms',
    lastClosedAt: null,
    actions: [act('acknowledge', 'I have seen it', `/v1/exceptions/groups/${group}/acknowledge`)],
  };
}

export const detailOf = (cause: Cause, kept: Kept): CauseDetail =>
  ({ ...cause, evidence: [], alerts: [], history: kept.history });

export const onList = (cause: Cause, list: string): boolean => {
  switch (list) {
    case 'mine':
      return cause.state !== 'waiting' && cause.assignedTo === 'Asha';
    case 'unowned':
      return cause.state !== 'waiting' && cause.assignedTo === null;
    case 'waiting':
      return cause.state === 'waiting';
    case 'closed':
      return false;
    default:
      return true;
  }
};

export const countsOf = (causes: readonly Cause[]): CauseCounts => {
  const count = (list: string) => {
    const found = causes.filter((cause) => onList(cause, list));
    return { causes: found.length, orders: found.reduce((sum, { orders }) => sum + orders, 0) };
  };
  return {
    mine: count('mine'), unowned: count('unowned'), all: count('all'), waiting: count('waiting'),
    closed: { causes: 0, orders: 0 },
  };
};

export const itemOf = ({ order, exception, id, group }: Held): ExceptionItem => ({
  ...exception, id, actions: exception.actions,
  order: { id: order.id, orderNumber: order.orderNumber, disagrees: order.disagrees },
  state: 'new', limitAt: null,
  isOverLimit: false, escalatesTo: 'admin', acknowledgedBy: null, waiting: null, returnedAt: null,
  connection: 'leicester-wms', fault: faults[exception.code] ?? '', group,
  consignment: order.consignments[0]?.id ?? '', warehouse: order.warehouse, channel: order.channel,
  openedAt: exception.since, closed: null,
});

export const dpdBy12 = { carrier: 'dpd', service: 'dpd_by_12', package: 'package' } as const;

export function whyOf(cause: Cause, first: Held): CauseWhy {
  const order = { id: first.order.id, orderNumber: first.order.orderNumber };
  const isUnmapped = cause.code === 'service.unmapped';
  const went = '24 of 24 older orders with “DPD-12” went as dpd / dpd_by_12 / package.';
  return {
    means: cause.severity === 2
      ? 'They are held: no label is made for them, so they cannot go.'
      : 'Their labels are made, but somebody has not been told, so others go by what is not true.',
    sentence: first.exception.sentence, lines: [...first.exception.lines],
    lastClosed: cause.state !== 'returned' ? null
      : 'It closed at 14:10 on 20 Nov by proof, after mia had applied version 13 of the policy.',
    because: [
      { sentence: 'The warehouse leicester said at 13:02 that consignment LE-412345 is packed'
        + `${isUnmapped ? ' and goes by “DPD-12X”' : ''} (revision 7).`,
      at: '2026-11-22T13:02:00Z', order, policyVersion: null },
      ...(isUnmapped ? [
        { sentence: 'Version 14 of the policy, in force since 09:12 on 20 Nov by mia, has no row '
          + 'for the service “DPD-12X”.', at: null, order: null, policyVersion: 14 },
        { sentence: went, at: null, order: null, policyVersion: null },
      ] : []),
    ],
    suggestions: !isUnmapped ? [] : [
      { sentence: 'Map “DPD-12X” to dpd / dpd_by_12 / package.', mapping: dpdBy12, like: 'DPD-12',
        score: 0.89, isSure: true, evidence: went },
      { sentence: 'Map “DPD-12X” to dpd / dpd_by_10 / package.',
        mapping: { ...dpdBy12, service: 'dpd_by_10' }, like: 'DPD-10', score: 0.37, isSure: false,
        evidence: '11 of 11 older orders with “DPD-10” went as dpd / dpd_by_10 / package.' },
    ],
  };
}
