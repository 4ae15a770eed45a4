import {
  explainCarrierSuggestion, explainEvidence, explainSuggestion,
} from '../core/explain/evidence.ts';
import type { Instant } from '../core/model/instant.ts';
import type { CarrierOffers } from '../core/policy/suggest-offer.ts';
import type { Proposals } from '../desk/proposals.ts';
import type { Surveyed } from '../loop/survey.ts';
import { asWanted } from './bulk.ts';
import type { SurveyView } from './shapes.ts';

/** Several accounts may share one code: what it offers is said once. */
export const offersIn = (
  { survey: { carriers, services, packages } }: Surveyed,
): readonly CarrierOffers[] =>
  [...new Map((carriers ?? []).map((one) => [one.code, one])).values()].map(({ code, name }) => ({
    code, name, services: services[code] ?? [], packages: packages[code] ?? [],
  }));

export const viewSurvey = (
  surveyed: Surveyed,
  proposals: Proposals,
  now: Instant,
): SurveyView => {
  const { survey: { stores, shipFrom, carriers }, unseen } = surveyed;
  const reader = { timeZone: 'UTC', now };
  return {
    stores: stores === null ? null
      : stores.map(({ id, name, marketplace, ordersComeFrom, isActive }) =>
        ({ id, name, marketplace, ordersComeFrom, isActive })),
    shipFrom: shipFrom === null ? null : shipFrom.map(({ id, name, country, isDefault }) =>
      ({ id, name, country, isDefault })),
    carriers: carriers === null ? null : offersIn(surveyed).map((one) => ({
      code: one.code, name: one.name,
      services: one.services.map(({ code, name }) => ({ code, name })),
      packages: one.packages.map(({ code, name }) => ({ code, name })),
    })),
    unseen: [...unseen],
    proposals: {
      services: proposals.services.map(({ says, held, cause, suggestions }) => ({
        says, held, cause,
        suggestions: suggestions.map(({ mapping, score, isSure, evidence }) => ({
          sentence: explainSuggestion({ mapping }), evidence: explainEvidence(evidence, reader),
          score, isSure, mapping: asWanted(mapping),
        })),
      })),
      carriers: proposals.carriers.map(({ carrier, name, suggestions }) => ({
        carrier, name,
        suggestions: suggestions.map((one) => ({
          sentence: explainCarrierSuggestion(carrier, one.says),
          evidence: explainEvidence({ is: 'called-so', carrier, ...one }, reader),
          score: one.score, isSure: one.isSure, says: one.says,
        })),
      })),
    },
  };
};
