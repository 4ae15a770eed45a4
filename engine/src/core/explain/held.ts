/**
 * A person's hold as lists tell of it: who keeps the order back, why, since when and until when.
 * What has its label does not wait any more, whatever was said before.
 */
import { consignmentsOf } from '../facts/one-identity.ts';
import { rulingInForce } from '../facts/rulings.ts';
import type { Decision } from '../model/decision.ts';
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';

export type Held = {
  readonly by: string;
  readonly why: string;
  readonly since: Instant;
  /** Null: until somebody lets it go. */
  readonly until: Instant | null;
};

/** Of several holds on one order, the one that lasts longest. */
export const heldOf = (
  dossier: Dossier,
  decision: Decision | null,
  now: Instant,
): Held | null =>
  consignmentsOf(dossier)
    .filter((one) => isStillToGo(one, decision))
    .flatMap((one): Held[] => {
      const ruling = rulingInForce(one, 'hold', null, now);
      return ruling === null ? [] : [
        { by: ruling.by, why: ruling.why, since: ruling.at, until: ruling.until },
      ];
    })
    .toSorted((one, other) => endOf(other) - endOf(one))[0] ?? null;

const endOf = ({ until }: Held): number => until ?? Number.MAX_SAFE_INTEGER;

const isStillToGo = ({ id }: ConsignmentFacts, decision: Decision | null): boolean =>
  (decision?.consignments ?? []).filter((one) => one.consignment === id)
    .flatMap((one) => one.obligations)
    .some(({ kind, state }) => (kind === 'release' || kind === 'label') &&
      (state.is === 'open' || state.is === 'later'));
