import type { Action, ObligationKind, Party } from '../model/decision.ts';
import type { Instant } from '../model/instant.ts';
import type { Reason } from '../model/reasons.ts';
import type { Draft } from './draft.ts';

/** Takes a wish away; the obligation that it was to meet now waits, and says on what. */
export const holdBack = (
  draft: Draft,
  action: Action,
  { because, waitsOn, now }: {
    readonly because: Reason;
    /** On a person it is not late by itself; the limit starts again when the wait ends. */
    readonly waitsOn: Extract<Party, 'gatepass' | 'person'>;
    readonly now: Instant;
  },
): Draft => {
  const actions = draft.actions.filter((one) => one !== action);
  const kind = obligationOf(action.do);
  const state = draft.obligations[kind];
  if (state?.is !== 'open') return { ...draft, actions };
  return {
    ...draft,
    actions,
    obligations: {
      ...draft.obligations,
      [kind]: {
        ...state, waitsOn, because,
        limitAt: waitsOn === 'gatepass' ? state.limitAt : null,
        since: state.since > now ? now : state.since,
      },
    },
  };
};

const obligationOf = (operation: Action['do']): ObligationKind => {
  switch (operation) {
    case 'tell-warehouse':
    case 'tell-channel':
      return operation;
    case 'void-label':
      return 'leave';
    case 'buy-label':
      return 'label';
    case 'create-order':
    case 'amend-order':
    case 'withdraw-order':
    case 'park-order':
    case 'unpark-order':
    case 'mark-as-shipped':
      return 'release';
    default:
      return operation satisfies never;
  }
};
