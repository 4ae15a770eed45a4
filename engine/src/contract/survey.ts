/**
 * What an account is set up with, beside its orders and labels: where orders come from, where
 * parcels leave, by whom, and who else listens. Asked list by list, one call each.
 */
import type { Unanswered } from './connector.ts';

export type SurveyAsk =
  | { readonly list: 'stores' | 'ship-from' | 'carriers' | 'tags' | 'hooks' | 'people' }
  /** What one carrier of the account offers, by the carrier's code. */
  | { readonly list: 'services' | 'packages'; readonly carrier: string };

export type SurveyList = SurveyAsk['list'];

/** A place in the account that orders stand in. */
export type SurveyStore = {
  readonly id: number;
  readonly name: string;
  /** The marketplace it is connected to, in the account's own words; null where none is named. */
  readonly marketplace: string | null;
  /** Who brings orders in: a marketplace or shop, or people and programs by hand. */
  readonly ordersComeFrom: 'marketplace' | 'hand' | 'unknown';
  /** Whether it fetches orders by itself, without being told to. */
  readonly refreshesByItself: boolean;
  readonly isActive: boolean;
};

/** An address that parcels come from; the account may call it a warehouse. */
export type ShipFrom = {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly isDefault: boolean;
};

/** One carrier account; several may share one code. */
export type SurveyCarrier = {
  readonly code: string;
  readonly name: string;
  readonly nickname: string | null;
  readonly accountNumber: string | null;
  /** Labels are paid from a balance: it must be topped up. */
  readonly isPrefunded: boolean;
  readonly isPrimary: boolean;
};

/** A service or a type of package that a carrier offers. */
export type CarrierOffer = {
  readonly code: string;
  readonly name: string;
  readonly isDomestic: boolean;
  readonly isInternational: boolean;
};

export type SurveyTag = { readonly id: number; readonly name: string };

/** An address that the account calls when something happens. */
export type SurveyHook = {
  readonly id: number;
  readonly name: string | null;
  /** What it is called for, in the account's own words. */
  readonly event: string;
  readonly address: string;
  /** Null for one that is called for all stores. */
  readonly store: number | null;
  readonly isActive: boolean;
};

export type SurveyPerson = { readonly id: string; readonly name: string };

/** One list as it was answered. */
export type SurveyFound =
  | { readonly list: 'stores'; readonly rows: readonly SurveyStore[] }
  | { readonly list: 'ship-from'; readonly rows: readonly ShipFrom[] }
  | { readonly list: 'carriers'; readonly rows: readonly SurveyCarrier[] }
  | { readonly list: 'tags'; readonly rows: readonly SurveyTag[] }
  | { readonly list: 'hooks'; readonly rows: readonly SurveyHook[] }
  | { readonly list: 'people'; readonly rows: readonly SurveyPerson[] }
  | {
      readonly list: 'services' | 'packages';
      readonly carrier: string;
      readonly rows: readonly CarrierOffer[];
    };

export type SurveyAnswer =
  | {
      readonly is: 'found';
      readonly found: SurveyFound;
      /** Rows that could not be read, in plain words; they never spoil the list. */
      readonly unreadable: readonly string[];
    }
  | Unanswered;

/**
 * All that is known of an account. Null is a list that was not looked at; an empty list is one of
 * which the account has none.
 */
export type Survey = {
  readonly stores: readonly SurveyStore[] | null;
  readonly shipFrom: readonly ShipFrom[] | null;
  readonly carriers: readonly SurveyCarrier[] | null;
  /** By the carrier's code, since several accounts may share one. */
  readonly services: Readonly<Record<string, readonly CarrierOffer[]>>;
  readonly packages: Readonly<Record<string, readonly CarrierOffer[]>>;
  readonly tags: readonly SurveyTag[] | null;
  readonly hooks: readonly SurveyHook[] | null;
  readonly people: readonly SurveyPerson[] | null;
};

export const blankSurvey: Survey = {
  stores: null, shipFrom: null, carriers: null, services: {}, packages: {}, tags: null,
  hooks: null, people: null,
};

/** Adds one list; a later answer takes the place of an earlier one of the same list. */
export const withList = (survey: Survey, found: SurveyFound): Survey => {
  switch (found.list) {
    case 'stores':
      return { ...survey, stores: found.rows };
    case 'ship-from':
      return { ...survey, shipFrom: found.rows };
    case 'carriers':
      return { ...survey, carriers: found.rows };
    case 'services':
      return { ...survey, services: { ...survey.services, [found.carrier]: found.rows } };
    case 'packages':
      return { ...survey, packages: { ...survey.packages, [found.carrier]: found.rows } };
    case 'tags':
      return { ...survey, tags: found.rows };
    case 'hooks':
      return { ...survey, hooks: found.rows };
    case 'people':
      return { ...survey, people: found.rows };
    default:
      return found satisfies never;
  }
};

/** What an account may be asked about its carriers, once they are known: one ask per code. */
export const asksAbout = (carriers: readonly SurveyCarrier[]): readonly SurveyAsk[] =>
  [...new Set(carriers.map((one) => one.code))].flatMap((carrier): SurveyAsk[] => [
    { list: 'services', carrier }, { list: 'packages', carrier },
  ]);
