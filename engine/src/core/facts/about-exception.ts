import type { Exception } from '../model/decision.ts';
import { closableCodes } from '../model/exception-handling.ts';
import type { Reason } from '../model/reasons.ts';
import { fingerprint } from './fingerprint.ts';

/**
 * What a person judged who closed an exception: its lines and what it rests on. When that grows
 * worse, or is another matter, the judgement has lapsed. How often something was tried since, and
 * the hour at which it grew late, are no other matter.
 */
export const aboutException = ({ code, fault, lines, because, since }: Exception): string =>
  fingerprint([
    code, fault, [...lines].toSorted(), evidenceOf(because),
    // Not all of these name their label; another one came at another time.
    code.startsWith('label.') ? since : null,
  ]);

const evidenceOf = (because: Reason): unknown => {
  switch (because.is) {
    case 'over-limit':
      return [because.is, because.then.is];
    case 'telling-failed':
      return [because.is, because.who];
    default:
      return because;
  }
};

/** Only where no other system could ever prove that it is settled. */
export const isClosable = ({ code, because }: Exception): boolean =>
  closableCodes.includes(code) ||
  // The parcel with the old address is at the bench; nobody but a person turns it round.
  (code === 'order.unchangeable' && because.is === 'amend-barred' && because.by === 'label');
