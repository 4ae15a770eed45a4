import type { Unanswered } from '../src/contract/connector.ts';
import type { WireAnswer } from '../src/contract/wire.ts';
import { spellings } from './secrets.ts';

export type Misbehaviour = {
  readonly title: string;
  readonly answer: WireAnswer;
  /** A 2xx, whatever is in it. */
  readonly isSuccess: boolean;
  /** The call may have been carried out: no outcome but unknown is honest. */
  readonly mayHaveArrived: boolean;
  /** What the call as a whole must be called; empty where systems may differ. */
  readonly closes: readonly Unanswered['why'][];
  /** How long they say the door stays closed, in milliseconds; null when they do not say. */
  readonly closedFor: number | null;
};

/** The kinds of trouble, each a case of its own, with what is promised of it. */
export const troubles = {
  'silence': 'without an answer nothing is known, and nothing is called again',
  'slow': 'an answer that does not come in time is unknown',
  'throttled': 'a 429 closes the door for as long as it says, whoever words it',
  'throttled-without-hint': 'a 429 that does not say how long closes the door for a sensible time',
  'server-error': 'a 5xx says nothing of what became of the call',
  'their-exception': 'an exception of theirs is never taken for done',
  'turned-down': 'a no is never taken for done, and is passed on in their words',
  'redirected': 'a call sent elsewhere is not followed, and nothing is known',
  'expired': 'credentials that are refused close the door and judge no item',
  'plan': 'what the account has not paid for or may not do closes the door and judges no item',
  'empty': 'a good status without content says nothing',
  'html': 'a page of HTML is no answer, whatever its status and content type',
  'other-document': 'a readable document of something else is no answer',
} as const;

export type Trouble = keyof typeof troubles;

const usual = {
  isSuccess: false, mayHaveArrived: true, closes: [] as Misbehaviour['closes'], closedFor: null,
};

const silent = { ...usual, closes: ['silence'] as const };

const unheard = (is: 'silence' | 'not-sent', reason: string): Misbehaviour =>
  ({ ...silent, title: reason, answer: { is, reason } });

const answered = (
  title: string,
  status: number,
  body: string,
  more: Partial<Misbehaviour> & { readonly headers?: Readonly<Record<string, string>> } = {},
): Misbehaviour => {
  const { headers = {}, ...rest } = more;
  const answer = { is: 'answer', status, headers, body } as const;
  return { ...usual, title, answer, isSuccess: status >= 200 && status < 300, ...rest };
};

/** What any system may do at any time. All that can hold text echoes the given secrets. */
export const misbehaviours = (
  secrets: readonly string[],
  /** The header in which this system says when its window opens again, if it has one. */
  resetHeader: string | null = null,
): Readonly<Record<Trouble, readonly Misbehaviour[]>> => {
  const echo = secrets.flatMap(spellings).join(' ');
  const html = `<html><body>Bad Gateway ${echo}</body></html>`;
  const words = JSON.stringify({ Message: `No: ${echo}`, message: echo });
  const asHtml = { 'content-type': 'text/html' };
  const asJson = { 'content-type': 'application/json' };
  const throttled = (
    title: string, headers: Readonly<Record<string, string>>, closedFor: number | null,
  ) => answered(title, 429, JSON.stringify({ message: 'Too Many Requests' }), {
    closes: ['throttled'], headers, closedFor,
  });
  const hints = ['retry-after', ...(resetHeader === null ? [] : [resetHeader])];
  return {
    'silence': [
      unheard('silence', `broke off ${echo}`), unheard('not-sent', `nobody at ${echo}`),
    ],
    'slow': [
      unheard('silence', 'no answer in time'),
      answered('408', 408, html, { closes: ['silence'] }),
    ],
    'throttled': hints.map((name) => throttled(`429 with ${name}`, { [name]: '7' }, 7_000)),
    'throttled-without-hint': [
      throttled('429 that says no time', {}, null),
      ...['soon', '-1', '', '1e99', '99999999999'].map((nonsense) => throttled(
        `429 with ${nonsense}`, Object.fromEntries(hints.map((name) => [name, nonsense])), null)),
      answered('429 as a page', 429, html, { closes: ['throttled'] }),
    ],
    'server-error': [
      answered('500 as a page', 500, html, { closes: ['silence'] }),
      answered('502 as a page', 502, html, { closes: ['silence'], headers: asJson }),
      answered('503 without content', 503, '', { closes: ['silence'] }),
      answered('504 as a page', 504, html, { closes: ['silence'] }),
    ],
    // Some systems answer so to bad data, others in an outage: each decides for itself.
    'their-exception': [
      answered('500 with an exception', 500, JSON.stringify({
        Message: 'An error has occurred.', ExceptionMessage: `Null reference ${echo}`,
      }), { mayHaveArrived: false }),
    ],
    'turned-down': [
      answered('400 with words', 400, words, { mayHaveArrived: false }),
      answered('404 with words', 404, JSON.stringify({ message: `Not found ${echo}` }),
        { mayHaveArrived: false }),
      answered('422 with words', 422, words, { mayHaveArrived: false }),
    ],
    'redirected': [
      answered('302', 302, '', { headers: { location: '/login' }, closes: ['refused'] }),
    ],
    'expired': [
      answered('401', 401, echo, { closes: ['unauthorised'] }),
      answered('401 with words', 401, words, { closes: ['unauthorised'] }),
    ],
    'plan': [
      answered('402 with words', 402, words, { closes: ['unauthorised', 'refused'] }),
      answered('402 as a page', 402, html, { closes: ['unauthorised', 'refused'] }),
      answered('403 with words', 403, words, { closes: ['unauthorised', 'refused'] }),
      answered('403 as a page', 403, html, { closes: ['unauthorised', 'refused'] }),
    ],
    'empty': [answered('200 without content', 200, ''), answered('204', 204, '')],
    'html': [
      answered('200 as a page', 200, html, { headers: asHtml }),
      answered('a page that says it is JSON', 200, html, { headers: asJson }),
      answered('400 as a page', 400, html, { mayHaveArrived: false }),
    ],
    'other-document': ['null', '7', '[]', '{}', '""', JSON.stringify({ hello: [echo] })]
      .map((body) => answered(`200 with ${body.slice(0, 12)}`, 200, body)),
  };
};

/** A body broken off at several places, none of which leaves it whole. */
export const cutsOf = (body: string): readonly string[] => {
  const places = [1, body.length / 4, body.length / 2, (body.length * 3) / 4, body.length - 1];
  return [...new Set(places.map(Math.floor))]
    .filter((place) => place > 0 && place < body.length)
    .map((place) => body.slice(0, place));
};
