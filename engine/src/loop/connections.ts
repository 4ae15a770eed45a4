import type { Connector, Opened, Session } from '../contract/connector.ts';
import type { Files } from '../contract/files.ts';
import type { Wire } from '../contract/wire.ts';
import type { ConnectionPolicy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { readSecrets } from '../store/policies.ts';
import { readTraits } from '../store/traits.ts';
import { faultInWords } from './fault-words.ts';
import { fillIn, readSealed } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

export type OpenConnection =
  | {
      readonly is: 'open'; readonly connector: Connector; readonly session: Session;
      /** The values that the settings were filled with. */
      readonly secrets: readonly string[];
    }
  | { readonly is: 'unusable'; readonly sentences: readonly string[] };

/** Binds a connection to its connector, its secrets, its wire and what is known of its account. */
export const openConnection = async (
  tx: Tx,
  { connectors, unseal }: Pick<Surroundings, 'connectors' | 'unseal'>,
  { name, connection, wire, files }: {
    readonly name: string; readonly connection: ConnectionPolicy; readonly wire: Wire;
    readonly files?: Files;
  },
): Promise<OpenConnection> => {
  const connector = Object.hasOwn(connectors, connection.connector)
    ? connectors[connection.connector] : undefined;
  if (connector === undefined) {
    return { is: 'unusable', sentences: [
      `There is no connector called ${connection.connector}; there are ` +
        `${Object.keys(connectors).join(', ')}.`,
    ] };
  }
  const sealed = await readSecrets(tx);
  const secrets: string[] = [];
  const filled = fillIn(connection.settings, (secretName) => {
    const secret = sealed.get(secretName);
    const value = secret === undefined ? null : readSealed(unseal, secret);
    if (value !== null) secrets.push(value);
    return value;
  });
  if (filled.missing.length > 0) {
    return { is: 'unusable', sentences: filled.missing.map((name) =>
      sealed.has(name)
        ? `The value of ${name} was sealed with another key than this process has. Give all ` +
          'processes the same GATEPASS_SECRET_KEY, or apply the policy again with its secrets.'
        : `The value of ${name} was never given: apply the policy with it in the environment.`) };
  }
  const known = await readTraits(tx, name);
  const traits = Object.fromEntries(known.map((one) => [one.name, one.value]));
  const opened = openSafely(() => connector.open(filled.settings, wire, traits, files));
  return opened.is === 'session'
    ? { is: 'open', connector, session: opened.session, secrets }
    : { is: 'unusable', sentences: opened.problems.map(({ path, problem }) =>
      `${path === '' ? 'settings' : path} ${problem}.`) };
};

/** A connector that trips over settings leaves its connection unused, and no other. */
export const openSafely = (open: () => Opened): Opened => {
  try {
    return open();
  } catch (fault) {
    const words = faultInWords(fault);
    return { is: 'refused', problems: [{
      path: '', problem: `cannot be used: Gatepass tripped over them (“${words}”)`,
    }] };
  }
};
