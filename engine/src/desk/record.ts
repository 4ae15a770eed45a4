/**
 * Writes what a person said into the dossier of an order whose lock is held, and asks for a new
 * decision. What it leads to is decided like anything else: the desk itself carries nothing out.
 */
import { absorb } from '../core/facts/absorb.ts';
import type { Circumstances, Dossier } from '../core/model/dossier.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { saveFacts, wake } from '../store/dossiers.ts';
import { saveSightings } from '../store/sightings.ts';

/** From where a decision would be made now. */
export type Standing = {
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: Instant;
};

export const record = async (
  tx: Tx,
  dossier: Dossier,
  sightings: readonly Sighting[],
  now: Instant,
): Promise<Dossier> => {
  const after = sightings.reduce(absorb, dossier);
  if (after === dossier) return dossier;
  await saveFacts(tx, [after], now);
  await saveSightings(tx, sightings.map((sighting) =>
    ({ order: dossier.order, sighting, at: now })));
  await wake(tx, [dossier.order], now);
  return after;
};
