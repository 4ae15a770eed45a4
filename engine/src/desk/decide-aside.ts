/** What would be decided, with nothing recorded: for offers, plans and answers to people. */
import { decideChecked } from '../core/check/decide-checked.ts';
import { layOut, type Case } from '../core/decide/case.ts';
import { absorb } from '../core/facts/absorb.ts';
import type { Decision, Exception } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { ConsignmentId } from '../core/model/ids.ts';
import type { Sighting } from '../core/model/sighting.ts';
import type { Standing } from './record.ts';

export type Considered = {
  readonly consignment: ConsignmentId;
  readonly at: Case;
  readonly exceptions: readonly Exception[];
};

/** Null where Gatepass trips over the facts: then an engineer is asked, and nobody else. */
export const decideAside = (
  dossier: Dossier,
  { policy, circumstances, now }: Standing,
  said: readonly Sighting[] = [],
): Decision | null => {
  try {
    return decideChecked(said.reduce(absorb, dossier), policy, circumstances, now);
  } catch (bug) {
    // The loop decides on the same facts, names the bug on the order and logs it.
    if (bug instanceof Error) return null;
    throw bug;
  }
};

/** Each consignment on the desk, with what is wrong about it now. */
export const consider = (
  dossier: Dossier,
  decision: Decision,
  { policy, circumstances, now }: Standing,
): readonly Considered[] =>
  decision.consignments.flatMap(({ consignment, exceptions }) => {
    const facts = dossier.consignments[consignment];
    const at = facts === undefined ? null : layOut(dossier, facts, policy, circumstances, now);
    return at === null ? [] : [{ consignment, at, exceptions }];
  });
