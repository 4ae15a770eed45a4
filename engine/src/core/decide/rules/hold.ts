/** What a person holds does not go, until the time they named or until they let go. */
import { rulingInForce } from '../../facts/rulings.ts';
import { lookAgain, oblige, takeOut, type Rule } from '../draft.ts';

export const hold: Rule = ({ facts, now, open }, draft) => {
  const ruling = rulingInForce(facts, 'hold', null, now);
  if (ruling === null || draft.obligations.confirm?.is === 'not-owed') return draft;
  const out = lookAgain(takeOut(draft), ruling.until);
  return open.length > 0 ? out : oblige(out, 'release', {
    is: 'open', waitsOn: 'person', since: ruling.at, limitAt: null,
    because: { is: 'held', by: ruling.by, why: ruling.why, until: ruling.until },
  });
};
