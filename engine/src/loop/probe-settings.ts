/** Settings that nobody has applied yet, tried on the other side. */
import type { SettingsProblem } from '../contract/connector.ts';
import { nothingNamed } from '../contract/named.ts';
import { readPolicy } from '../store/policies.ts';
import { countedWire } from './counted-wire.ts';
import { busyFor, type Probed } from './probe.ts';
import { placeholdersIn } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

export type SettingsTried =
  | { readonly is: 'no-connector' }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] }
  | { readonly is: 'tried'; readonly probed: Probed };

/**
 * First contact before a connection is in the policy. Nothing of it is kept but the count of its
 * calls, under the name that it is to have: the other side counts them too.
 */
export const probeSettings = async (
  surroundings: Surroundings,
  { connector: name, connection, settings }: {
    readonly connector: string;
    readonly connection: string;
    readonly settings: Readonly<Record<string, unknown>>;
  },
): Promise<SettingsTried> => {
  const { database, connectors, now } = surroundings;
  const connector = Object.hasOwn(connectors, name) ? connectors[name] : undefined;
  if (connector === undefined) return { is: 'no-connector' };
  const { manifest } = connector;
  // A stored secret is never sent to an address that somebody only tries out.
  if (placeholdersIn(settings).length > 0) {
    return { is: 'refused', problems: [{
      path: 'settings',
      problem: 'hold a ${NAME} in the place of a value: give the value itself to try it',
    }] };
  }
  const wire = countedWire(
    surroundings, connection, () => manifest,
    // A person asks; the budget is looked at below.
    () => Promise.resolve(true));
  const opened = connector.open(settings, wire);
  if (opened.is === 'refused') {
    return { is: 'refused', problems: opened.problems.map(({ path, problem }) => ({
      path: path === '' ? 'settings' : `settings.${path}`, problem,
    })) };
  }
  const before = await database.transaction(async (tx) => ({
    isTaken: Object.hasOwn((await readPolicy(tx)).connections, connection),
    busy: await busyFor(tx, connection, manifest, surroundings.limitNow()),
  }));
  if (before.isTaken) {
    return { is: 'refused', problems: [{
      path: 'connection', problem: `is in the policy already: there is a ${connection}`,
    }] };
  }
  return {
    is: 'tried', probed: before.busy ?? await opened.session.probe(now(), {
      ...nothingNamed, connection,
    }),
  };
};
