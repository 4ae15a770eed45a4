import { ownMember, type CarrierMapping, type Policy, type ServiceMapping } from './policy.ts';

type Mapped = Pick<Policy, 'mappings'>;

/** What the warehouse's word for a service means; null when no row says so. Never a default. */
export const serviceFor = (policy: Mapped, says: string | null): ServiceMapping | null =>
  says === null ? null : (policy.mappings.services.find((one) => one.says === says) ?? null);

const carrierRow = (policy: Mapped, shipstation: string): CarrierMapping | null =>
  policy.mappings.carriers.find((one) => one.shipstation === shipstation) ?? null;

/** ShipStation's carrier code in the warehouse's words; null when no row says so. */
export const carrierForWarehouse = (policy: Mapped, shipstation: string): string | null =>
  carrierRow(policy, shipstation)?.warehouse ?? null;

/** ShipStation's carrier code in a channel's words; null when no row says so. */
export const carrierForChannel = (
  policy: Mapped,
  shipstation: string,
  channel: string,
): string | null => ownMember(carrierRow(policy, shipstation)?.channels ?? {}, channel);

/** The warehouse's word for a carrier as ShipStation's code; null when no row says so. */
export const carrierFromWarehouse = (policy: Mapped, says: string): string | null =>
  policy.mappings.carriers.find((one) => one.warehouse === says)?.shipstation ?? null;

/** ShipStation's code of a carrier that a person named by it, or by the warehouse's word. */
export const carrierCode = (policy: Mapped, said: string): string | null =>
  carrierRow(policy, said)?.shipstation ?? carrierFromWarehouse(policy, said);

/** The policy as it would be with that row: in the place of one for the same word, else last. */
export const withService = (policy: Policy, row: ServiceMapping): Policy => ({
  ...policy,
  mappings: {
    ...policy.mappings,
    services: [...policy.mappings.services.filter((one) => one.says !== row.says), row],
  },
});
