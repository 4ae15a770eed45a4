/** An obligation that stays open past its limit becomes an exception with an owner. */
import { obligationKinds, type ObligationKind } from '../../model/decision.ts';
import type { ExceptionCode } from '../../model/exceptions.ts';
import { lookAgain, raise, type Draft, type Rule } from '../draft.ts';

const lateCodes: Readonly<Partial<Record<ObligationKind, ExceptionCode>>> = {
  'confirm': 'confirm.late',
  'release': 'release.late',
  'label': 'label.late',
  'tell-warehouse': 'warehouse.untold',
  'tell-channel': 'channel.untold',
  'leave': 'parcel.left-behind',
};

export const limits: Rule = (at, draft) => {
  let next: Draft = draft;
  for (const kind of obligationKinds) {
    const state = draft.obligations[kind];
    const code = lateCodes[kind];
    if (state?.is !== 'open' || state.limitAt === null || code === undefined) continue;
    next = at.now < state.limitAt
      ? lookAgain(next, state.limitAt)
      : raise(next, code, {
          fault: faultOf(kind, at.facts.warehouse, at.snapshot.channel),
          since: state.limitAt,
          because: { is: 'over-limit', limitAt: state.limitAt, then: state.because },
        });
  }
  return next;
};

const faultOf = (kind: string, warehouse: string, channel: string): string =>
  kind === 'tell-channel' ? channel : warehouse;
