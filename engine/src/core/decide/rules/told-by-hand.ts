/** Whom a person has told by hand is told, until there is another label to tell of. */
import { aboutTelling } from '../../facts/about-telling.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import type { ExceptionCode } from '../../model/exceptions.ts';
import type { Case } from '../case.ts';
import type { Draft, Rule } from '../draft.ts';

const parties = ['warehouse', 'channel'] as const;

const codes: Readonly<Record<(typeof parties)[number], readonly ExceptionCode[]>> = {
  warehouse: ['warehouse.refused', 'warehouse.untold'],
  channel: ['channel.refused', 'channel.untold'],
};

export const toldByHand: Rule = (at, draft) =>
  parties.reduce((so, who) => believe(at, so, who), draft);

const believe = ({ facts, now }: Case, draft: Draft, who: (typeof parties)[number]): Draft => {
  const ruling = rulingInForce(facts, 'told-by-hand', aboutTelling(facts, who), now);
  if (ruling === null || draft.obligations[`tell-${who}`]?.is !== 'open') return draft;
  return {
    ...draft,
    obligations: {
      ...draft.obligations,
      [`tell-${who}`]: {
        is: 'met', at: ruling.at, because: { is: 'told-by-hand', who, by: ruling.by },
      },
    },
    actions: draft.actions.filter((one) => one.do !== `tell-${who}`),
    exceptions: draft.exceptions.filter((one) => !codes[who].includes(one.code)),
  };
};
