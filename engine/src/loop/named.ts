import type { Named } from '../contract/named.ts';
import type { Policy } from '../core/policy/policy.ts';

/** What the policy names that has to be found in the account of a connection. */
export const namedOf = (
  policy: Policy,
  connection: string,
  isShipping: (connection: string) => boolean,
): Named => {
  const warehouses = Object.entries(policy.warehouses)
    .filter(([, one]) => one.shipstation === connection);
  const isUsed = warehouses.length > 0;
  // The policy does not say which account a channel's store is in; with several it may be another.
  const isOnlyAccount = Object.keys(policy.connections).filter(isShipping).length === 1;
  return {
    connection,
    stores: isUsed && isOnlyAccount ? Object.entries(policy.channels).flatMap(([channel, one]) =>
      one.storeId === null
        ? [] : [{ id: one.storeId, channel, isOursToFill: one.enters === 'gatepass' }]) : [],
    shipFrom: warehouses.flatMap(([warehouse, one]) =>
      one.shipFromWarehouseId === null ? [] : [{ id: one.shipFromWarehouseId, warehouse }]),
    services: isUsed && isOnlyAccount ? policy.mappings.services.flatMap((one) =>
      one.is === 'mapped' ? [{
        says: one.says, carrier: one.carrier, service: one.service, package: one.package,
      }] : []) : [],
    carriers: isUsed && isOnlyAccount ? [...new Set(policy.mappings.services.flatMap((one) =>
      one.is === 'left-to-shipstation' ? one.expect : []))] : [],
  };
};
