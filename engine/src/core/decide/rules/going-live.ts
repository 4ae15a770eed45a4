/** In shadow mode nothing is written, and before its step of going live nothing is released. */
import type { Action } from '../../model/decision.ts';
import type { Reason } from '../../model/reasons.ts';
import type { Case } from '../case.ts';
import { holdBack } from '../hold-back.ts';
import { letThrough } from '../let-through.ts';
import type { Rule } from '../draft.ts';

/** After all rules that wish: it takes wishes away and says what would have been done. */
export const goingLive: Rule = (at, draft) =>
  draft.actions.reduce((so, action) => {
    const { policy, warehouse, goingLive: plan, facts, now } = at;
    const passage = letThrough(
      { policy, warehouse, goingLive: plan, consignment: facts.id }, action);
    switch (passage) {
      case 'may-go':
        return so;
      case 'shadow':
        return holdBack(so, action, { because: wouldHave(at, action), waitsOn: 'person', now });
      case 'next-step':
        return holdBack(so, action, { because: { is: 'next-step' }, waitsOn: 'person', now });
      default:
        return passage satisfies never;
    }
  }, draft);

const wouldHave = (at: Case, action: Action): Reason => ({
  is: 'shadow',
  would: action.do,
  units: 'release' in action
    ? action.release.lines.reduce((sum, one) => sum + one.quantity, 0) : 0,
  number: 'order' in action
    ? (at.facts.orders[action.order]?.order.number ?? at.dossier.orderNumber)
    : 'label' in action
    ? (at.facts.labels[action.label]?.label.trackingNumber ?? at.dossier.orderNumber)
    : at.dossier.orderNumber,
});
