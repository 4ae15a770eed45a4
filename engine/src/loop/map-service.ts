/** Adds one row to the mappings of the policy in force, as if all had been applied with it. */
import type { ServiceMapping } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { readPolicyDocument } from '../store/policies.ts';
import { applyPolicy, type AppliedPolicy, type PolicyToApply } from './apply-policy.ts';
import type { Surroundings } from './surroundings.ts';

export const mapService = async (
  tx: Tx,
  surroundings: Surroundings,
  row: ServiceMapping,
  said: Pick<PolicyToApply, 'by' | 'seal' | 'parse'>,
): Promise<AppliedPolicy> => {
  const found = await readPolicyDocument(tx);
  return applyPolicy(tx, surroundings, {
    ...said, secrets: {}, dryRun: false, document: withRow(asRecord(found?.document), row),
  });
};

type Document = Readonly<Record<string, unknown>>;

const withRow = (document: Document, row: ServiceMapping): Document => {
  const mappings = asRecord(document['mappings']);
  const services: readonly unknown[] = Array.isArray(mappings['services'])
    ? mappings['services'] : [];
  const kept = services.filter((one) => asRecord(one)['says'] !== row.says);
  return { ...document, mappings: { ...mappings, services: [...kept, asWritten(row)] } };
};

/** As a person would write it into the policy file. */
const asWritten = (row: ServiceMapping): Document =>
  row.is === 'left-to-shipstation'
    ? { says: row.says, leave: 'shipstation', expect: [...row.expect] }
    : {
        says: row.says, carrier: row.carrier, service: row.service,
        ...(row.package === null ? {} : { package: row.package }),
        ...(row.confirmation === undefined ? {} : { confirmation: row.confirmation }),
      };

const asRecord = (value: unknown): Document =>
  // Whatever is an object and no list has members by name.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Document : {};
