/** Before anything is asked: is it paused, would it harm many, are the facts fresh enough? */
import type { Action } from '../../model/decision.ts';
import { keyOnShelf } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import { earliest, later, latest } from '../../model/instant.ts';
import type { Reason } from '../../model/reasons.ts';
import { contentOf } from '../action-content.ts';
import type { Case } from '../case.ts';
import { effectOf } from '../effect.ts';
import { lookAgain, raise, type Draft, type Rule } from '../draft.ts';
import { holdBack } from '../hold-back.ts';

/** After all rules that wish: it takes wishes away and says why; it never adds one. */
export const safeguards: Rule = (at, draft) =>
  draft.actions.reduce((so, action) => {
    const objection = objectionTo(at, action);
    if (objection === null) return so;
    const waiting = holdBack(noted(so, action, objection.because), action, {
      because: objection.because, waitsOn: objection.isPatience ? 'gatepass' : 'person',
      now: at.now,
    });
    if (objection.isPatience) return lookAgain(waiting, later(at.now, 5_000));
    if (objection.because.is === 'paused') return lookAgain(waiting, objection.because.until);
    if (!isOfGuard(objection.because)) return waiting;
    // While nobody has made a plan of it, only time ends it, and that has to be looked for.
    const again = objection.isStanding === true ? null : later(at.now, 60_000);
    return raise(lookAgain(waiting, again), 'guard.tripped', {
      fault: `${action.connection}: ${objection.because.effect}`, since: at.says.arrivedAt,
      because: objection.because,
    });
  }, draft);

const isOfGuard = (because: Reason): because is Extract<
  Reason, { is: 'guarded' | 'guard-refused' }
> => because.is === 'guarded' || because.is === 'guard-refused';

/** What is withheld is remembered: whoever ends the pause wakes those orders. */
const noted = (draft: Draft, action: Action, because: Reason): Draft =>
  ({ ...draft, withheld: [...draft.withheld, { action, because: because.is }] });

/** What even the smallest shop takes back in ten minutes without anybody asking why. */
const fewWithdrawals = 10;

type Objection = {
  readonly because: Reason;
  readonly isPatience: boolean;
  /** A person ends it, and not time. */
  readonly isStanding?: boolean;
};

const objectionTo = (at: Case, action: Action): Objection | null => {
  const effect = effectOf(action.do);
  // Warehouse and channel are told over connections of their own, with pauses of their own.
  const pause = at.contacts[action.connection]?.paused.find((one) => one.effect === effect);
  if (pause !== undefined) {
    const { by, why, until } = pause;
    return { because: { is: 'paused', by, why, until }, isPatience: false };
  }
  const guard = effect === 'withdraw' || effect === 'void' ? guardOn(at, action, effect) : null;
  if (guard !== null) return guard;
  const seen = seenThrough(at, action);
  const isFresh = seen !== null && at.now - seen <= at.policy.safeguards.freshness;
  return isIrreversible(action) && !isFresh
    ? { because: { is: 'stale', since: seen }, isPatience: true } : null;
};

/** What a person said of exactly this wish comes first; then what stands stopped; then counting. */
const guardOn = (at: Case, action: Action, effect: 'withdraw' | 'void'): Objection | null => {
  const word = at.guardWords.find((one) => one.connection === action.connection &&
    one.do === action.do && one.about === action.about && one.content === contentOf(action));
  if (word?.is === 'approved') return null;
  if (word?.is === 'refused') {
    const { by, why } = word;
    return {
      because: { is: 'guard-refused', effect, by, why }, isPatience: false, isStanding: true,
    };
  }
  const stop = at.contacts[action.connection]?.stopped?.find((one) => one.effect === effect);
  if (stop !== undefined) {
    const { count } = stop;
    return { because: { is: 'guarded', effect, count }, isPatience: false, isStanding: true };
  }
  const { lately, openOrders } = at.contact;
  const { safeguards: bounds } = at.policy;
  // Of what was open when it began; a small shop's ordinary cancellations are no mass action.
  const share = Math.floor(((openOrders + lately.withdrawals) * bounds.withdrawalsPercent) / 100);
  const most = effect === 'void'
    ? bounds.voids : Math.min(bounds.withdrawals, Math.max(fewWithdrawals, share));
  const count = effect === 'void' ? lately.voids : lately.withdrawals;
  return count < most ? null : { because: { is: 'guarded', effect, count }, isPatience: false };
};

const isIrreversible = (action: Action): boolean =>
  action.do === 'void-label' || action.do === 'buy-label' ||
  // On our own shelf no look is wanted: what stands there is known.
  (action.do === 'mark-as-shipped' && keyOnShelf(action.order) === null);

/** A purchase turns on both: whether the order still waits, and whether it has its label. */
const seenThrough = ({ contact }: Case, action: Action): Instant | null => {
  const { labelsThrough, ordersThrough } = contact;
  if (action.do !== 'buy-label') return latest(labelsThrough, ordersThrough);
  return labelsThrough === null || ordersThrough === null
    ? null : earliest(labelsThrough, ordersThrough);
};
