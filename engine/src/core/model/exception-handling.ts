/** How exceptions are handled, by what they are about: who closes them, hears of them, and when. */
import type { ExceptionCode, Owner, Severity } from './exceptions.ts';

/**
 * What no system can prove to be settled: whether a parcel was kept back, a cost accepted, a hand
 * was raised at the door. A named person closes these with a reason; all others close by proof.
 */
export const closableCodes: readonly ExceptionCode[] = [
  'label.before-gate', 'label.on-cancelled', 'label.duplicate', 'label.foreign',
  'label.mismatched', 'pick.short-labelled', 'pick.rest-awaited', 'order.unparked',
  'order.combined', 'order.marked-there', 'dispatch.incomplete', 'weight.default',
  'warehouse.wrong-clock', 'parcel.left-behind',
];

/** Whose word or work the exception is about: which connection to look at first. */
export type Side = 'warehouse' | 'shipstation' | 'channel';

export const sideOf = (code: ExceptionCode): Side => {
  const subject = code.slice(0, code.indexOf('.'));
  if (subject === 'channel' || subject === 'address') return 'channel';
  return ['label', 'order', 'release', 'guard', 'gatepass'].includes(subject)
    ? 'shipstation' : 'warehouse';
};

/** Who hears of it next when its owner lets the limit pass. */
export const escalatesTo: Readonly<Record<Owner, Owner | 'admin'>> = {
  'customer-service': 'lead', 'finance': 'lead', 'engineer': 'lead', 'lead': 'admin',
};

/** How soon a person should have looked, where no van and no promise says it: milliseconds. */
export const reactionTimes: Readonly<Record<Severity, number>> = {
  1: 15 * 60_000, 2: 30 * 60_000, 3: 60 * 60_000, 4: 24 * 3_600_000, 5: 72 * 3_600_000,
};
