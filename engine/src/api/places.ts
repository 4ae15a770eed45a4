import { readPolicy } from '../store/policies.ts';
import type { ApiContext } from './context.ts';
import { notFound } from './problem.ts';

export type Place = { readonly warehouse: string } | { readonly channel: string };

/** A warehouse or channel that the policy does not name is a slip in the address. */
export const requirePlace = async (
  { surroundings: { database } }: ApiContext,
  place: Place,
): Promise<void> => {
  const policy = await database.transaction(readPolicy);
  const [kind, name, known] = 'warehouse' in place
    ? ['warehouse', place.warehouse, policy.warehouses] as const
    : ['channel', place.channel, policy.channels] as const;
  if (Object.hasOwn(known, name)) return;
  const names = Object.keys(known);
  throw notFound(`${kind} called ${name} in the policy${names.length === 0
    ? '; it names none yet, so apply a policy file first' : `; it knows ${names.join(', ')}`}`);
};
