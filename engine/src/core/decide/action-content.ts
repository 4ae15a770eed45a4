import { fingerprint } from '../facts/fingerprint.ts';
import type { Action } from '../model/decision.ts';

/**
 * What a wish would send, as a short text: kept with the attempt, so that a refusal stands until
 * something else would be sent, and an equal wish keeps its place in the queue.
 */
export const contentOf = (action: Action): string => {
  switch (action.do) {
    case 'create-order':
    case 'amend-order':
      return fingerprint(action.release);
    case 'withdraw-order':
    case 'park-order':
    case 'unpark-order':
      return action.order;
    case 'mark-as-shipped':
      return fingerprint([action.carrier, action.trackingNumber]);
    case 'buy-label': {
      // The next van and the carrier's word for today do not make it another label.
      const { collectedAt: _, ...bought } = action.content;
      return fingerprint(bought);
    }
    case 'void-label':
      return action.label;
    case 'tell-warehouse':
    case 'tell-channel':
      return fingerprint(action.message);
    default:
      return action satisfies never;
  }
};

/** Fingerprint of the address that a wish would send; null for wishes that send none. */
export const addressOf = (action: Action): string | null =>
  action.do === 'create-order' || action.do === 'amend-order'
    ? fingerprint(action.release.shipTo) : null;
