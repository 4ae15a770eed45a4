/** To whom work can be given: a role that may do it, somebody who has one, or the giver. */
import type { Tx } from '../store/database.ts';
import type { Bearer, PersonRole } from '../store/keys.ts';
import { listHands } from '../store/people.ts';
import { rights, wordsOfRole } from './rights.ts';

export type Givable = {
  readonly roles: readonly { readonly role: PersonRole; readonly words: string }[];
  /** Names of people who get in, in the order of names. */
  readonly people: readonly string[];
};

export const readGivable = async (tx: Tx): Promise<Givable> => {
  const { people } = rights['work-exceptions'];
  return {
    roles: people.map((role) => ({ role, words: wordsOfRole(role) })),
    people: await listHands(tx, people),
  };
};

/** The name as it is kept, however it was typed; null where nobody is called so. */
export const nameOfHand = (
  { roles, people }: Givable,
  to: string,
  giver: Pick<Bearer, 'name'>,
): string | null => {
  const names = [...roles.map(({ role }) => role), ...people, giver.name];
  const folded = to.trim().toLowerCase();
  return names.find((one) => one === to) ??
    names.find((one) => one.toLowerCase() === folded) ??
    roles.find(({ words }) => words.toLowerCase() === folded)?.role ?? null;
};
