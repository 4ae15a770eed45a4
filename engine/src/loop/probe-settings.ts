/** Settings that nobody has applied yet, tried on the other side. */
import type { SettingsProblem } from '../contract/connector.ts';
import { nothingNamed } from '../contract/named.ts';
import type { Tx } from '../store/database.ts';
import { readPolicy } from '../store/policies.ts';
import { nothingKnown } from '../contract/experiment.ts';
import { openSafely } from './connections.ts';
import { contained } from './contained.ts';
import { countedWire } from './counted-wire.ts';
import { countedFiles } from './files/counted.ts';
import { busyFor, type Probed } from './probe.ts';
import { placeholdersIn } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

export type SettingsRead =
  | { readonly is: 'no-connector' }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] }
  | { readonly is: 'ready'; readonly probe: () => Promise<Probed> };

export type GivenSettings = {
  readonly connector: string;
  /** The name that the connection is to have. */
  readonly connection: string;
  readonly settings: Readonly<Record<string, unknown>>;
};

/**
 * First contact before a connection is in the policy: reads the settings, and hands back the probe,
 * which alone calls anybody. Nothing of it is kept but the count of its calls, under the name that
 * the connection is to have: the other side counts them too.
 */
export const settingsToProbe = async (
  tx: Tx,
  surroundings: Surroundings,
  { connector: name, connection, settings }: GivenSettings,
): Promise<SettingsRead> => {
  const { connectors, now, limitNow, log } = surroundings;
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
  if (Object.hasOwn((await readPolicy(tx)).connections, connection)) {
    return { is: 'refused', problems: [{
      path: 'connection', problem: `is in the policy already: there is a ${connection}`,
    }] };
  }
  const wire = countedWire(
    surroundings, connection, () => manifest,
    // A person asks; the budget is looked at below.
    () => Promise.resolve(true));
  const files = countedFiles(surroundings, connection, () => Promise.resolve(true));
  const opened = openSafely(() => connector.open(settings, wire, nothingKnown, files));
  if (opened.is === 'refused') {
    return { is: 'refused', problems: opened.problems.map(({ path, problem }) => ({
      path: path === '' ? 'settings' : `settings.${path}`, problem,
    })) };
  }
  const busy = await busyFor(tx, connection, manifest, limitNow());
  const session = contained(opened.session, { connection, begun: () => 0, log });
  return {
    is: 'ready',
    probe: async () => busy ?? session.probe(now(), { ...nothingNamed, connection }),
  };
};
