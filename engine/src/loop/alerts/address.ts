/** An address that is told of causes, with its secrets in place. */
import { pushSettingsShape, type PushTarget } from '../../contract/push/settings.ts';
import type { AlertPolicy } from '../../core/policy/alerts.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Problem } from '../../core/policy/reading.ts';
import type { Tx } from '../../store/database.ts';
import { readPolicy, readSecrets } from '../../store/policies.ts';
import { fillIn, placeholdersIn, readSealed } from '../secrets.ts';
import type { Surroundings } from '../surroundings.ts';

export type Address =
  | { readonly is: 'open'; readonly target: PushTarget }
  /** Values that nobody gave, or that this process cannot unseal. */
  | { readonly is: 'missing'; readonly names: readonly string[] }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] };

const ours: Readonly<Record<string, string>> = { pushUrl: 'url', pushSecret: 'secret' };

export const readAddress = (
  { url, secret }: AlertPolicy,
  secretOf: (name: string) => string | null,
): Address => {
  const filled: string[] = [];
  const { settings, missing } = fillIn({ pushUrl: url, pushSecret: secret }, (name) => {
    const value = secretOf(name);
    if (value !== null) filled.push(value);
    return value;
  });
  if (missing.length > 0) return { is: 'missing', names: missing };
  const read = pushSettingsShape.safeParse(settings);
  if (read.success && read.data !== null) {
    const parts = placeholdersIn(url).length === 0 ? [] : partsOf(read.data.url);
    const secrets = [...read.data.secrets, ...filled, ...parts];
    return { is: 'open', target: { ...read.data, secrets } };
  }
  return { is: 'refused', problems: (read.error?.issues ?? []).map(({ path, message }) => ({
    path: ours[String(path[0])] ?? 'url', problem: message,
  })) };
};

/** Shorter ones stand in half of all sentences, and let nobody in. */
const shortestPart = 6;

/** Behind its host such an address is its own key, and who refuses a call names what was called. */
const partsOf = (address: string): readonly string[] => {
  const { pathname, search, searchParams } = new URL(address);
  return [`${pathname}${search}`, pathname, search, ...pathname.split('/'),
    ...searchParams.values()].filter((part) => part.length >= shortestPart);
};

/** What is wrong with the addresses of a policy; one whose secret is missing cannot be judged. */
export const checkAlerts = (
  { alerts = {} }: Policy,
  secretOf: (name: string) => string | null,
): readonly Problem[] =>
  Object.entries(alerts).flatMap(([name, one]) => {
    const read = readAddress(one, secretOf);
    return read.is !== 'refused' ? [] : read.problems.map(({ path, problem }) => ({
      path: `alerts.${name}.${path}`, problem,
    }));
  });

/** The addresses in force, each as this process can use it. */
export const openAddresses = async (
  tx: Tx,
  { unseal }: Pick<Surroundings, 'unseal'>,
): Promise<{ readonly policy: Policy; readonly addresses: ReadonlyMap<string, Address> }> => {
  const policy = await readPolicy(tx);
  const sealed = await readSecrets(tx);
  const secretOf = (name: string): string | null => {
    const secret = sealed.get(name);
    return secret === undefined ? null : readSealed(unseal, secret);
  };
  return { policy, addresses: new Map(Object.entries(policy.alerts ?? {}).map(([name, one]) =>
    [name, readAddress(one, secretOf)])) };
};
