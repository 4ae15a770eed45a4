/** The three systems of a hand-over, in the order in which they are connected. */
import type { ConnectorRole, ConnectorView, Document } from '../api/connectors.ts';

/** A warehouse names the account that it ships with, so that the account comes first. */
export const connectSteps = ['shipstation', 'warehouse', 'channel'] as const;
export type ConnectStep = (typeof connectSteps)[number];

export const connectPlaces = [...connectSteps, 'mappings', 'next'] as const;
export type ConnectPlace = (typeof connectPlaces)[number];

export const isStep = (place: ConnectPlace): place is ConnectStep =>
  connectSteps.some((step) => step === place);

export const roleOf = (step: ConnectStep): ConnectorRole =>
  step === 'shipstation' ? 'shipping' : step;

/** What the policy has for a step: an account, or a warehouse or channel with its connection. */
export type Connected = {
  readonly name: string;
  readonly connection: string;
  readonly connector: string;
};

export function connectedIn(
  document: Document, step: ConnectStep, connectors: readonly ConnectorView[],
): readonly Connected[] {
  const connections = membersOf(document['connections']);
  const connectorOf = (connection: string): string =>
    textAt(membersOf(connections[connection]), 'connector');
  if (step === 'shipstation') {
    return Object.keys(connections)
      .map((name) => ({ name, connection: name, connector: connectorOf(name) }))
      .filter(({ connector }) => connectors.some((one) =>
        one.connector === connector && one.roles.includes('shipping')));
  }
  return Object.entries(membersOf(document[step === 'warehouse' ? 'warehouses' : 'channels']))
    .map(([name, place]) => {
      const connection = textAt(membersOf(place), 'connection');
      return { name, connection, connector: connectorOf(connection) };
    });
}

/** The first that is not connected yet; after the last one, what comes next. */
export const firstOpen = (isConnected: (step: ConnectStep) => boolean): ConnectPlace =>
  connectSteps.find((step) => !isConnected(step)) ?? 'next';

export const placeAfter = (step: ConnectStep): ConnectPlace =>
  connectPlaces[connectPlaces.indexOf(step) + 1] ?? 'next';

/** Whatever is not said to be in shadow mode is written to. */
export const liveIn = (document: Document): readonly string[] =>
  Object.entries(membersOf(document['connections']))
    .filter(([, connection]) => textAt(membersOf(connection), 'mode') !== 'shadow')
    .map(([name]) => name);

/** Whatever is an object and no list has members by name. */
export const membersOf = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Document : {};

function textAt(members: Document, name: string): string {
  const value = members[name];
  return typeof value === 'string' ? value : '';
}
