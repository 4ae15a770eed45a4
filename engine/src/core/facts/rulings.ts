import type { Attempt, ConsignmentFacts, Ruling, RulingKind } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';

/**
 * The newest ruling of a kind that is in force: made about these facts, not run out and not taken
 * back. One that was made about other facts has lapsed; a person has to look again.
 */
export const rulingInForce = (
  facts: ConsignmentFacts,
  kind: RulingKind,
  about: string | null,
  now: Instant,
): Ruling | null =>
  facts.rulings.findLast((one) =>
    one.kind === kind &&
    facts.withdrawn?.[one.id] === undefined &&
    (one.about === null || one.about === about) &&
    (one.until === null || now < one.until)) ?? null;

/**
 * Whether a try answers a ruling that asked for one more, or came before it. One that began in the
 * same millisecond answers it: between a try, its outcome and what a person says of it lies a call.
 */
export const isMadeSince = ({ begunAt }: Attempt, { at }: Ruling): boolean => begunAt >= at;
