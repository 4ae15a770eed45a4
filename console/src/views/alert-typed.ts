/** What was typed of an alert: to whom, and above which number of orders. */
import type { ViewAlertWish } from '../api/team-views.ts';

export type AlertTyped =
  | { readonly is: 'nobody' }
  | { readonly is: 'wish'; readonly wish: ViewAlertWish }
  /** Somebody, but no number that one can count up to. */
  | { readonly is: 'no-number' };

/** As the engine takes it. */
const most = 1_000_000;

export function alertTyped(to: string, above: string): AlertTyped {
  if (to === '') return { is: 'nobody' };
  const number = /^\d{1,7}$/.test(above) ? Number(above) : most + 1;
  return number > most ? { is: 'no-number' } : { is: 'wish', wish: { above: number, to } };
}
