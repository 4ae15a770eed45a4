/** By when a person should have settled an exception: before the van, before the promise. */
import type { Exception } from '../model/decision.ts';
import type { ConsignmentFacts } from '../model/dossier.ts';
import { reactionTimes } from '../model/exception-handling.ts';
import { severityOf } from '../model/exceptions.ts';
import { earliest, later, type Instant } from '../model/instant.ts';
import { nextCollection } from '../policy/calendar.ts';
import { serviceFor } from '../policy/mapping.ts';
import { warehousePolicy, type Policy } from '../policy/policy.ts';

export const exceptionLimit = (
  facts: ConsignmentFacts,
  policy: Policy,
  { code, since }: Pick<Exception, 'code' | 'since'>,
): Instant => {
  const severity = severityOf(code);
  const soon = later(since, reactionTimes[severity]);
  // What only money or tidiness hangs on does not have to make the van.
  if (severity > 2) return soon;
  const promised = facts.says?.snapshot.shipBy ?? null;
  return earliest(
    soon,
    promised !== null && promised > since ? promised : null,
    vanAfter(facts, policy, since),
  ) ?? soon;
};

const vanAfter = (facts: ConsignmentFacts, policy: Policy, since: Instant): Instant | null => {
  const warehouse = warehousePolicy(policy, facts.warehouse);
  const service = serviceFor(policy, facts.says?.snapshot.service ?? null);
  if (warehouse === null || service?.is !== 'mapped') return null;
  return nextCollection(warehouse.collections, service.carrier, warehouse.timeZone, since);
};
