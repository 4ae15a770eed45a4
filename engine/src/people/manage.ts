/** What may be done about people: invited, given another role, shut out and let in; what never. */
import type { Tx } from '../store/database.ts';
import { dropLinksOf, saveLink, type PersonRole } from '../store/keys.ts';
import {
  addPerson, changePerson, endSessionsOf, forgetWaysOf, lockPeople, type Person,
} from '../store/people.ts';
import { wordsOfRole } from './rights.ts';

export type PersonChanged =
  | { readonly is: 'changed'; readonly person: Person }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-person' };

const refused = (words: string): PersonChanged => ({ is: 'refused', words });

/** How long an invitation is good for, and a link to somebody who is known here already. */
export const invitationLength = 3 * 24 * 3_600_000;
export const linkLength = 24 * 3_600_000;

/** One address is one person, however it is written. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/** Has no address yet: whoever came in by the link of the first start. No mail goes there. */
export const firstEmail = 'administrator@gatepass.invalid';

export const isPlaceholder = (email: string): boolean => email.endsWith('.invalid');

export const invite = async (
  tx: Tx,
  wanted: Pick<Person, 'id' | 'name' | 'email' | 'role'>,
  now: number,
): Promise<PersonChanged> => {
  const people = await lockPeople(tx);
  const email = plainEmail(wanted.email);
  const there = people.find((one) => one.email === email);
  if (there !== undefined) {
    return refused(`${there.name} has that address already, with the role ` +
      `${wordsOfRole(there.role)}${there.deactivatedAt === null ? '' : ', and is deactivated'}. ` +
      'Nothing was made.');
  }
  await addPerson(tx, { ...wanted, email, at: now });
  return readAgain(tx, wanted.id);
};

export const changeRole = async (
  tx: Tx,
  id: string,
  role: PersonRole,
  now: number,
): Promise<PersonChanged> => {
  const { person, isLastAdmin } = await lockOne(tx, id);
  if (person === null) return { is: 'no-such-person' };
  if (isLastAdmin && role !== 'admin') return refused(onlyAdmin(person));
  await changePerson(tx, id, { role }, now);
  return readAgain(tx, id);
};

export const changeDetails = async (
  tx: Tx,
  id: string,
  { name, email }: { readonly name: string; readonly email: string },
  now: number,
): Promise<PersonChanged> => {
  const { people, person } = await lockOne(tx, id);
  if (person === null) return { is: 'no-such-person' };
  const there = people.find((one) => one.email === plainEmail(email) && one.id !== id);
  if (there !== undefined) {
    return refused(`${there.name} has that address already. Nothing was changed.`);
  }
  await changePerson(tx, id, { name, email: plainEmail(email) }, now);
  return readAgain(tx, id);
};

/** Shuts somebody out at once: their sessions and links end with it. */
export const deactivate = async (tx: Tx, id: string, now: number): Promise<PersonChanged> => {
  const { person, isLastAdmin } = await lockOne(tx, id);
  if (person === null) return { is: 'no-such-person' };
  if (isLastAdmin) return refused(onlyAdmin(person));
  if (person.deactivatedAt === null) await changePerson(tx, id, { deactivatedAt: now }, now);
  await endSessionsOf(tx, id, { except: null });
  await dropLinksOf(tx, id);
  return readAgain(tx, id);
};

/** Lets somebody in again who was shut out, by a new link: what they knew counts no more. */
export const reactivate = async (tx: Tx, id: string, now: number): Promise<PersonChanged> => {
  const { person } = await lockOne(tx, id);
  if (person === null) return { is: 'no-such-person' };
  if (person.deactivatedAt === null) return refused(`${person.name} is not deactivated.`);
  await forgetWaysOf(tx, id);
  await changePerson(tx, id, { deactivatedAt: null }, now);
  return readAgain(tx, id);
};

/** A link in the place of those that were not used; `hash` is all that is kept of it. */
export const giveLink = async (
  tx: Tx,
  id: string,
  link: { readonly hash: string; readonly expiresAt: number },
): Promise<PersonChanged> => {
  const { person } = await lockOne(tx, id);
  if (person === null) return { is: 'no-such-person' };
  if (person.deactivatedAt !== null) {
    return refused(`${person.name} is deactivated, so a link would open nothing.`);
  }
  await dropLinksOf(tx, id);
  await saveLink(tx, { ...link, person: id });
  return { is: 'changed', person };
};

/** Finds the person with this address, or makes them: the first admin, and the demo's. */
export const findOrAdd = async (
  tx: Tx,
  wanted: Pick<Person, 'id' | 'name' | 'email' | 'role'>,
  now: number,
): Promise<Person> => {
  const there = (await lockPeople(tx)).find((one) => one.email === wanted.email);
  if (there !== undefined) return there;
  await addPerson(tx, { ...wanted, at: now });
  return { ...wanted, createdAt: now, deactivatedAt: null };
};

const onlyAdmin = ({ name }: Person): string =>
  `${name} is the only one left with the role Admin. Nothing was changed: give somebody else ` +
  'that role first.';

const lockOne = async (tx: Tx, id: string) => {
  const people = await lockPeople(tx);
  const person = people.find((one) => one.id === id) ?? null;
  const admins = people.filter((one) => one.role === 'admin' && one.deactivatedAt === null);
  return { people, person, isLastAdmin: admins.length === 1 && admins[0]?.id === id };
};

const readAgain = async (tx: Tx, id: string): Promise<PersonChanged> => {
  const person = (await lockPeople(tx)).find((one) => one.id === id);
  return person === undefined ? { is: 'no-such-person' } : { is: 'changed', person };
};
