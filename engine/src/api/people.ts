import { instant, renderInstant } from '../core/model/instant.ts';
import { isPlaceholder } from '../people/manage.ts';
import { wordsOfRole } from '../people/rights.ts';
import type { PersonListed } from '../store/people.ts';
import type { PersonView } from './shapes.ts';

export const viewPerson = (person: PersonListed): PersonView => {
  const { id, name, email, role, hasPassword, isAtProvider, sessions } = person;
  const state = stateOf(person);
  return {
    id, name, role, state, hasPassword, isAtProvider, sessions,
    email: isPlaceholder(email) ? null : email,
    createdAt: renderInstant(instant(person.createdAt)),
    lastSignInAt: person.lastSignInAt === null ? null
      : renderInstant(instant(person.lastSignInAt)),
    sentence: `${name} has the role ${wordsOfRole(role)}${wordsOfState[state]}.`,
  };
};

const stateOf = ({
  deactivatedAt, hasPassword, isAtProvider, sessions,
}: PersonListed): PersonView['state'] => {
  if (deactivatedAt !== null) return 'deactivated';
  return hasPassword || isAtProvider || sessions > 0 ? 'active' : 'invited';
};

const wordsOfState = {
  'active': '',
  'invited': ' and has not come in yet',
  'deactivated': ' and is deactivated: nobody gets in as this person',
} as const satisfies Readonly<Record<PersonView['state'], string>>;
