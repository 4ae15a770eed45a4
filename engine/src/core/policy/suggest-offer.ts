/**
 * What an unmapped word for a service most likely means among what the account's carriers offer,
 * and what the warehouse calls those carriers. For the first days, in which no row of the policy
 * shows it yet. Suggestions for a person: nothing is ever mapped by them.
 */
import type { ServiceMapping } from './policy.ts';
import { likeness, type WentAs } from './suggest-service.ts';

/** What one carrier of the account offers. */
export type CarrierOffers = {
  readonly code: string;
  readonly name: string;
  readonly services: readonly Offered[];
  readonly packages: readonly Offered[];
};

export type Offered = { readonly code: string; readonly name: string };

export type OfferSuggestion = {
  readonly mapping: Extract<ServiceMapping, { readonly is: 'mapped' }>;
  /** As the carrier calls it. */
  readonly name: string;
  readonly score: number;
  readonly isSure: boolean;
  /** Orders with the very word that got a label, and those whose label was this service. */
  readonly older: number;
  readonly agreeing: number;
};

/** A name that looks alike proves nothing by itself. */
const trustInNames = 0.75;
const worthSaying = 0.3;
const fewestOrders = 5;
const leastAgreement = 0.95;
const mostShown = 3;

/** The likeliest first. Only labels that orders with the very word got make one sure. */
export const suggestOffers = (
  says: string,
  carriers: readonly CarrierOffers[],
  history: readonly WentAs[],
): readonly OfferSuggestion[] => {
  const lived = history.filter((one) => one.says === says);
  const older = count(lived);
  return carriers
    .flatMap((carrier) => carrier.services.map((service): OfferSuggestion => {
      const agreeing = count(lived.filter((one) =>
        one.carrier === carrier.code && one.service === service.code));
      const alike = trustInNames * Math.max(...namesOf(carrier, service)
        .map((name) => likeness(says, name)));
      const proven = older === 0 ? 0 : agreeing / older;
      return {
        mapping: {
          says, is: 'mapped', carrier: carrier.code, service: service.code,
          package: usualPackage(carrier),
        },
        name: service.name, score: rounded(Math.max(alike, proven)),
        isSure: older >= fewestOrders && proven >= leastAgreement, older, agreeing,
      };
    }))
    .filter(({ score }) => score >= worthSaying)
    .toSorted((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1))
    .slice(0, mostShown);
};

const count = (of: readonly WentAs[]): number => of.reduce((sum, one) => sum + one.orders, 0);

const rounded = (score: number): number => Math.round(score * 100) / 100;

const namesOf = (carrier: CarrierOffers, { code, name }: Offered): readonly string[] =>
  [name, code, `${carrier.name} ${name}`, `${carrier.code} ${name}`];

/** The plain parcel where the carrier has one; else whoever packs chooses. */
const usualPackage = ({ packages }: CarrierOffers): string | null =>
  packages.some(({ code }) => code === 'package') ? 'package' : null;

/** How often the warehouse called a carrier so; whose label it was, where that shows. */
export type CalledSo = {
  readonly says: string;
  readonly carrier: string | null;
  readonly orders: number;
};

export type CarrierSuggestion = {
  readonly says: string;
  readonly score: number;
  readonly isSure: boolean;
  readonly older: number;
  readonly agreeing: number;
};

/** The warehouse's word for a carrier of the account, from what it said when parcels left. */
export const suggestCarrierWords = (
  carrier: Offered,
  called: readonly CalledSo[],
): readonly CarrierSuggestion[] =>
  [...new Set(called.map(({ says }) => says))]
    .map((says): CarrierSuggestion => {
      const shown = called.filter((one) => one.says === says && one.carrier !== null);
      const older = shown.reduce((sum, one) => sum + one.orders, 0);
      const agreeing = shown.filter((one) => one.carrier === carrier.code)
        .reduce((sum, one) => sum + one.orders, 0);
      const proven = older === 0 ? 0 : agreeing / older;
      const alike = trustInNames *
        Math.max(likeness(says, carrier.name), likeness(says, carrier.code));
      return {
        says, older, agreeing, score: rounded(older === 0 ? alike : proven),
        isSure: older >= fewestOrders && proven >= leastAgreement,
      };
    })
    .filter(({ score }) => score >= worthSaying)
    .toSorted((one, other) => other.score - one.score || (one.says < other.says ? -1 : 1))
    .slice(0, mostShown);
