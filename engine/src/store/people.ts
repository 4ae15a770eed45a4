/** The people who sign in here, as whoever looks after them sees them. */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import { personRoles, type PersonRole } from './keys.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly createdAt: number;
  /** From then on nobody gets in as this person; null while they may. */
  readonly deactivatedAt: number | null;
};

export type PersonListed = Person & {
  readonly hasPassword: boolean;
  /** Whether they have proved who they are at the provider, at least once. */
  readonly isAtProvider: boolean;
  /** How many sessions are open now. */
  readonly sessions: number;
  readonly lastSignInAt: number | null;
};

export const isPersonRole = (text: string): text is PersonRole =>
  personRoles.some((one) => one === text);

/** By name. */
export const listPeople = async (tx: Tx, now: number): Promise<readonly PersonListed[]> => {
  const rows = await tx.selectFrom('person').selectAll('person')
    .select((eb) => [
      eb.exists(eb.selectFrom('person_account').select('person_account.id')
        .whereRef('person_account.person_id', '=', 'person.id')
        .where('password', 'is not', null)).as('has_password'),
      eb.exists(eb.selectFrom('person_account').select('person_account.id')
        .whereRef('person_account.person_id', '=', 'person.id')
        .where('provider_id', '!=', 'credential')).as('is_at_provider'),
      eb.selectFrom('person_session').select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('person_session.person_id', '=', 'person.id')
        .where('expires_at', '>', new Date(now)).as('sessions'),
      eb.selectFrom('person_session')
        .select((of) => of.fn.max('person_session.created_at').as('at'))
        .whereRef('person_session.person_id', '=', 'person.id').as('last_sign_in_at'),
    ])
    .orderBy('name').orderBy('id').execute();
  return rows.flatMap((row) => asPerson(row).map((person) => ({
    ...person, hasPassword: row.has_password === true, isAtProvider: row.is_at_provider === true,
    sessions: row.sessions ?? 0, lastSignInAt: row.last_sign_in_at?.getTime() ?? null,
  })));
};

/** The names of those who get in and have one of these roles, each name once. */
export const listHands = async (
  tx: Tx,
  roles: readonly PersonRole[],
): Promise<readonly string[]> => {
  const rows = await tx.selectFrom('person').select('name').distinct()
    .where('deactivated_at', 'is', null).where('role', 'in', [...roles])
    .orderBy('name').execute();
  return rows.map((row) => row.name);
};

/** All, held until the transaction ends: of two changes at once the second sees the first. */
export const lockPeople = async (tx: Tx): Promise<readonly Person[]> => {
  const rows = await tx.selectFrom('person').selectAll().orderBy('id').forUpdate().execute();
  return rows.flatMap(asPerson);
};

export const readPerson = async (tx: Tx, id: string): Promise<Person | null> => {
  const row = await tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asPerson(row)[0] ?? null;
};

/** Who has which role and can get in, by name: for telling people whom to ask. */
export const readHolders = async (
  tx: Tx,
): Promise<readonly { readonly name: string; readonly role: PersonRole }[]> => {
  const rows = await tx.selectFrom('person').select(['name', 'role'])
    .where('deactivated_at', 'is', null).orderBy('name').limit(500).execute();
  return rows.flatMap(({ name, role }) => isPersonRole(role) ? [{ name, role }] : []);
};

export const addPerson = async (
  tx: Tx,
  { id, name, email, role, at }: Pick<Person, 'id' | 'name' | 'email' | 'role'> & {
    readonly at: number;
  },
): Promise<void> => {
  const now = new Date(at);
  await tx.insertInto('person').values({
    id, name: storable(name), email: storable(email), role, image: null, deactivated_at: null,
    // Whoever invites somebody says by it that the address is theirs.
    email_verified: true, created_at: now, updated_at: now,
  }).execute();
};

export const changePerson = async (
  tx: Tx,
  id: string,
  changes: {
    readonly name?: string; readonly email?: string; readonly role?: PersonRole;
    readonly deactivatedAt?: number | null;
  },
  at: number,
): Promise<void> => {
  const { name, email, role, deactivatedAt } = changes;
  await tx.updateTable('person').set({
    updated_at: new Date(at),
    ...(name === undefined ? {} : { name: storable(name) }),
    ...(email === undefined ? {} : { email: storable(email) }),
    ...(role === undefined ? {} : { role }),
    ...(deactivatedAt === undefined ? {}
      : { deactivated_at: deactivatedAt === null ? null : new Date(deactivatedAt) }),
  }).where('id', '=', id).execute();
};

/** Takes the password away and whatever binds the person to the provider. */
export const forgetWaysOf = async (tx: Tx, person: string): Promise<void> => {
  await tx.deleteFrom('person_account').where('person_id', '=', person).execute();
};

export const hasPassword = async (tx: Tx, person: string): Promise<boolean> =>
  (await tx.selectFrom('person_account').select('id').where('person_id', '=', person)
    .where('password', 'is not', null).executeTakeFirst()) !== undefined;

export type PersonSession = {
  readonly id: string;
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly from: string | null;
  /** What the browser calls itself. */
  readonly agent: string | null;
};

/** Newest first. */
export const listSessionsOf = async (
  tx: Tx,
  person: string,
  now: number,
): Promise<readonly PersonSession[]> => {
  const rows = await tx.selectFrom('person_session').selectAll()
    .where('person_id', '=', person).where('expires_at', '>', new Date(now))
    .orderBy('created_at', 'desc').orderBy('id').limit(100).execute();
  return rows.map((row) => ({
    id: row.id, startedAt: row.created_at.getTime(), expiresAt: row.expires_at.getTime(),
    from: row.came_from, agent: row.user_agent,
  }));
};

/** Ends sessions of a person and says how many: all, but for one, or one alone. */
export const endSessionsOf = async (
  tx: Tx,
  person: string,
  which: { readonly only: string } | { readonly except: string | null },
): Promise<number> => {
  let ending = tx.deleteFrom('person_session').where('person_id', '=', person);
  if ('only' in which) ending = ending.where('id', '=', which.only);
  else if (which.except !== null) ending = ending.where('id', '!=', which.except);
  const { numDeletedRows } = await ending.executeTakeFirst();
  return Number(numDeletedRows);
};

/** Sessions that are over, and what was remembered of people who never came back. */
export const sweepSignIn = async (tx: Tx, now: number): Promise<void> => {
  const over = new Date(now);
  await tx.deleteFrom('person_session').where('expires_at', '<', over).execute();
  await tx.deleteFrom('person_verification').where('expires_at', '<', over).execute();
};

const asPerson = (row: Selectable<Tables['person']>): readonly Person[] => {
  // A role that only a later version knows may nothing here.
  if (!isPersonRole(row.role)) return [];
  return [{
    id: row.id, name: row.name, email: row.email, role: row.role,
    createdAt: row.created_at.getTime(), deactivatedAt: row.deactivated_at?.getTime() ?? null,
  }];
};
