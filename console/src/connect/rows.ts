/** From proposals that somebody took to rows of the policy. What nobody took is left out. */
import type { Document, PolicyWish, ServiceProposal } from '../api/connectors.ts';
import { membersOf } from './steps.ts';

export type Mapping = ServiceProposal['suggestions'][number]['mapping'];

export type Taken = {
  /** By the warehouse's word. */
  readonly services: Readonly<Record<string, Mapping>>;
  /** By ShipStation's code. */
  readonly carriers: Readonly<Record<string, {
    readonly warehouse: string; readonly channels: Readonly<Record<string, string>>;
  }>>;
};

export const nothingTaken: Taken = { services: {}, carriers: {} };

export const countTaken = ({ services, carriers }: Taken): number =>
  Object.keys(services).length + Object.keys(carriers).length;

const rowsOf = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [];

/** The policy in force with these rows behind those that it has. */
export function withRows(
  taken: Taken, { document, version }: { readonly document: Document; readonly version: number },
): PolicyWish {
  const mappings = membersOf(document['mappings']);
  const services = Object.entries(taken.services).map(([says, mapping]) =>
    'leave' in mapping ? { says, ...mapping } : {
      says, carrier: mapping.carrier, service: mapping.service,
      ...(mapping.package === null ? {} : { package: mapping.package }),
    });
  const carriers = Object.entries(taken.carriers).map(([shipstation, { warehouse, channels }]) => {
    const named = Object.entries(channels).filter(([, word]) => word !== '');
    return {
      shipstation, warehouse,
      ...(named.length === 0 ? {} : { channels: Object.fromEntries(named) }),
    };
  });
  return {
    basedOn: version, secrets: {},
    document: { ...document, mappings: {
      ...mappings,
      ...(services.length === 0 ? {}
        : { services: [...rowsOf(mappings['services']), ...services] }),
      ...(carriers.length === 0 ? {}
        : { carriers: [...rowsOf(mappings['carriers']), ...carriers] }),
    } },
  };
}
