import type { Later, Moment } from '../machine.ts';
import type { Account } from '../shipstation/account.ts';
import { makeReturnLabel } from '../shipstation/labels.ts';
import { markAsShipped } from '../shipstation/marks.ts';
import { voidLabel } from '../shipstation/voids.ts';

/**
 * ShipStation's screen, as the people at the desk use it: what the API offers as well, without
 * keys, limits or faults of the API.
 */
export type Screened = { readonly account: Account; readonly later: readonly Later[] };

export const voidOnScreen = (
  account: Account,
  shipmentId: number,
  now: Moment,
  seed: number,
): Screened => ({ account: voidLabel(account, shipmentId, now, seed).account, later: [] });

/** Null when the screen refuses it. */
export function markOnScreen(
  account: Account,
  body: string,
  now: Moment,
  seed: number,
): Screened | null {
  const marked = markAsShipped(account, body, now, seed);
  if (marked.answer.status !== 200) return null;
  return { account: marked.account, later: marked.later ?? [] };
}

/** A label for the way back, beside the one that goes out; null where there is none. */
export function returnOnScreen(
  account: Account,
  shipmentId: number,
  now: Moment,
  seed: number,
): { readonly account: Account; readonly shipmentId: number } | null {
  const made = makeReturnLabel(account, shipmentId, now, seed);
  return made === null ? null : { account: made.account, shipmentId: made.shipment.shipmentId };
}
