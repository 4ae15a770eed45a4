/** From when on Gatepass could act: a step that waited for somebody's word is not late before. */
import { latest, type Instant } from '../model/instant.ts';
import type { Case } from './case.ts';

/**
 * When warehouse, channel or a person last said something new, a person's hold ran out, or a step
 * of going live began.
 */
export const newestWordAt = ({ says, dossier, facts, goingLive, now }: Case): Instant =>
  latest(
    says.arrivedAt,
    dossier.channelSays?.arrivedAt ?? null,
    goingLive?.since ?? null,
    ...facts.rulings.map((one) => (one.until !== null && one.until <= now ? one.until : one.at)),
    ...Object.values(facts.withdrawn ?? {}).map((one) => one.at),
  ) ?? says.arrivedAt;
