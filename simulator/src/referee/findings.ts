import type { Moment } from '../machine.ts';

/** Everything that the referee can find. Titles are for people; a finding adds its sentence. */
export const findingTitles = {
  'released-before-gate': 'Stood in ShipStation before the floor had confirmed it',
  'label-before-pick': 'A label on units that nobody had packed',
  'label-on-cancelled': 'A label on a cancelled order',
  'label-duplicate': 'More labels than parcels',
  'order-duplicate': 'The same goods stand in ShipStation twice',
  'rate-exceeded': 'Calls over the limit',
  'call-forbidden': 'A call that must never be made',
  'warehouse-not-told': 'The warehouse was never told of a label',
  'warehouse-told-late': 'The warehouse was told of a label too late',
  'channel-not-told': 'The channel was never told of a label',
  'channel-told-late': 'The channel was told of a label too late',
  'warehouse-dead-number': 'The warehouse was left with a dead tracking number',
  'channel-dead-number': 'The channel was left with a dead tracking number',
  'told-twice': 'The same was told in two messages',
  'told-differently': 'The same parcel was told twice with other content',
  'told-wrong-order': 'A tracking number was told under another order',
  'told-unknown-number': 'A tracking number was told that no label has',
  'message-conflicting': 'One message id came with two contents',
  'message-unreadable': 'A message that its receiver cannot read',
  'message-unsigned': 'A message with a bad signature',
  'released-out-of-sequence': 'Released after orders that should have come later',
  'never-released': 'Ready, and never in ShipStation',
  'gone-but-open': 'The goods left, and somebody still waits for them',
  'cancelled-but-open': 'Cancelled, and still to be labelled',
  'cancelled-but-labelled': 'Cancelled, and its label still stands',
  'cancelled-but-gone': 'Cancelled, and yet the goods left',
  'nobody-knows': 'A mistake at the desk that nobody was told of',
} as const;

export type FindingCode = keyof typeof findingTitles;

export type Finding = {
  readonly code: FindingCode;
  readonly at: Moment;
  readonly orderNumber: string | null;
  readonly sentence: string;
  /** Since when people could know of it by an exception that the program shows. */
  readonly knownAt: Moment | null;
};

/** Found, before it is known whether somebody knows of it. */
export type Found = Omit<Finding, 'knownAt'> & {
  /**
   * Whether telling people in time makes it good. A loop may stay open if somebody knows; money
   * spent or a parcel gone is not undone by knowing.
   */
  readonly isExcusable: boolean;
};

export const time = (at: Moment): string => new Date(at).toISOString().slice(11, 19);

export const span = (ms: number): string => {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
};

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
