/** The rulings of a consignment, as people made them and as they stand now. */
import type { Case } from '../core/decide/case.ts';
import { rulingState } from '../core/decide/ruling-state.ts';
import { explainSighting } from '../core/explain/sighting.ts';
import { aboutException } from '../core/facts/about-exception.ts';
import type { Exception } from '../core/model/decision.ts';
import type { ConsignmentFacts, Dossier } from '../core/model/dossier.ts';
import { renderInstant } from '../core/model/instant.ts';
import { decideAside, type Considered } from '../desk/decide-aside.ts';
import type { Standing } from '../desk/record.ts';
import type { RulingView } from './shapes.ts';

/** Newest first. */
export const viewRulings = (
  facts: ConsignmentFacts,
  at: Case | null,
  wrong: { readonly standing: readonly Exception[]; readonly unclosed: ReadonlySet<string> },
): RulingView[] => facts.rulings.toReversed().map((ruling) => {
  const withdrawn = facts.withdrawn?.[ruling.id] ?? null;
  return {
    id: ruling.id,
    ruling: ruling.kind,
    consignment: facts.id,
    sentence: explainSighting({ kind: 'ruled', consignment: facts.id, ruling }, () => null)
      .sentence,
    by: ruling.by,
    why: ruling.why,
    at: renderInstant(ruling.at),
    until: ruling.until === null ? null : renderInstant(ruling.until),
    sent: ruling.sent === undefined ? null
      : { carrier: ruling.sent.carrier, trackingNumber: ruling.sent.trackingNumber },
    state: at === null ? 'lapsed' : rulingState(at, wrong, ruling),
    withdrawn: withdrawn === null ? null
      : { at: renderInstant(withdrawn.at), by: withdrawn.by, why: withdrawn.why },
  };
});

/** What would be wrong if nobody had closed anything, by what each is about. */
export const wrongUnlessClosed = (
  dossier: Dossier,
  considered: readonly Considered[],
  standing: Standing,
): ReadonlySet<string> => {
  const hasClosed = considered.some(({ at }) =>
    at.facts.rulings.some((one) => one.kind === 'close'));
  if (!hasClosed) return new Set();
  const open: Dossier = {
    ...dossier,
    consignments: Object.fromEntries(Object.entries(dossier.consignments).map(([id, facts]) =>
      [id, { ...facts, rulings: facts.rulings.filter((one) => one.kind !== 'close') }])),
  };
  return new Set((decideAside(open, standing)?.exceptions ?? []).map(aboutException));
};
