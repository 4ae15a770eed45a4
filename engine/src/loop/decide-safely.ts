import { decideChecked } from '../core/check/decide-checked.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Circumstances, Dossier } from '../core/model/dossier.ts';
import { consignmentId, type ConsignmentId } from '../core/model/ids.ts';
import { later, type Instant, type Milliseconds } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';

/** How long an order that was set aside is left alone, unless something new is heard of it. */
export const asideFor: Milliseconds = 600_000;

/** Enough for an engineer to know one fault from another; a database may quote a whole row. */
const longestFault = 300;

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
    // By their keys: the facts are what the bug was about.
    return decisionAside(namesOf(dossier), bug, now);
  }
};

/** Whatever the facts say, the order is set aside: something that bears on it is not among them. */
export const decideAside = (
  dossier: Dossier,
  { fault, since }: { readonly fault: string; readonly since: Instant },
  now: Instant,
): Decision => ({
  ...decisionAside(namesOf(dossier), new Error(fault), since), lookAgainAt: later(now, asideFor),
});

const namesOf = ({ consignments }: Dossier) => Object.entries(consignments)
  .map(([id, { reference }]) => ({ id: consignmentId(id), reference }));

/** Nothing is wished, and an engineer is asked for each consignment. */
export const decisionAside = (
  consignments: readonly { readonly id: ConsignmentId; readonly reference: string }[],
  bug: unknown,
  now: Instant,
): Decision => {
  const text = bug instanceof Error ? bug.message.slice(0, longestFault) : 'an unnamed fault';
  const because = { is: 'bug', text } as const;
  const exception = {
    code: 'gatepass.bug', fault: text, lines: [], since: now, because,
  } as const;
  const lookAgainAt = later(now, asideFor);
  return {
    headline: {
      stage: 'received', waitsOn: 'person', since: now, limitAt: null,
      exception: 'gatepass.bug', because,
    },
    consignments: consignments.map(({ id, reference }) => ({
      consignment: id, reference, stage: 'received',
      obligations: [], actions: [], exceptions: [exception], lookAgainAt, because: [because],
    })),
    exceptions: [exception],
    lookAgainAt,
  };
};
