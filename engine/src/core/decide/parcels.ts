import { askedFor, labelOfParcel } from '../facts/parcels.ts';
import type { Case } from './case.ts';

/** A bench has asked for a label of this consignment and does not have it yet. */
export const isBenchWaiting = (at: Case): boolean =>
  at.warehouse?.labels === 'on-demand' && at.snapshot.parcels.some(({ reference }) =>
    askedFor(at, reference) !== null && labelOfParcel(at, reference) === null);
