import type { Account } from '../account.ts';

/**
 * What became of something that a person did on ShipStation's screen. The API has no call for
 * it; whoever reads the API sees only changed orders (shipstation.md 2, 3.12).
 */
export type Acted =
  | { readonly is: 'done'; readonly account: Account; readonly orderIds: readonly number[] }
  | { readonly is: 'refused'; readonly why: string };

export const refusedBecause = (why: string): Acted => ({ is: 'refused', why });
