import { doseShape, fault, upTo } from './fault.ts';
import type { Dose } from './fault.ts';

/** Faults of the notice to a Custom Store. */
export const customStoreFaults = {
  noticesTwice: fault<Dose>({
    shape: doseShape, none: 0,
    meaning: 'the next notices to a Custom Store come twice, with the same words (O 5.4)',
    storm: (level) => ({ share: upTo(0.1, level) }),
  }),
  noticesWithoutBody: fault<Dose>({
    shape: doseShape, none: 0,
    meaning: 'the next notices to a Custom Store have an empty body (O 5.4)',
    storm: (level) => ({ share: upTo(0.1, level) }),
  }),
} as const;
