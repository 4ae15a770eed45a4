/** The filter of `/v1/orders` as the stand-in needs it: what the engine does in its database. */
import type { OrderSummary, OrderView, Stage } from '../src/api/client.ts';
import { ageOf } from '../src/time/durations.ts';

type Query = Readonly<Record<string, string>>;

/** Values at fault, which the view of one order does not carry by themselves. */
export const faults: Readonly<Record<string, string>> = {
  'service.unmapped': 'DPD-12X', 'pick.short': 'MUG-ENAMEL', 'warehouse.untold': 'leicester-wms',
  'order.refused': 'the store is closed',
};

/** Its id, as the page of exceptions names it. */
export const groupIdOf = (code: string): string => `grp_${code.replaceAll(/\W/g, '_')}`;

const stagesInOrder: readonly Stage[] = [
  'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation', 'labelled',
  'warehouse-told', 'channel-told', 'left-the-building',
];

/** As many as the cards of the connections say. */
const queuedThere: Readonly<Record<string, RegExp>> = {
  'shipstation-uk': /^ord_(in-shipstation_|ready-to-ship_dpd_0$)/,
  'leicester-wms': /^ord_allocated_none_[0-6]$/,
};

const unreadable = new Set(['limit', 'after', 'offset', 'sort']);

export function isListed(order: OrderView, query: Query, now: number): boolean {
  return Object.entries(query).every(([name, value]) => {
    if (unreadable.has(name)) return true;
    const test = tests[name];
    if (test === undefined) throw new Error(`the stand-in knows no filter ${name}`);
    return test(order, value, { query, now });
  });
}

type About = { readonly query: Query; readonly now: number };
type Test = (order: OrderView, value: string, about: About) => boolean;

const oneOf = (value: string, ...found: readonly (string | null)[]): boolean =>
  value.split(',').some((one) => found.includes(one));
const yesNo = (value: string, fact: boolean): boolean => (value === 'yes') === fact;

const exceptionsOf = (order: OrderView) => order.consignments.flatMap((one) => one.exceptions);
const obligationsOf = (order: OrderView) => order.consignments.flatMap((one) => one.obligations);

/** Since when an order waits; with `owes`, for that one thing. */
export function spellOf(order: OrderView, owes: string | undefined) {
  if (owes === undefined) return order.waiting;
  const open = obligationsOf(order).find((one) => one.kind === owes && one.state === 'open');
  return open?.since == null ? null : { since: open.since, limitAt: open.limitAt };
}

function ageNow(order: OrderView, { query, now }: About): string | null {
  const { owes } = query;
  const spell = spellOf(order, owes);
  if (order.held !== null && (owes === undefined || owes === 'label')) return null;
  return spell === null ? null : ageOf({ ...spell, isLate: false }, now) ?? 'in-time';
}

export const isOpen = (order: OrderView): boolean =>
  order.waitsOn !== null || obligationsOf(order).some(({ state }) => state === 'open');

const tests: Readonly<Record<string, Test>> = {
  id: (order, value) => oneOf(value, order.id),
  asked: (order, value) => yesNo(value, order.asked),
  orderNumber: (order, value) => order.orderNumber === value,
  stage: (order, value) => oneOf(value, order.stage),
  notStage: (order, value) => !oneOf(value, order.stage),
  age: (order, value, about) => oneOf(value, ageNow(order, about)),
  notAge: (order, value, about) => !oneOf(value, ageNow(order, about)),
  waitingOn: (order, value) => order.waitsOn === value,
  notWaitingOn: (order, value) => order.waitsOn !== value,
  owes: (order, value) => spellOf(order, value) !== null,
  disagrees: (order, value) => yesNo(value, order.disagrees),
  relabelled: (order, value) => yesNo(value, order.consignments.some(({ parcels }) =>
    parcels.some(({ state }) => state === 'voided')
    && parcels.some(({ state }) => state === 'label made'))),
  cancelledLate: (order, value) => yesNo(value, order.stage === 'cancelled'),
  held: (order, value) => yesNo(value, order.held !== null),
  blocked: (order, value) => yesNo(value, order.exception !== null),
  exception: (order, value) => order.exception === value,
  causeCode: (order, value) => exceptionsOf(order).some(({ code }) => code === value),
  causeFault: (order, value) => exceptionsOf(order).some(({ code }) => faults[code] === value),
  warehouse: (order, value) => oneOf(value, order.warehouse),
  notWarehouse: (order, value) => !oneOf(value, order.warehouse),
  notChannel: (order, value) => !oneOf(value, order.channel),
  channel: (order, value) => oneOf(value, order.channel),
  carrier: (order, value) => oneOf(value, order.carrier),
  notCarrier: (order, value) => !oneOf(value, order.carrier),
  carrierKnown: (order, value) => yesNo(value, order.carrier !== null),
  open: (order, value) => yesNo(value, isOpen(order)),
  service: (order, value) => oneOf(value, order.service),
  notService: (order, value) => !oneOf(value, order.service),
  owner: (order, value) => oneOf(value, order.owner),
  notOwner: (order, value) => !oneOf(value, order.owner),
  causeId: (order, value) => exceptionsOf(order).some(({ code }) => groupIdOf(code) === value),
  // Who stands in a stage came there, and went on from the one before it.
  entered: (order, value) => value === 'confirmed'
    ? obligationsOf(order).some(({ kind, state }) => kind === 'tell-warehouse' && state === 'met')
    : order.stage === value,
  left: (order, value) => stagesInOrder[stagesInOrder.indexOf(order.stage) - 1] === value,
  movedFrom: () => true,
  placedFrom: ({ placedAt }, value) =>
    placedAt !== null && Date.parse(placedAt) >= Date.parse(value),
  placedTo: ({ placedAt }, value) =>
    placedAt !== null && Date.parse(placedAt) < Date.parse(value),
  rightFirst: (order, value) => yesNo(value, exceptionsOf(order).length === 0),
  queuedFor: (order, value) => queuedThere[value]?.test(order.id) ?? false,
};

export const sorts: Readonly<Record<string, (one: OrderSummary, other: OrderSummary) => number>> = {
  changed: (one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt),
  waiting: (one, other) => waitOf(one) - waitOf(other),
  number: (one, other) => (one.orderNumber < other.orderNumber ? -1 : 1),
};

const waitOf = ({ waiting }: OrderSummary): number =>
  waiting === null ? Number.POSITIVE_INFINITY : Date.parse(waiting.since);
