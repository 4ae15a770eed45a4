/**
 * ShipStation promises no address of an order's page; its own search for the number leads there,
 * and to all that bear it where one was split. Another address than theirs is no ShipStation.
 */
import type { Connector } from '../../contract/connector.ts';

const search = 'https://ship.shipstation.com/orders/all-orders-search-result?quickSearch=';

export const pageOf: NonNullable<Connector['pageOf']> = (settings, { reference }) => {
  const { v1 } = settings;
  const base: unknown = typeof v1 === 'object' && v1 !== null ? Reflect.get(v1, 'baseUrl') : null;
  const isTheirs = base == null ||
    (typeof base === 'string' && URL.parse(base)?.hostname.endsWith('.shipstation.com') === true);
  return isTheirs ? `${search}${encodeURIComponent(reference)}` : null;
};
