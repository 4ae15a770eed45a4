/**
 * What the words that nobody has mapped may mean, for the first days of an account: the words of
 * the orders that wait for it, against what the account offers and what was seen so far.
 */
import { carrierForWarehouse, serviceFor } from '../core/policy/mapping.ts';
import {
  suggestCarrierWords, suggestOffers, type CarrierOffers, type CarrierSuggestion,
} from '../core/policy/suggest-offer.ts';
import type { Evidence } from '../core/explain/evidence.ts';
import type { Policy, ServiceMapping } from '../core/policy/policy.ts';
import { suggestServices } from '../core/policy/suggest-service.ts';
import { readCalledSo, readWentAs } from '../store/cause-orders.ts';
import type { Tx } from '../store/database.ts';
import { listGroups } from '../store/exception-groups.ts';

/** More words than this are a list to be imported, not to be clicked through. */
const mostWords = 200;
const mostShown = 3;

export type ServiceProposal = {
  readonly says: string;
  /** Consignments that wait for a row. */
  readonly held: number;
  readonly cause: string;
  readonly suggestions: readonly {
    readonly mapping: ServiceMapping;
    readonly score: number;
    readonly isSure: boolean;
    readonly evidence: Evidence;
  }[];
};

export type CarrierProposal = {
  readonly carrier: string;
  readonly name: string;
  readonly suggestions: readonly CarrierSuggestion[];
};

export type Proposals = {
  readonly services: readonly ServiceProposal[];
  readonly carriers: readonly CarrierProposal[];
};

export const proposeMappings = async (
  tx: Tx,
  policy: Policy,
  carriers: readonly CarrierOffers[],
  now: number,
): Promise<Proposals> => {
  const groups = await listGroups(tx, {
    state: 'open', list: null, code: 'service.unmapped', fault: null, severity: null, owner: null,
    connection: null, warehouse: null,
  }, { after: null, limit: mostWords, now });
  const history = await readWentAs(tx);
  const called = await readCalledSo(tx);
  return {
    services: groups
      // Mapped meanwhile, and not decided anew yet.
      .filter(({ fault }) => serviceFor(policy, fault) === null)
      .map(({ id, fault, count }) => ({
        says: fault, held: count, cause: id,
        suggestions: likeliest([
          ...suggestServices(fault, policy.mappings.services, history)
            .map((one) => ({ ...one, evidence: { is: 'went-as', ...one } as const })),
          ...suggestOffers(fault, carriers, history)
            .map((one) => ({ ...one, evidence: { is: 'offered', says: fault, ...one } as const })),
        ]),
      })),
    carriers: carriers
      .filter(({ code }) => carrierForWarehouse(policy, code) === null)
      .map(({ code, name }) => ({
        carrier: code, name, suggestions: suggestCarrierWords({ code, name }, called),
      })),
  };
};

/** Each meaning once; of two ways to the same one the better founded counts. */
const likeliest = (
  all: ServiceProposal['suggestions'],
): ServiceProposal['suggestions'] => {
  const sorted = all.toSorted((one, other) =>
    Number(other.isSure) - Number(one.isSure) || other.score - one.score);
  const meanings = new Set<string>();
  return sorted.filter(({ mapping }) => {
    const meaning = JSON.stringify(mapping.is === 'mapped'
      ? [mapping.carrier, mapping.service] : mapping.expect);
    if (meanings.has(meaning)) return false;
    meanings.add(meaning);
    return true;
  }).slice(0, mostShown);
};
