/** What a named person has closed, with a reason, stays closed while nothing more comes of it. */
import { aboutException, isClosable } from '../../facts/about-exception.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import type { Rule } from '../draft.ts';

export const closedByPerson: Rule = ({ facts, now }, draft) => {
  const standing = draft.exceptions.filter((one) =>
    !isClosable(one) ||
    rulingInForce(facts, 'close', aboutException(one), now) === null);
  return standing.length === draft.exceptions.length
    ? draft : { ...draft, exceptions: standing };
};
