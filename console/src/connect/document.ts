/** From what was filled in to the policy that is tried and applied. */
import type { ConnectorView, Document, PolicyWish } from '../api/connectors.ts';
import type { Draft, Secrets } from './draft.ts';
import { membersOf, type ConnectStep } from './steps.ts';

export type Filled = {
  readonly step: ConnectStep;
  readonly draft: Draft;
  readonly secrets: Secrets;
  readonly connector: ConnectorView;
};

/** An account is called as it was named; a warehouse's or channel's connection by its kind too. */
export function connectionName(step: ConnectStep, name: string, document: Document): string {
  if (step === 'shipstation') return name;
  const taken = membersOf(document['connections']);
  const plain = `${name.slice(0, 50)}-${step === 'warehouse' ? 'wms' : 'shop'}`;
  let free = plain;
  for (let count = 2; Object.hasOwn(taken, free); count += 1) free = `${plain}-${String(count)}`;
  return free;
}

/** The settings with their secrets, as a first contact needs them. */
export const settingsToTry = ({ connector, draft, secrets }: Filled): Document =>
  nested(connector.settings.map(({ path, isSecret }) =>
    [path, (isSecret ? secrets : draft.settings)[path] ?? '']));

/** The policy in force with this system in it, in shadow mode, and its secrets beside it. */
export function withSystem(
  filled: Filled, { document, version }: { readonly document: Document; readonly version: number },
): PolicyWish {
  const { step, draft, connector } = filled;
  const connection = connectionName(step, draft.name, document);
  const secrets: Record<string, string> = {};
  const settings = nested(connector.settings.map(({ path, isSecret }) => {
    const value = (isSecret ? filled.secrets : draft.settings)[path] ?? '';
    if (!isSecret || value === '') return [path, value];
    const name = secretName(connection, path);
    secrets[name] = value;
    return [path, `\${${name}}`];
  }));
  const connections = {
    ...membersOf(document['connections']),
    [connection]: { connector: connector.connector, settings, mode: 'shadow' },
  };
  return {
    basedOn: version, secrets,
    document: { ...document, connections, ...placeIn(document, step, draft, connection) },
  };
}

/** As the engine names a secret that stands written out in a policy file. */
const secretName = (connection: string, path: string): string =>
  `${connection}_${path}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');

function placeIn(
  document: Document, step: ConnectStep, { name, place }: Draft, connection: string,
): Document {
  if (step === 'shipstation') return {};
  const section = step === 'warehouse' ? 'warehouses' : 'channels';
  return { [section]: {
    ...membersOf(document[section]), [name]: { connection, ...placeOf(place) },
  } };
}

/** ShipStation's own numbers are numbers in the policy; a field left empty is left out. */
const numbers: ReadonlySet<string> = new Set(['shipFromWarehouseId', 'storeId']);

const placeOf = (place: Readonly<Record<string, string>>): Document =>
  Object.fromEntries(Object.entries(place).flatMap(([name, value]) => {
    if (value === '') return [];
    return [[name, numbers.has(name) && /^\d+$/.test(value) ? Number(value) : value]];
  }));

/** `v1.apiKey` becomes `{ v1: { apiKey } }`; what was left empty is left out. */
function nested(entries: readonly (readonly string[])[]): Document {
  const made: Record<string, unknown> = {};
  for (const [path = '', value = ''] of entries) {
    if (value === '') continue;
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let at: Record<string, unknown> = made;
    for (const step of steps) {
      const inner = { ...membersOf(at[step]) };
      at[step] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return made;
}
