/** Signing in to the console, and who is asking. */
import { refused, type Chapter } from './example.ts';

const cookie = 'The session is a cookie that lasts twelve hours. Programs need none: they send ' +
  'their key with each call.';

export const session: Chapter = {
  'POST /v1/sign-in/key': {
    operationId: 'signInByKey', isOpenToAll: true,
    description: cookie,
    body: { key: 'gp_5f0c1d2e3b4a59687786' },
    answers: {
      204: null,
      401: refused(401, 'Not signed in', 'This key is not known, or is no longer in force.'),
    },
  },
  'POST /v1/sign-in/link': {
    operationId: 'signInByLink', isOpenToAll: true,
    description: 'The link of an invitation, or the one that a first start without a key ' +
      `prints: it makes its finder the first admin. It works once. ${cookie}`,
    body: { token: 'Jm3n0cJv2kQ7rT5xWb9yLd8sHf4gKa6p' },
    answers: {
      204: null,
      401: refused(401, 'Not signed in',
        'This link was used already or is too old. Ask an admin for a new one; on the ' +
        'machine of Gatepass, gatepass person link makes one.'),
    },
  },
  'POST /v1/sign-out': {
    operationId: 'signOut', isOpenToAll: true,
    description: 'Ends this session only. Without one it does nothing.',
    answers: { 204: null },
  },
  'GET /v1/me': {
    operationId: 'getMe',
    description: 'The cheapest way to see whether a key is in force and which role it has.',
    answers: {
      200: {
        name: 'Asha', role: 'operator', places: [],
        person: { id: 'per_2c90f1a4d6b8', email: 'asha@shop.example', hasPassword: true },
        may: [
          { right: 'read', isAllowed: true, why: null },
          {
            right: 'steer-connection', isAllowed: false,
            why: 'Pausing and resuming a connection needs the role Lead, Engineer or Admin. ' +
              'Mia and Tom have it.',
          },
        ],
      },
      401: refused(401, 'Not signed in', 'Nobody is signed in.'),
    },
  },
  'GET /v1/demo': {
    operationId: 'getDemo', isOpenToAll: true,
    description: 'Needs no key. The console shows a bar when it is.',
    answers: { 200: {
      isDemo: true,
      sentence: 'DEMO, 1 min = 1 h: the warehouses, ShipStation and the channels are pretended ' +
        'on this machine.',
      pace: 60,
    } },
  },
};
