/** What can be found out about a connection's account, what was, and consent to it. */
import type { Experiments, StepManifest } from '../contract/experiment.ts';
import type { ConnectionPolicy } from '../core/policy/policy.ts';
import { announce } from '../store/announce.ts';
import type { Tx } from '../store/database.ts';
import { readSteps, saveConsent, type StoredStep } from '../store/experiments.ts';
import { readPolicy } from '../store/policies.ts';
import { readTraits, type StoredTrait } from '../store/traits.ts';
import type { Surroundings } from './surroundings.ts';

export type AccountKnown = {
  readonly mode: ConnectionPolicy['mode'];
  readonly offered: Experiments;
  readonly steps: readonly StoredStep[];
  readonly traits: readonly StoredTrait[];
};

/** Null for a connection that the policy does not name. */
export const readKnown = async (
  tx: Tx,
  { connectors }: Surroundings,
  name: string,
): Promise<AccountKnown | null> => {
  const policy = await readPolicy(tx);
  const connection = Object.hasOwn(policy.connections, name) ? policy.connections[name] : undefined;
  if (connection === undefined) return null;
  return {
    mode: connection.mode,
    offered: connectors[connection.connector]?.experiments ?? { steps: [], unknowns: [] },
    steps: await readSteps(tx, name),
    traits: await readTraits(tx, name),
  };
};

export type Consented =
  | { readonly is: 'consented' }
  | { readonly is: 'unknown-connection' }
  | {
      readonly is: 'refused';
      readonly problems: readonly { readonly path: string; readonly problem: string }[];
    };

/** Notes the consent to these steps, all or none; whoever holds the connection carries them out. */
export const consentTo = async (
  tx: Tx,
  surroundings: Surroundings,
  name: string,
  { steps, by }: { readonly steps: readonly string[]; readonly by: string },
): Promise<Consented> => {
  const account = await readKnown(tx, surroundings, name);
  if (account === null) return { is: 'unknown-connection' };
  const offered = account.offered.steps;
  const problems = steps.flatMap((step, index) => {
    const problem = problemOf(offered.find((one) => one.step === step), account);
    return problem === null ? [] : [{ path: `steps.${String(index)}`, problem }];
  });
  if (problems.length > 0) return { is: 'refused', problems };
  for (const step of new Set(steps)) {
    const position = offered.findIndex((one) => one.step === step);
    await saveConsent(tx, name, { step, position }, { by, at: surroundings.now() });
  }
  await announce(tx, 'wishes', name);
  return { is: 'consented' };
};

const problemOf = (step: StepManifest | undefined, { mode, offered }: AccountKnown) => {
  if (step === undefined) {
    return offered.steps.length === 0 ? 'this connection has no steps'
      : `is no step; there are ${offered.steps.map((one) => one.step).join(', ')}`;
  }
  return step.isAlone && mode === 'live'
    ? `${step.step} needs the connection for itself: set its mode to shadow in the policy first`
    : null;
};
