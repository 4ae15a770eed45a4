import type { ConsignmentFacts, Message } from '../model/dossier.ts';
import { fingerprint } from './fingerprint.ts';
import { withOneIdentity } from './one-identity.ts';
import { sentParcels } from './sent-otherwise.ts';

/**
 * What a person who told somebody by hand has told: the labels as they stand, and the numbers of
 * whatever left without one. Another label, or a voided one, has to be told anew.
 */
export const aboutTelling = (facts: ConsignmentFacts, to: Message['to']): string => {
  const labels = Object.values(withOneIdentity(facts).labels)
    .map(({ label }) => [label.id, label.voidedAt !== null] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const dispatch = facts.says?.snapshot.dispatch ?? null;
  const sent = sentParcels(facts).map(({ label }) => label.id);
  return fingerprint([
    to, labels, dispatch?.carrier ?? null, dispatch?.trackingNumbers ?? [],
    // Only where there is one: what was said before there could be stays said.
    ...(sent.length === 0 ? [] : [sent]),
  ]);
};

/** The parcels that a person saw leaving: those with a label that stands. */
export const aboutLeaving = (facts: ConsignmentFacts): string =>
  fingerprint(Object.values(withOneIdentity(facts).labels)
    .flatMap(({ label }) => (label.voidedAt === null && !label.isReturn ? [label.id] : []))
    .toSorted());
