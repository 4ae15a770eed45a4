import type { Effect, Operation } from '../model/dossier.ts';

/** What kind of effect an operation has, as people pause and the guard counts them. */
export const effectOf = (operation: Operation): Effect => {
  switch (operation) {
    case 'create-order':
    case 'unpark-order':
    case 'buy-label':
      return 'release';
    case 'withdraw-order':
      return 'withdraw';
    case 'void-label':
      return 'void';
    case 'amend-order':
    case 'park-order':
    case 'mark-as-shipped':
    case 'tell-warehouse':
    case 'tell-channel':
      return 'write';
    default:
      return operation satisfies never;
  }
};
