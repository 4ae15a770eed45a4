/** Applies a policy document: reads it, names what changes, keeps its secrets sealed. */
import { sameContent } from '../core/facts/same-content.ts';
import type { parsePolicy } from '../core/policy/parse.ts';
import type { Problem } from '../core/policy/reading.ts';
import type { Tx } from '../store/database.ts';
import { wakeEverything } from '../store/dossiers.ts';
import { announce } from '../store/announce.ts';
import {
  lockPolicy, readPolicyDocument, readSecrets, savePolicy, saveSecret,
} from '../store/policies.ts';
import { checkConnections } from './check-connections.ts';
import { describeChanges } from './describe-changes.ts';
import { placeholdersIn, readSealed } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

export type PolicyToApply = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly by: string;
  readonly seal: (secret: string) => string;
  readonly parse: typeof parsePolicy;
};

export type AppliedPolicy =
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  | {
      readonly is: 'applied';
      readonly version: number;
      readonly isChanged: boolean;
      readonly changes: string[];
      readonly missingSecrets: string[];
      readonly warnings: string[];
    };

export const applyPolicy = (
  surroundings: Surroundings,
  given: PolicyToApply,
): Promise<AppliedPolicy> =>
  surroundings.database.transaction((tx) => apply(tx, surroundings, given));

const apply = async (
  tx: Tx,
  { connectors, unseal, now }: Surroundings,
  { document, secrets, dryRun, by, seal, parse }: PolicyToApply,
): Promise<AppliedPolicy> => {
  await lockPolicy(tx);
  const before = await readPolicyDocument(tx);
  const version = (before?.version ?? 0) + 1;
  const { clean, found } = takeLiteralSecrets(document, connectors);
  const parsed = parse(clean, version);
  if (parsed.is === 'refused') return parsed;
  const given = { ...found, ...secrets };
  const held = await readSecrets(tx);
  const named = placeholdersIn(clean);
  const heldValue = (name: string): string | null => {
    const sealed = held.get(name);
    return sealed === undefined ? null : readSealed(unseal, sealed);
  };
  const valueOf = (name: string): string | null => given[name] ?? heldValue(name);
  const missingSecrets = named.filter((name) => valueOf(name) === null);
  const problems = checkConnections(parsed.policy, connectors, valueOf);
  if (problems.length > 0) return { is: 'refused', problems };
  const changes = describeChanges(before?.document ?? {}, clean);
  const renewed = named.filter((name) =>
    given[name] !== undefined && heldValue(name) !== given[name]);
  const isChanged = before === null || !sameContent(before.document, clean) || renewed.length > 0;
  const answer: AppliedPolicy = {
    is: 'applied', isChanged, missingSecrets,
    version: isChanged && !dryRun ? version : (before?.version ?? 0),
    changes: [...changes, ...renewed.map((name) => `the value of ${name} is new`)],
    warnings: missingSecrets.map((name) =>
      `${name} has no value yet: its connection cannot be used until it is given.`),
  };
  if (dryRun || !isChanged) return answer;
  const at = now();
  for (const name of renewed) await saveSecret(tx, name, seal(given[name] ?? ''), at);
  await savePolicy(tx, parsed.policy, clean, { at, by });
  await wakeEverything(tx, at);
  await announce(tx, 'due', 'policy');
  return answer;
};

/**
 * A secret written out in the file is sealed under a name of its own, so that neither the
 * database nor an export ever shows it.
 */
const takeLiteralSecrets = (
  document: Readonly<Record<string, unknown>>,
  connectors: Surroundings['connectors'],
): { clean: Readonly<Record<string, unknown>>; found: Readonly<Record<string, string>> } => {
  const found: Record<string, string> = {};
  const clean = structuredClone(document);
  const connections: unknown = clean['connections'];
  if (!isRecord(connections)) return { clean, found };
  for (const [name, connection] of Object.entries(connections)) {
    if (!isRecord(connection) || typeof connection['connector'] !== 'string') continue;
    const manifest = Object.hasOwn(connectors, connection['connector'])
      ? connectors[connection['connector']]?.manifest : undefined;
    for (const { path } of manifest?.settings.filter((one) => one.isSecret) ?? []) {
      const steps = path.split('.');
      const last = steps.pop() ?? '';
      let at: unknown = connection['settings'];
      for (const step of steps) at = isRecord(at) ? at[step] : undefined;
      if (!isRecord(at)) continue;
      const value = at[last];
      const isPlaceholder = typeof value === 'string' && /^\$\{[A-Z][A-Z0-9_]*\}$/.test(value);
      if (typeof value !== 'string' || value === '' || isPlaceholder) continue;
      const secretName = `${name}_${path}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
      found[secretName] = value;
      at[last] = `\${${secretName}}`;
    }
  }
  return { clean, found };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
