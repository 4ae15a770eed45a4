/** Where people see an order in each other system, as far as the settings of connections say. */
import type { Connector } from '../contract/connector.ts';
import { consignmentsOf } from '../core/facts/one-identity.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { channelPolicy, warehousePolicy, type Policy } from '../core/policy/policy.ts';

export type OutsidePage = {
  readonly system: 'warehouse' | 'shipstation' | 'channel';
  /** The connection's. */
  readonly name: string;
  /** What the order is called there. */
  readonly reference: string;
  readonly url: string;
};

type Pages = readonly OutsidePage[];

/** An order in several parts has more of them than a head has room for. */
const pagesShown = 6;

export const pagesOf = (
  dossier: Dossier,
  policy: Policy,
  connectors: Readonly<Record<string, Connector>>,
): Pages => {
  const page = (
    system: OutsidePage['system'],
    name: string | null | undefined,
    reference: string,
  ): Pages => {
    const connection = name == null ? undefined : policy.connections[name];
    if (name == null || connection === undefined) return [];
    const url = connectors[connection.connector]?.pageOf?.(connection.settings, { reference });
    return url == null || !isPage(url) ? [] : [{ system, name, reference, url }];
  };
  const consignments = consignmentsOf(dossier);
  const warehouses = consignments.flatMap((one) => page(
    'warehouse', warehousePolicy(policy, one.warehouse)?.connection, one.reference));
  const standing = consignments.flatMap((one) => Object.values(one.orders)
    .filter((seen) => seen.goneAt === null)
    .flatMap((seen) => page(
      'shipstation', warehousePolicy(policy, one.warehouse)?.shipstation, seen.order.number)));
  const channel = dossier.channelSays === null ? [] : page(
    'channel', channelPolicy(policy, dossier.channel)?.connection,
    dossier.channelSays.order.reference);
  const all = [...warehouses, ...standing, ...channel];
  return all.filter((one, index) => all.findIndex(({ url }) => url === one.url) === index)
    .slice(0, pagesShown);
};

/** Settings are typed by people: what is no address of a page becomes no link. */
const isPage = (url: string): boolean =>
  /^https?:$/.test(URL.parse(url)?.protocol ?? '') && !url.includes('${');
