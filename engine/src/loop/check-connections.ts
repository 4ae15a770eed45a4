import type { Connector } from '../contract/connector.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Problem } from '../core/policy/reading.ts';
import { lookProblems } from './look-bounds.ts';
import { manifestFor } from './manifest-for.ts';
import { fillIn } from './secrets.ts';

/**
 * Whether each connection names a connector that exists, has the right role and reads its settings.
 */
export const checkConnections = (
  policy: Policy,
  connectors: Readonly<Record<string, Connector>>,
  secretOf: (name: string) => string | null,
): readonly Problem[] => [
  ...Object.entries(policy.connections).flatMap(([name, connection]): readonly Problem[] => {
    const path = `connections.${name}`;
    const connector = find(connectors, connection.connector);
    if (connector === null) {
      return [{
        path: `${path}.connector`,
        problem: `names no connector; there are ${Object.keys(connectors).join(', ')}`,
      }];
    }
    const filled = fillIn(connection.settings, secretOf);
    const unbounded = manifestFor(connector, { settings: filled.settings });
    const looks = lookProblems(unbounded, connection.looks, `${path}.looks`);
    // Without its secrets a connection cannot be judged; the answer lists them as missing.
    if (filled.missing.length > 0) return looks;
    const opened = connector.open(filled.settings, {
      request: () => Promise.resolve({ is: 'not-sent', reason: 'settings are only being read' }),
    });
    return opened.is === 'session' ? looks : [...looks, ...opened.problems.map((one) => ({
      path: `${path}.settings${one.path === '' ? '' : `.${one.path}`}`, problem: one.problem,
    }))];
  }),
  ...wrongRoles(policy, connectors),
  ...wrongFaces(policy, connectors, secretOf),
];

/** An order that is to be fetched needs somebody who fetches; an account without API needs that. */
const wrongFaces = (
  policy: Policy,
  connectors: Readonly<Record<string, Connector>>,
  secretOf: (name: string) => string | null,
): readonly Problem[] => {
  const accounts = Object.entries(policy.warehouses).flatMap(([warehouse, { shipstation }]) => {
    const connection = policy.connections[shipstation];
    const connector = connection === undefined ? null : find(connectors, connection.connector);
    if (connection === undefined || connector === null) return [];
    const { settings, missing } = fillIn(connection.settings, secretOf);
    const { operations } = manifestFor(connector, { settings });
    return [{
      warehouse, shipstation, operations,
      // Without its secrets it cannot be judged; the answer lists them as missing.
      isFetching: missing.length > 0 || (connector.shelf?.(settings) ?? null) !== null,
      isAlone: connector.narrowed !== undefined && operations['buy-label'] === undefined,
    }];
  });
  const channels = Object.entries(policy.channels);
  return [
    ...accounts.flatMap(({ warehouse, shipstation, isAlone }): readonly Problem[] =>
      isAlone && policy.warehouses[warehouse]?.labels !== 'desk' ? [{
        path: `warehouses.${warehouse}.labels`,
        problem: `cannot be bought over ${shipstation}, which has no API (v1); say desk`,
      }] : []),
    ...(accounts.length === 0 ? [] : channels.flatMap(([name, { enters }]): readonly Problem[] => {
      const path = `channels.${name}.enters`;
      if (enters === 'custom-store' && accounts.every((one) => !one.isFetching)) {
        return [{ path, problem: 'says custom-store, and no ShipStation connection of a ' +
          'warehouse has customStore in its settings' }];
      }
      return enters !== 'custom-store' && accounts.every((one) => one.isAlone)
        ? [{ path, problem: 'must be custom-store: no ShipStation connection of a warehouse has ' +
          'an API (v1)' }] : [];
    })),
  ];
};

const find = (connectors: Readonly<Record<string, Connector>>, name: string): Connector | null =>
  Object.hasOwn(connectors, name) ? (connectors[name] ?? null) : null;

/** A shop's connection where a warehouse's is meant would only be noticed at the first parcel. */
const wrongRoles = (
  policy: Policy,
  connectors: Readonly<Record<string, Connector>>,
): readonly Problem[] => {
  const problems: Problem[] = [];
  const expect = (path: string, name: string, role: 'shipping' | 'warehouse' | 'channel'): void => {
    const connection = policy.connections[name];
    const connector = connection === undefined ? null : find(connectors, connection.connector);
    if (connector === null || connector.manifest.roles.includes(role)) return;
    problems.push({
      path,
      problem: `names ${name}, which is a ${connector.manifest.connector} connection and cannot ` +
        `be a ${role}`,
    });
  };
  for (const [name, one] of Object.entries(policy.warehouses)) {
    expect(`warehouses.${name}.connection`, one.connection, 'warehouse');
    expect(`warehouses.${name}.shipstation`, one.shipstation, 'shipping');
  }
  for (const [name, one] of Object.entries(policy.channels)) {
    expect(`channels.${name}.connection`, one.connection, 'channel');
  }
  return problems;
};
