/** People: how they get in, and what an admin may do about them. */
import { refused, type Chapter } from './example.ts';

const id = 'per_4f61c09a7be2';
const parameters = { id };

const mia = {
  id, name: 'Mia', email: 'mia@shop.example', role: 'engineer', state: 'active',
  hasPassword: true, isAtProvider: false, sessions: 1, createdAt: '2026-11-20T08:00:00Z',
  lastSignInAt: '2026-11-22T07:58:11Z', sentence: 'Mia has the role Engineer.',
};

const invited = {
  ...mia, state: 'invited', hasPassword: false, sessions: 0, lastSignInAt: null,
  sentence: 'Mia has the role Engineer and has not come in yet.',
};

const link = {
  link: 'https://gatepass.example/sign-in#token=Jm3n0cJv2kQ7rT5xWb9yLd8sHf4gKa6p',
  expiresAt: '2026-11-25T13:40:12Z',
};

const nobody = refused(404, 'Not found', 'There is no such person.');
const onlyOne = refused(409, 'Not now', 'Mia is the only one left with the role Admin. Nothing ' +
  'was changed: give somebody else that role first.');
const refusedHere = (words: string) => refused(401, 'Not signed in', words);

const session = {
  id: 'ses_0b83de117c5a', startedAt: '2026-11-22T07:58:11Z', expiresAt: '2026-11-22T19:58:11Z',
  from: '10.1.0.23', agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0', isThis: true,
};

const provider = {
  provider: {
    name: 'Keycloak', issuer: 'https://login.shop.example/realms/shop', clientId: 'gatepass',
    trustsUnverified: false, changedAt: '2026-11-20T09:00:00Z', changedBy: 'admin',
  },
  returnsTo: 'https://gatepass.example/v1/sign-in/return/callback/provider',
};

export const people: Chapter = {
  'GET /v1/sign-in': {
    operationId: 'getSignInWays', isOpenToAll: true,
    description: 'What a sign-in page has to offer. A link, a password and a key are always ' +
      'among the ways.',
    answers: { 200: { provider: { name: 'Keycloak' }, demo: [], shortestPassword: 12 } },
  },
  'POST /v1/sign-in/password': {
    operationId: 'signInByPassword', isOpenToAll: true,
    description: 'Whatever is wrong is answered alike, after the same work: nobody learns here ' +
      'who has an account. One address may be tried ten times a minute.',
    body: { email: 'mia@shop.example', password: 'four words in a row' },
    answers: {
      204: null,
      401: refusedHere('This address and this password do not go together, or nobody gets in ' +
        'by them.'),
    },
  },
  'POST /v1/sign-in/demo': {
    operationId: 'signInToDemo', isOpenToAll: true,
    description: 'One click, and only where the demo runs.',
    body: { role: 'lead' },
    answers: {
      204: null, 404: refused(404, 'Not found', 'There is no demo running here.'),
      401: refusedHere('This person of the demo was deactivated. Be another one.'),
    },
  },
  'POST /v1/sign-in/provider': {
    operationId: 'signInAtProvider', isOpenToAll: true,
    description: 'Answers where to send the browser, which comes back to this Gatepass by ' +
      'itself and goes on to `next`.',
    body: { next: '/orders' },
    answers: {
      200: {
        url: 'https://login.shop.example/realms/shop/protocol/openid-connect/auth' +
          '?client_id=gatepass',
      },
      404: refused(404, 'Not found', 'There is no provider set up here.'),
      503: refused(503, 'Not ready', 'The provider does not answer just now. Nothing was ' +
        'changed; try again, or sign in another way.'),
    },
  },
  'GET /v1/me/sessions': {
    operationId: 'listOwnSessions',
    description: 'Of the person who asks. Keys have none.',
    answers: { 200: { items: [session], next: null } },
  },
  'POST /v1/me/sessions/end': {
    operationId: 'endOtherSessions',
    description: 'The one that asks goes on.',
    answers: { 200: { ended: 2, sentence: '2 sessions have ended.' } },
  },
  'POST /v1/me/sessions/:id/end': {
    operationId: 'endOwnSession',
    description: 'Only one\'s own can be ended here.',
    parameters: { id: session.id },
    answers: {
      200: { ended: 1, sentence: 'One other session has ended.' },
      404: refused(404, 'Not found', 'There is no such session of yours.'),
    },
  },
  'POST /v1/me/password': {
    operationId: 'choosePassword',
    description: 'Twelve signs or more, and nothing else is asked of it. `current` is null for ' +
      'a first password.',
    body: { next: 'four words in a row', current: null },
    answers: {
      200: { ended: 0, sentence: 'The password is in force. You were signed in nowhere else.' },
      409: refused(409, 'Not this password',
        'Nothing was changed: the password until now is another one.',
        [{ path: 'current', problem: 'is not the password until now' }]),
      422: refused(422, 'Password refused', 'Nothing was changed. A password needs 12 signs or ' +
        'more; this one has 8. A few words in a row will do, and nothing else is asked of it.',
      [{ path: 'next', problem: 'is no password for here' }]),
    },
  },
  'GET /v1/people': {
    operationId: 'listPeople',
    description: 'Those who were deactivated too: what they did keeps their name.',
    answers: { 200: { items: [mia], next: null } },
  },
  'POST /v1/people': {
    operationId: 'invitePerson',
    description: 'The link is told here and nowhere else, is good for three days, and works ' +
      'once. Gatepass sends no mail by itself.',
    body: { name: 'Mia', email: 'mia@shop.example', role: 'engineer' },
    answers: {
      200: { person: invited, ...link },
      409: refused(409, 'Not now', 'Mia has that address already, with the role Engineer. ' +
        'Nothing was made.'),
    },
  },
  'POST /v1/people/:id/link': {
    operationId: 'makePersonLink',
    description: 'For whoever has lost the first one or forgotten a password. It is good for a ' +
      'day; the links before it open nothing any more.',
    parameters,
    answers: {
      200: { person: mia, ...link }, 404: nobody,
      409: refused(409, 'Not now', 'Mia is deactivated, so a link would open nothing.'),
    },
  },
  'POST /v1/people/:id/role': {
    operationId: 'changePersonRole',
    description: 'It counts from that person\'s next step on, also where they are signed in.',
    parameters, body: { role: 'lead' },
    answers: {
      200: { ...mia, role: 'lead', sentence: 'Mia has the role Lead.' }, 404: nobody, 409: onlyOne,
    },
  },
  'POST /v1/people/:id/details': {
    operationId: 'changePersonDetails',
    description: 'The address is what a password and a provider are matched by.',
    parameters, body: { name: 'Mia', email: 'mia@shop.example' },
    answers: {
      200: mia, 404: nobody,
      409: refused(409, 'Not now', 'Tom has that address already. Nothing was changed.'),
    },
  },
  'POST /v1/people/:id/deactivate': {
    operationId: 'deactivatePerson',
    description: 'Their sessions and links end in the same moment.',
    parameters,
    answers: {
      200: {
        ...mia, state: 'deactivated', sessions: 0,
        sentence: 'Mia has the role Engineer and is deactivated: nobody gets in as this person.',
      },
      404: nobody, 409: onlyOne,
    },
  },
  'POST /v1/people/:id/reactivate': {
    operationId: 'reactivatePerson',
    description: 'Make a link for them afterwards: their password is gone.',
    parameters,
    answers: {
      200: invited, 404: nobody, 409: refused(409, 'Not now', 'Mia is not deactivated.'),
    },
  },
  'POST /v1/people/:id/sessions/end': {
    operationId: 'endPersonSessions',
    description: 'They may sign in again at once: to keep them out, deactivate them.',
    parameters,
    answers: {
      200: { ended: 2, sentence: 'Mia is signed out everywhere.' }, 404: nobody,
      409: refused(409, 'Not now', 'Another change was under way.'),
    },
  },
  'GET /v1/sign-in-provider': {
    operationId: 'getSignInProvider',
    description: '`returnsTo` is what the provider has to be told before anybody is sent there.',
    answers: { 200: provider },
  },
  'PUT /v1/sign-in-provider': {
    operationId: 'setSignInProvider',
    description: 'Any provider of OpenID Connect. It is asked who it is before anything is ' +
      'stored; the secret is sealed and never told again.',
    body: {
      name: 'Keycloak', issuer: 'https://login.shop.example/realms/shop', clientId: 'gatepass',
      clientSecret: 'the-secret-that-the-provider-told', trustsUnverified: false,
    },
    answers: {
      200: provider,
      422: refused(422, 'Provider refused', 'Nothing was changed. Gatepass asked ' +
        'https://login.shop.example/realms/shop, and it does not answer with what OpenID ' +
        'Connect asks for.',
      [{ path: 'issuer', problem: 'it does not answer with what OpenID Connect asks for' }]),
    },
  },
  'DELETE /v1/sign-in-provider': {
    operationId: 'removeSignInProvider',
    description: 'Whoever came in by it stays signed in until their session ends.',
    answers: { 200: { ...provider, provider: null } },
  },
};
