/** Applies a policy document: reads it, names what changes, keeps its secrets sealed. */
import { sameContent } from '../core/facts/same-content.ts';
import { ownersByKind } from '../core/policy/owners.ts';
import type { parsePolicy } from '../core/policy/parse.ts';
import type { Problem } from '../core/policy/reading.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { wakeEverything } from '../store/dossiers.ts';
import { handOver, readOwnedOtherwise, type OwnedOtherwise } from '../store/kind-owners.ts';
import { announce } from '../store/announce.ts';
import { forgetExperiments } from '../store/experiments.ts';
import {
  lockPolicy, readPolicy, readPolicyDocument, readSecrets, savePolicy, saveSecret,
} from '../store/policies.ts';
import { checkAlerts } from './alerts/address.ts';
import { checkConnections } from './check-connections.ts';
import { describeChanges } from './describe-changes.ts';
import { objectionsToLeavingShadow } from './going-live/leave-shadow.ts';
import { takeLiteralSecrets } from './literal-secrets.ts';
import { placeholdersIn, readSealed } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

export type PolicyToApply = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  /** The version that the document was made from, so that nobody's change is overwritten. */
  readonly basedOn?: number | undefined;
  /** Open causes that nobody has taken go to the roles that the document gives to their kinds. */
  readonly reassign?: boolean | undefined;
  readonly by: string;
  readonly seal: (secret: string) => string;
  readonly parse: typeof parsePolicy;
};

export type AppliedPolicy =
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  /** Somebody has applied another version since. */
  | { readonly is: 'overtaken'; readonly version: number }
  | {
      readonly is: 'applied';
      readonly version: number;
      readonly isChanged: boolean;
      readonly changes: string[];
      readonly missingSecrets: string[];
      readonly warnings: string[];
      /** Open causes that are not with the role of their kind: as they were before this. */
      readonly ownedOtherwise: OwnedOtherwise[];
      /** Those that nobody has taken were handed over. */
      readonly isHandedOver: boolean;
    };

/** All of it in the given transaction; with `dryRun` nothing is written. */
export const applyPolicy = async (
  tx: Tx,
  { connectors, unseal, now }: Surroundings,
  { document, secrets, dryRun, basedOn, reassign = false, by, seal, parse }: PolicyToApply,
): Promise<AppliedPolicy> => {
  await lockPolicy(tx);
  const before = await readPolicyDocument(tx);
  const inForce = before?.version ?? 0;
  if (basedOn !== undefined && basedOn !== inForce) return { is: 'overtaken', version: inForce };
  const version = inForce + 1;
  const { clean, found } = takeLiteralSecrets(document, connectors);
  const parsed = parse(clean, version);
  if (parsed.is === 'refused') return parsed;
  // Applied by a version that did not seal it yet, a secret still stands in the document of before.
  const earlier = takeLiteralSecrets(before?.document ?? {}, connectors);
  const given: Readonly<Record<string, string>> = { ...earlier.found, ...found, ...secrets };
  const held = await readSecrets(tx);
  const named = placeholdersIn(clean);
  const heldValue = (name: string): string | null => {
    const sealed = held.get(name);
    return sealed === undefined ? null : readSealed(unseal, sealed);
  };
  const valueOf = (name: string): string | null => given[name] ?? heldValue(name);
  const missingSecrets = named.filter((name) => valueOf(name) === null);
  const old = await readPolicy(tx);
  const problems = [
    ...checkConnections(parsed.policy, connectors, valueOf),
    ...checkAlerts(parsed.policy, valueOf),
    ...await objectionsToLeavingShadow(tx, old, parsed.policy),
  ];
  if (problems.length > 0) return { is: 'refused', problems };
  const changes = describeChanges(earlier.clean, clean);
  const renewed = named.filter((name) =>
    given[name] !== undefined && heldValue(name) !== given[name]);
  const isChanged = before === null || !sameContent(earlier.clean, clean) || renewed.length > 0;
  const kinds = ownersByKind(parsed.policy);
  const ownedOtherwise = [...await readOwnedOtherwise(tx, kinds)];
  const isHandedOver = reassign && !dryRun && ownedOtherwise.some(({ causes }) => causes > 0);
  const answer: AppliedPolicy = {
    is: 'applied', isChanged, missingSecrets, ownedOtherwise, isHandedOver,
    version: isChanged && !dryRun ? version : inForce,
    changes: [...changes, ...renewed.map((name) => `the value of ${name} is new`)],
    warnings: missingSecrets.map((name) =>
      `${name} has no value yet: its connection cannot be used until it is given.`),
  };
  if (dryRun) return answer;
  const at = now();
  if (isChanged) {
    for (const name of renewed) await saveSecret(tx, name, seal(given[name] ?? ''), at);
    await forgetOthers(tx, old, parsed.policy);
    await savePolicy(tx, parsed.policy, clean, { at, by });
    await wakeEverything(tx, at);
    await announce(tx, 'due', 'policy');
  }
  // After the orders were locked to wake them: whoever decides locks in the same order.
  if (isHandedOver) await handOver(tx, kinds, { by, at });
  return answer;
};

/** What was found out about another account, or about none, holds no longer. */
const forgetOthers = async (tx: Tx, old: Policy, anew: Policy): Promise<void> => {
  for (const [name, { connector }] of Object.entries(old.connections)) {
    const isSame = anew.connections[name]?.connector === connector;
    if (!isSame) await forgetExperiments(tx, name);
  }
};
