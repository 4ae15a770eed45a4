/** Many older revisions in a row look like a new series: a person rules whether it is one. */
import { raise, type Rule } from '../draft.ts';

const manyInARow = 3;

export const olderSeries: Rule = ({ facts, says }, draft) => {
  if (says.olderInARow < manyInARow || says.acceptsFrom !== null) return draft;
  return raise(draft, 'revision.older-series', {
    fault: facts.warehouse, since: says.arrivedAt,
    because: { is: 'older-series', count: says.olderInARow },
  });
};
