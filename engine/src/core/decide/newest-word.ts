/** From when on Gatepass could act: a step that waited for somebody's word is not late before. */
import { latest, type Instant } from '../model/instant.ts';
import type { Case } from './case.ts';

/** When warehouse, channel or a person last said something new, or a person's hold ran out. */
export const newestWordAt = ({ says, dossier, facts, now }: Case): Instant =>
  latest(
    says.arrivedAt,
    dossier.channelSays?.arrivedAt ?? null,
    ...facts.rulings.map((one) => (one.until !== null && one.until <= now ? one.until : one.at)),
  ) ?? says.arrivedAt;
