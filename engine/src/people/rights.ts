/**
 * Who may do what: the one table. Routes ask it, the console asks it through `/v1/me`, and
 * docs/people.md prints it; a test walks every route with every role against it.
 *
 * A key is a program's and a role is a person's. They share two words: an operator's key runs the
 * day, a person who is an operator stands at the bench.
 */
import type { RulingKind } from '../core/model/dossier.ts';
import type { Bearer, PersonRole, Role } from '../store/keys.ts';

export type Allowed = {
  /** As the beginning of a sentence that goes on with "needs the role …". */
  readonly what: string;
  readonly people: readonly PersonRole[];
  readonly keys: readonly Role[];
};

const anyone: readonly PersonRole[] = [
  'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor', 'admin',
];

export const rights = {
  'read': {
    what: 'Reading orders, exceptions and connections',
    people: anyone, keys: ['admin', 'operator', 'reader'],
  },
  'see-customers': {
    what: 'Seeing who an order goes to',
    people: ['lead', 'operator', 'customer-service', 'engineer', 'admin'],
    keys: ['admin', 'operator', 'reader'],
  },
  'see-costs': {
    what: 'Seeing costs',
    people: ['lead', 'finance', 'auditor', 'admin'], keys: ['admin', 'operator', 'reader'],
  },
  'work-exceptions': {
    what: 'Taking up, giving away and putting off exceptions',
    people: ['lead', 'operator', 'customer-service', 'finance', 'engineer', 'admin'],
    keys: ['admin', 'operator'],
  },
  'note': {
    what: 'Writing notes and asking the warehouse',
    people: ['lead', 'operator', 'customer-service', 'finance', 'engineer', 'admin'],
    keys: ['admin', 'operator', 'reader'],
  },
  'share-views': {
    what: 'Keeping views of lists for the team',
    people: ['lead', 'operator', 'customer-service', 'finance', 'engineer', 'admin'],
    keys: ['admin', 'operator'],
  },
  'answer-questions': {
    what: 'Answering for the warehouse',
    people: ['lead', 'operator', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'confirm-address': {
    what: 'Confirming an address',
    people: ['lead', 'operator', 'customer-service', 'engineer', 'admin'],
    keys: ['admin', 'operator'],
  },
  'rule': {
    what: 'Deciding about an order',
    people: ['lead', 'operator', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'say-it-left': {
    what: 'Saying that goods left by other means',
    people: ['lead', 'operator', 'customer-service', 'engineer', 'admin'],
    keys: ['admin', 'operator'],
  },
  'tell-again': {
    what: 'Telling a warehouse or a channel again',
    people: ['lead', 'operator', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'fix-many': {
    what: 'Changing many orders at once',
    people: ['lead', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'test-connection': {
    what: 'Testing a connection',
    people: ['lead', 'operator', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'steer-connection': {
    what: 'Pausing and resuming a connection',
    people: ['lead', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'count-open-orders': {
    what: 'Counting the open orders in another system',
    people: ['lead', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'go-without-record': {
    what: 'Letting an order go on without a record',
    people: ['lead', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'go-live': {
    what: 'Going live and replaying',
    people: ['lead', 'engineer', 'admin'], keys: ['admin', 'operator'],
  },
  'change-policy': {
    what: 'Changing the policy and its mappings',
    people: ['engineer', 'admin'], keys: ['admin'],
  },
  'probe-account': {
    what: 'Finding out what an account does',
    people: ['engineer', 'admin'], keys: ['admin'],
  },
  'read-audit': {
    what: 'Reading the audit',
    people: ['auditor', 'admin'], keys: ['admin'],
  },
  'manage-people': {
    what: 'Inviting people and changing their roles',
    people: ['admin'], keys: ['admin'],
  },
  'manage-keys': { what: 'Making and revoking keys', people: ['admin'], keys: ['admin'] },
  'back-up': { what: 'Making a backup', people: ['admin'], keys: ['admin'] },
  'warehouse': {
    what: 'Speaking for a warehouse', people: ['admin'], keys: ['admin', 'warehouse'],
  },
  'channel': {
    what: 'Speaking for a channel', people: ['admin'], keys: ['admin', 'channel'],
  },
} as const satisfies Readonly<Record<string, Allowed>>;

export type RightName = keyof typeof rights;

/** What is done in the name of one warehouse or channel. */
export type PartyRight = 'warehouse' | 'channel';
export type Right = Exclude<RightName, PartyRight>;

// `as` because the keys of a record are known to the compiler and not to Object.keys.
const names = Object.keys(rights) as RightName[];

/** In the order of the table, without those that only programs are asked for. */
export const rightsOfPeople: readonly Right[] = names.filter(
  (one): one is Right => one !== 'warehouse' && one !== 'channel');

export const isAllowed = (bearer: Bearer, right: RightName): boolean => {
  const { people, keys }: Allowed = rights[right];
  const own: readonly string[] = bearer.person === null ? keys : people;
  return own.includes(bearer.role);
};

/**
 * Customer service confirms addresses and hears how goods went; what else is ruled sends goods or
 * holds them back.
 */
export const rightToRule = (kind: RulingKind): Right => {
  switch (kind) {
    case 'address-confirmed':
      return 'confirm-address';
    case 'sent-otherwise':
      return 'say-it-left';
    case 'tell-again':
      return 'tell-again';
    default:
      return 'rule';
  }
};

/** Whose the views of others are to change as well. */
export const isStewardOfViews = ({ role }: Bearer): boolean => role === 'lead' || role === 'admin';

/** In the words of whoever asks: a person's roles, or those of a key. */
export const rolesFor = (bearer: Bearer, right: RightName): readonly string[] =>
  bearer.person === null ? rights[right].keys : rights[right].people;

const roleWords = {
  'lead': 'Lead',
  'operator': 'Operator',
  'customer-service': 'Customer service',
  'finance': 'Finance',
  'engineer': 'Engineer',
  'auditor': 'Auditor',
  'admin': 'Admin',
} as const satisfies Readonly<Record<PersonRole, string>>;

export const wordsOfRole = (role: PersonRole): string => roleWords[role];

/** "Mia and Tom", "Asha, Mia and 4 others"; empty for nobody. */
export const listed = (all: readonly string[], joint: 'and' | 'or', atMost = 6): string => {
  const shown = all.length <= atMost ? all
    : [...all.slice(0, atMost - 1), `${String(all.length - atMost + 1)} others`];
  return shown.length < 2 ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1) ?? ''}`;
};

export type Holder = { readonly name: string; readonly role: PersonRole };

/** What is needed, in words for somebody who lacks it; `people` are those who are here. */
export const sayWhatItNeeds = (
  bearer: Bearer,
  right: RightName,
  people: readonly Holder[],
): string => {
  const { what, people: roles, keys }: Allowed = rights[right];
  if (bearer.person === null && !keys.includes('admin')) return `${what} is not for keys.`;
  if (bearer.person === null) {
    return `${what} needs a key with the role ${listed(keys, 'or')}. ` +
      `${bearer.name} has the role ${bearer.role}.`;
  }
  const names = people.filter(({ role }) => roles.includes(role)).map(({ name }) => name);
  const who = names.length === 0 ? 'Nobody here has it.'
    : `${listed(names, 'and')} ${names.length === 1 ? 'has' : 'have'} it.`;
  return `${what} needs the role ${listed(roles.map(wordsOfRole), 'or')}. ${who}`;
};
