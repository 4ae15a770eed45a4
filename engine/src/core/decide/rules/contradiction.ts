/** Contradictory goods are not ready: a person settles what is true before anything is released. */
import { contradictionsIn } from '../../facts/contradictions.ts';
import { oblige, raise, type Rule } from '../draft.ts';

export const contradiction: Rule = ({ snapshot, says }, draft) => {
  if (draft.obligations.confirm !== undefined) return draft;
  const since = says.arrivedAt;
  if (says.rival !== null) {
    const because = { is: 'rival-contents', revision: snapshot.revision } as const;
    const raised = raise(draft, 'revision.conflicting', {
      fault: 'same revision, other content', since: says.rival.arrivedAt, because,
    });
    return oblige(raised, 'confirm', {
      is: 'open', waitsOn: 'warehouse', since: says.rival.arrivedAt, limitAt: null, because,
    });
  }
  const findings = contradictionsIn(snapshot);
  if (findings.length === 0) return draft;
  const because = { is: 'contradiction', findings } as const;
  const raised = raise(draft, 'line.contradictory', {
    fault: [...new Set(findings.map((one) => one.is))].join(', '),
    lines: findings.flatMap((one) => ('line' in one ? [one.line] : [])),
    since,
    because,
  });
  return oblige(raised, 'confirm', {
    is: 'open', waitsOn: 'warehouse', since, limitAt: null, because,
  });
};
