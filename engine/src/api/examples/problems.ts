/** Refusals that read alike wherever they come from. An operation may have its own. */
import { refused } from './example.ts';

export const sharedProblems: Readonly<Record<string, unknown>> = {
  400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.', [
    { path: 'limit', problem: 'must be 500 or less' },
  ]),
  401: refused(401, 'Not signed in',
    'Send a key that is in force as Authorization: Bearer …, or sign in to the console.'),
  403: refused(403, 'Not allowed',
    'Pausing and resuming a connection needs the role Lead, Engineer or Admin. ' +
    'Mia and Tom have it.'),
  404: refused(404, 'Not found', 'There is no order ord_4k2m9x7c1v5b8n3q.'),
  409: refused(409, 'Not now', 'That was changed by somebody else meanwhile. Look at it again.'),
  413: refused(413, 'Too large', 'Request body is too large'),
  422: refused(422, 'Refused', 'Nothing was changed.', [
    { path: 'why', problem: 'is needed here' },
  ]),
  429: refused(429, 'Too many', 'Wait 4 seconds and send it again.'),
  503: refused(503, 'Not ready',
    'The store does not answer just now. Nothing was taken in; send it again.'),
};

/** What a status means, for a reader of the description. */
export const statusWords: Readonly<Record<string, string>> = {
  200: 'The answer.',
  201: 'Made.',
  202: 'Taken in; it is done by itself after this answer.',
  204: 'Done; there is nothing more to say.',
  302: 'It is elsewhere.',
  400: 'Something in it cannot be read, and nothing was taken in. Each bad field is named.',
  401: 'No key, or one that is not in force.',
  403: 'The key has a role that may not do this.',
  404: 'There is no such thing.',
  409: 'Not as things stand now.',
  410: 'It was there, and is gone.',
  413: 'Too large.',
  415: 'Not of a kind that is read here; send application/json.',
  422: 'It can be read and is refused, for the reasons given.',
  429: 'Too many at once; wait as long as it says.',
  500: 'A fault of Gatepass; nothing was taken in.',
  502: 'The other system did not answer as it should.',
  503: 'Not ready just now; nothing was taken in.',
};
