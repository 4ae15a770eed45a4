/** Who is signed in at the stand-in, what each role may there, and the people that there are. */
import type { IncomingMessage } from 'node:http';
import type { Me } from '../src/api/client.ts';
import type {
  OwnSession, PersonView, ProviderView, ProviderWish, SignInWays,
} from '../src/api/people.ts';
import { textOf } from './stand-in-door.ts';

type May = Me['may'][number];

const says = (right: May['right'], words: string, roles: readonly string[]) =>
  ({ right, words, roles });

const rights = [
  says('work-exceptions', 'Taking up, giving away and putting off exceptions needs the role Lead, '
    + 'Operator, Customer service, Finance, Engineer or Admin. Asha, Mia and Tom have it.',
  ['lead', 'operator', 'customer-service', 'finance', 'engineer', 'admin']),
  says('note', 'Writing notes and asking the warehouse needs the role Lead, Operator, Customer '
    + 'service, Finance, Engineer or Admin. Asha, Mia and Tom have it.',
  ['lead', 'operator', 'customer-service', 'finance', 'engineer', 'admin']),
  says('answer-questions', 'Answering for the warehouse needs the role Lead, Operator, Engineer '
    + 'or Admin. Asha, Mia and Tom have it.', ['lead', 'operator', 'engineer', 'admin']),
  says('rule', 'Deciding about an order needs the role Lead, Operator, Engineer or Admin. '
    + 'Asha, Mia and Tom have it.', ['lead', 'operator', 'engineer', 'admin']),
  says('say-it-left', 'Saying that goods left by other means needs the role Lead, Operator, '
    + 'Customer service, Engineer or Admin. Asha, Mia and Tom have it.',
  ['lead', 'operator', 'customer-service', 'engineer', 'admin']),
  says('go-live', 'Going live and replaying needs the role Lead, Engineer or Admin. '
    + 'Asha and Tom have it.', ['lead', 'engineer', 'admin']),
  says('confirm-address', 'Confirming an address needs the role Lead, Operator, Customer service, '
    + 'Engineer or Admin. Asha, Mia and Tom have it.',
  ['lead', 'operator', 'customer-service', 'engineer', 'admin']),
  says('tell-again', 'Telling a warehouse or a channel again needs the role Lead, Operator, '
    + 'Engineer or Admin. Asha, Mia and Tom have it.', ['lead', 'operator', 'engineer', 'admin']),
  says('fix-many', 'Changing many orders at once needs the role Lead, Engineer or Admin. '
    + 'Asha and Tom have it.', ['lead', 'engineer', 'admin']),
  says('test-connection', 'Testing a connection needs the role Lead, Operator, Engineer or Admin. '
    + 'Asha, Mia and Tom have it.', ['lead', 'operator', 'engineer', 'admin']),
  says('steer-connection', 'Pausing and resuming a connection needs the role Lead, Engineer or '
    + 'Admin. Asha and Tom have it.', ['lead', 'engineer', 'admin']),
  says('count-open-orders', 'Counting the open orders in another system needs the role Lead, '
    + 'Engineer or Admin. Asha and Tom have it.', ['lead', 'engineer', 'admin']),
  says('go-without-record', 'Letting an order go on without a record needs the role Lead, '
    + 'Engineer or Admin. Asha and Tom have it.', ['lead', 'engineer', 'admin']),
  says('change-policy', 'Changing the policy and its mappings needs the role Engineer or Admin. '
    + 'Tom has it.', ['engineer', 'admin']),
  says('see-customers', 'Seeing who an order goes to needs the role Lead, Operator, Customer '
    + 'service, Engineer or Admin. Asha, Mia and Tom have it.',
  ['lead', 'operator', 'customer-service', 'engineer', 'admin']),
  says('see-costs', 'Seeing costs needs the role Lead, Finance, Auditor or Admin. Asha has it.',
    ['lead', 'finance', 'auditor', 'admin']),
  says('manage-people', 'Inviting people and changing their roles needs the role Admin. '
    + 'Tom has it.', ['admin']),
] as const;

export const meAs = (role: string): Me => ({
  name: 'Asha', role, places: [],
  person: { id: 'per_asha', email: 'asha@shop.example', hasPassword: true },
  may: rights.map(({ right, words, roles }): May => {
    const isAllowed = roles.includes(role);
    return { right, isAllowed, why: isAllowed ? null : words };
  }),
});

const demo: SignInWays['demo'] = [
  { role: 'lead', name: 'Mia', asks: 'What is stuck, and does the van leave full?' },
  { role: 'operator', name: 'Omar', asks: 'May this parcel go?' },
  { role: 'customer-service', name: 'Clara',
    asks: 'Where is the order, and what do I tell the customer?' },
  { role: 'finance', name: 'Femi', asks: 'Which labels cost other than expected?' },
  { role: 'engineer', name: 'Tom', asks: 'Which connection fails, and since when?' },
  { role: 'auditor', name: 'Ada', asks: 'Who changed what, and who approved it?' },
  { role: 'admin', name: 'Ines', asks: 'Who may do what, and who is here?' },
];

export const waysOf = (
  { isDemo, hasProvider }: { isDemo: boolean; hasProvider: boolean },
): SignInWays => ({
  provider: hasProvider ? { name: 'Keycloak' } : null, demo: isDemo ? demo : [],
  shortestPassword: 12,
});

const person = (id: string, name: string, over: Partial<PersonView> = {}): PersonView => ({
  id, name, email: `${id.slice(4)}@shop.example`, role: 'operator', state: 'active',
  hasPassword: true, isAtProvider: false, sessions: 0, createdAt: '2026-11-20T08:00:00Z',
  lastSignInAt: null, sentence: `${name} has a role.`, ...over,
});

const session = (id: string, over: Partial<OwnSession> = {}): OwnSession => ({
  id, startedAt: '2026-11-22T07:58:11Z', expiresAt: '2026-11-22T19:58:11Z', from: '10.1.0.23',
  agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36', isThis: false, ...over,
});

export type Staff = {
  /** What was told of the company's own sign-in, newest last. */
  readonly toldOfProvider: readonly unknown[];
  /** What the API answers to somebody signed in; null: it is not about people. */
  readonly answer: (request: IncomingMessage, path: string) => Promise<object | null>;
};

export function makeStaff(): Staff {
  let people = [
    person('per_asha', 'Asha', { role: 'admin', sessions: 2 }),
    person('per_mia', 'Mia Berg', { role: 'lead', sessions: 1 }),
    person('per_omar', 'Omar', { state: 'invited', hasPassword: false }),
    person('per_ada', 'Ada', { role: 'auditor', state: 'deactivated' }),
  ];
  let provider: ProviderView['provider'] = null;
  const toldOfProvider: unknown[] = [];
  let sessions = [
    session('ses_1', { isThis: true }),
    session('ses_2', {
      from: '10.1.0.77', agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/604.1',
    }),
  ];
  const expiresAt = '2026-11-25T14:32:00Z';
  const link = 'https://gatepass.example/sign-in#token=Jm3n0cJv2kQ7rT5xWb9yLd8sHf4gKa6p';

  function changed(id: string, over: Partial<PersonView>): PersonView {
    people = people.map((one) => one.id === id ? { ...one, ...over } : one);
    return people.find((one) => one.id === id) ?? person(id, 'nobody');
  }

  async function actOn(request: IncomingMessage, id: string, act: string): Promise<object> {
    switch (act) {
      case 'role': {
        const { role } = JSON.parse(await textOf(request)) as Pick<PersonView, 'role'>;
        return changed(id, { role });
      }
      case 'deactivate':
        return changed(id, { state: 'deactivated', sessions: 0 });
      case 'reactivate':
        return changed(id, { state: 'invited', hasPassword: false });
      case 'link':
        return { person: changed(id, {}), link, expiresAt };
      default:
        return { ended: changed(id, { sessions: 0 }).sessions, sentence: 'Signed out.' };
    }
  }

  async function aboutProvider(request: IncomingMessage): Promise<object> {
    if (request.method === 'DELETE') provider = null;
    if (request.method === 'PUT') {
      const wish = JSON.parse(await textOf(request)) as ProviderWish;
      toldOfProvider.push(wish);
      if (wish.issuer.includes('nobody')) return { refused: 'issuer', problem: 'nobody answers' };
      provider = {
        name: wish.name, issuer: wish.issuer, clientId: wish.clientId,
        trustsUnverified: wish.trustsUnverified ?? false, changedBy: 'Asha',
        changedAt: '2026-11-22T14:33:00Z',
      };
    }
    return {
      provider, returnsTo: 'https://gatepass.example/v1/sign-in/return/callback/provider',
    };
  }

  return {
    toldOfProvider,
    answer: async (request, path) => {
      if (path === '/v1/sign-in-provider') return aboutProvider(request);
      if (path === '/v1/me/sessions') return { items: sessions, next: null };
      if (path === '/v1/me/sessions/end') {
        sessions = sessions.filter((one) => one.isThis);
        return { ended: 1, sentence: 'One other session has ended.' };
      }
      if (path === '/v1/me/password') {
        return { ended: 0, sentence: 'The password is in force.' };
      }
      if (!path.startsWith('/v1/people')) return null;
      const [, id = '', act = ''] = /^\/v1\/people\/(\w+)\/([\w/]+)$/.exec(path) ?? [];
      if (id !== '') return actOn(request, id, act);
      if (request.method !== 'POST') return { items: people, next: null };
      const wanted = JSON.parse(await textOf(request)) as Pick<
        PersonView, 'name' | 'email' | 'role'>;
      const made = person(`per_${people.length}`, wanted.name, {
        ...wanted, state: 'invited', hasPassword: false,
      });
      people = [...people, made];
      return { person: made, link, expiresAt };
    },
  };
}
