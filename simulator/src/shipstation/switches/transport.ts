import { oneOf } from './switch.ts';

/** What is not known about keys, limits and the shape of answers. */
export const transportSwitches = {
  unauthorisedBody: oneOf(
    ['empty', 'html', 'json'],
    'body of a 401: none, a page in HTML, or JSON with a Message',
    'I 3.4',
  ),
  planAnswer: oneOf(
    ['unauthorised', 'payment-required', 'forbidden'],
    'answer to an account whose plan lacks the API: a 401 that looks like a bad key, 402 or 403',
    'I 3.4',
  ),
  unverifiedEmail: oneOf(
    ['refused', 'ignored'],
    'whether calls are 401 while the e-mail address of the account is not verified',
    'I 3.1',
  ),
  rateWindow: oneOf(
    ['clock-minute', 'first-call'],
    'where the window of a minute begins: with the minute of the clock, or with the first call',
    'I 3.3',
  ),
  refusedCalls: oneOf(
    ['next-window', 'nowhere'],
    'where a call refused with 429 counts: it is taken off the next window, or off none',
    'I 3.3',
  ),
  retryAfter: oneOf(
    ['absent', 'seconds'],
    'whether a 429 carries Retry-After beside the three headers',
    'I 3.3',
  ),
  contentType: oneOf(
    ['refused', 'ignored'],
    'whether a body that does not call itself JSON is a 415',
    'I 3.1',
  ),
  resourceHost: oneOf(
    ['shard', 'same'],
    'host in the resource_url of a webhook: another name of the service, or the one that is called',
    'O 3.1',
  ),
} as const;
