/** Before anything is asked: is it paused, would it harm many, are the facts fresh enough? */
import type { Action } from '../../model/decision.ts';
import type { Effect } from '../../model/dossier.ts';
import type { Instant } from '../../model/instant.ts';
import { later, latest } from '../../model/instant.ts';
import type { Reason } from '../../model/reasons.ts';
import type { Case } from '../case.ts';
import { lookAgain, raise, type Draft, type Rule } from '../draft.ts';

/** After all rules that wish: it takes wishes away and says why; it never adds one. */
export const safeguards: Rule = (at, draft) =>
  draft.actions.reduce((so, action) => {
    const objection = objectionTo(at, action);
    if (objection === null) return so;
    const waiting = waitOnPerson(
      unwish(so, action), action, objection.because, at.now, objection.isPatience);
    if (objection.isPatience) return lookAgain(waiting, later(at.now, 5_000));
    if (objection.because.is !== 'guarded') return waiting;
    // The ten minutes pass without anything being seen, so they have to be looked for.
    return raise(lookAgain(waiting, later(at.now, 60_000)), 'guard.tripped', {
      fault: `${action.connection}: ${objection.because.effect}`, since: at.says.arrivedAt,
      because: objection.because,
    });
  }, draft);

const unwish = (draft: Draft, action: Action): Draft => ({
  ...draft, actions: draft.actions.filter((one) => one !== action),
});

type Objection = { readonly because: Reason; readonly isPatience: boolean };

const objectionTo = (at: Case, action: Action): Objection | null => {
  const effect = effectOf(action);
  const pause = at.contact.paused.find((one) => one.effect === effect);
  if (pause !== undefined && !isTelling(action)) {
    return { because: { is: 'paused', by: pause.by, why: pause.why }, isPatience: false };
  }
  const { lately, openOrders } = at.contact;
  const { safeguards: bounds } = at.policy;
  const share = Math.max(1, Math.floor((openOrders * bounds.withdrawalsPercent) / 100));
  const most = openOrders < 20 ? bounds.withdrawals : Math.min(bounds.withdrawals, share);
  if (effect === 'withdraw' && lately.withdrawals >= most) {
    return { because: { is: 'guarded', effect, count: lately.withdrawals }, isPatience: false };
  }
  if (effect === 'void' && lately.voids >= bounds.voids) {
    return { because: { is: 'guarded', effect, count: lately.voids }, isPatience: false };
  }
  const seen = latest(at.contact.labelsThrough, at.contact.ordersThrough);
  const isFresh = seen !== null && at.now - seen <= bounds.freshness;
  return isIrreversible(action) && !isFresh
    ? { because: { is: 'stale', since: seen }, isPatience: true } : null;
};

const isTelling = (action: Action): boolean =>
  action.do === 'tell-warehouse' || action.do === 'tell-channel';

const isIrreversible = (action: Action): boolean =>
  action.do === 'void-label' || action.do === 'mark-as-shipped';

const effectOf = (action: Action): Effect => {
  switch (action.do) {
    case 'create-order':
    case 'unpark-order':
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
      return action satisfies never;
  }
};

/** The obligation that the wish was to meet now waits, and says on what. */
const waitOnPerson = (
  draft: Draft,
  action: Action,
  because: Reason,
  now: Instant,
  isPatience: boolean,
): Draft => {
  const kind = action.do === 'tell-warehouse' || action.do === 'tell-channel' ? action.do
    : action.do === 'void-label' ? 'leave' : 'release';
  const state = draft.obligations[kind];
  if (state?.is !== 'open') return draft;
  return {
    ...draft,
    obligations: {
      ...draft.obligations,
      [kind]: {
        ...state, waitsOn: isPatience ? 'gatepass' : 'person', because,
        // A person's pause is not late by itself; the limit starts again when it ends.
        limitAt: isPatience ? state.limitAt : null, since: state.since > now ? now : state.since,
      },
    },
  };
};
