import { decideChecked } from '../core/check/decide-checked.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Circumstances, Dossier } from '../core/model/dossier.ts';
import { consignmentId } from '../core/model/ids.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';

/** A bug in one order's decision sets that order aside with its facts; the others go on. */
export const decideSafely = (
  dossier: Dossier,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
): Decision => {
  try {
    return decideChecked(dossier, policy, circumstances, now);
  } catch (bug) {
    const text = bug instanceof Error ? bug.message : 'an unnamed fault';
    const because = { is: 'bug', text } as const;
    const exception = {
      code: 'gatepass.bug', fault: text, lines: [], since: now, because,
    } as const;
    return {
      headline: {
        stage: 'received', waitsOn: 'person', since: now, limitAt: null,
        exception: 'gatepass.bug', because,
      },
      // By their keys: the facts are what the bug was about.
      consignments: Object.entries(dossier.consignments).map(([id, facts]) => ({
        consignment: consignmentId(id), reference: facts.reference, stage: 'received',
        obligations: [], actions: [], exceptions: [exception],
        lookAgainAt: later(now, 600_000), because: [because],
      })),
      exceptions: [exception],
      lookAgainAt: later(now, 600_000),
    };
  }
};
