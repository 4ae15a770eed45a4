import type { ConsignmentFacts, Ruling, RulingKind } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';

/**
 * The newest ruling of a kind that is in force: made about these facts, and not run out. One that
 * was made about other facts has lapsed; a person has to look again.
 */
export const rulingInForce = (
  facts: ConsignmentFacts,
  kind: RulingKind,
  about: string | null,
  now: Instant,
): Ruling | null =>
  facts.rulings.findLast((one) =>
    one.kind === kind &&
    (one.about === null || one.about === about) &&
    (one.until === null || now < one.until)) ?? null;
