/** Secrets that stand written out in a policy document, and their way out of it. */
import type { Tx } from '../store/database.ts';
import {
  lockPolicy, readPolicyVersions, rewritePolicyVersion, saveSecret,
} from '../store/policies.ts';
import { placeholdersIn } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

type Connectors = Surroundings['connectors'];

/**
 * A secret written out in the file is sealed under a name of its own, so that neither the
 * database nor an export ever shows it.
 */
export const takeLiteralSecrets = (
  document: unknown,
  connectors: Connectors,
): { clean: Readonly<Record<string, unknown>>; found: Readonly<Record<string, string>> } => {
  const found: Record<string, string> = {};
  const clean = isRecord(document) ? structuredClone(document) : {};
  const take = (at: Record<string, unknown>, member: string, names: string): void => {
    const value = at[member];
    if (typeof value !== 'string' || value === '') return;
    // One that is put together from names (`${SITE}-key`) would be sealed with the names in it.
    if (placeholdersIn(value).length > 0) return;
    const secretName = names.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
    found[secretName] = value;
    at[member] = `\${${secretName}}`;
  };
  const { alerts, connections } = clean;
  for (const [name, address] of Object.entries(isRecord(alerts) ? alerts : {})) {
    if (isRecord(address)) take(address, 'secret', `alerts_${name}_secret`);
  }
  for (const [name, connection] of Object.entries(isRecord(connections) ? connections : {})) {
    if (!isRecord(connection) || typeof connection['connector'] !== 'string') continue;
    const manifest = Object.hasOwn(connectors, connection['connector'])
      ? connectors[connection['connector']]?.manifest : undefined;
    for (const { path } of manifest?.settings.filter((one) => one.isSecret) ?? []) {
      const steps = path.split('.');
      const last = steps.pop() ?? '';
      let at: unknown = connection['settings'];
      for (const step of steps) at = isRecord(at) ? at[step] : undefined;
      if (isRecord(at)) take(at, last, `${name}_${path}`);
    }
  }
  return { clean, found };
};

/**
 * What an earlier version took for no secret is sealed at the next start, in every version of the
 * policy that is kept. Processes of the earlier version read on: to them it is a name like others.
 */
export const sealStoredPolicies = async (
  tx: Tx,
  connectors: Connectors,
  { seal, at }: { readonly seal: (secret: string) => string; readonly at: number },
): Promise<void> => {
  await lockPolicy(tx);
  // Oldest first: of several values the one in force is the last.
  const versions = await readPolicyVersions(tx);
  for (const [index, { version, document, policy }] of versions.entries()) {
    const { clean, found } = takeLiteralSecrets(document, connectors);
    const read = takeLiteralSecrets(policy, connectors);
    if (Object.keys({ ...found, ...read.found }).length === 0) continue;
    await rewritePolicyVersion(tx, version, { document: clean, policy: read.clean });
    if (index !== versions.length - 1) continue;
    for (const [name, secret] of Object.entries({ ...found, ...read.found })) {
      await saveSecret(tx, name, seal(secret), at);
    }
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
