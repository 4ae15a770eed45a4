import type { Unanswered } from '../src/contract/connector.ts';
import type { WireAnswer } from '../src/contract/wire.ts';

export type Misbehaviour = {
  readonly title: string;
  readonly answer: WireAnswer;
  /** A 2xx, whatever is in it. */
  readonly isSuccess: boolean;
  /** The call may have been carried out: no outcome but unknown is honest. */
  readonly mayHaveArrived: boolean;
  /** What the call as a whole must be called; null where systems may differ. */
  readonly closes: Unanswered['why'] | null;
};

/** What any system may do at any time. All that can hold text echoes the given secrets. */
export const misbehaviours = (secrets: readonly string[]): readonly Misbehaviour[] => {
  const echo = secrets.join(' ');
  const html = `<html><body>Bad Gateway ${echo}</body></html>`;
  const answered = (
    title: string,
    status: number,
    body: string,
    more: Partial<Misbehaviour & { headers: Readonly<Record<string, string>> }> = {},
  ): Misbehaviour => {
    const { headers = {}, ...rest } = more;
    return {
      title,
      answer: { is: 'answer', status, headers, body },
      isSuccess: status >= 200 && status < 300,
      mayHaveArrived: status >= 500,
      closes: null,
      ...rest,
    };
  };
  const unheard = (is: 'silence' | 'not-sent'): Misbehaviour => ({
    title: is, answer: { is, reason: `broke off ${echo}` }, isSuccess: false, mayHaveArrived: true,
    closes: 'silence',
  });
  return [
    unheard('silence'),
    unheard('not-sent'),
    answered('200 without content', 200, ''),
    answered('200 with HTML', 200, html),
    answered('200 cut in the middle', 200, '{"hasErrors":false,"results":[{"orderId":1,'),
    answered('200 with null', 200, 'null'),
    answered('200 with a number', 200, '7'),
    answered('200 with another document', 200, JSON.stringify({ hello: [echo] })),
    answered('204', 204, ''),
    answered('302', 302, '', { headers: { location: '/login' }, closes: 'refused' }),
    answered('400 with words', 400, JSON.stringify({ Message: `No: ${echo}`, message: echo })),
    answered('401', 401, echo, { closes: 'unauthorised', mayHaveArrived: true }),
    answered('403 with HTML', 403, html, { closes: 'unauthorised', mayHaveArrived: true }),
    answered('404 with words', 404, JSON.stringify({ message: `Not found ${echo}` })),
    answered('408', 408, html, { closes: 'silence', mayHaveArrived: true }),
    answered('429', 429, JSON.stringify({ message: 'Too Many Requests' }), {
      closes: 'throttled', mayHaveArrived: true, headers: { 'retry-after': '5' },
    }),
    answered('429 with nonsense', 429, html, {
      closes: 'throttled', mayHaveArrived: true,
      headers: { 'retry-after': 'soon', 'x-rate-limit-reset': '-1' },
    }),
    answered('500 with HTML', 500, html, { closes: 'silence' }),
    // Some systems answer so to bad data, others in an outage: each decides for itself.
    answered('500 with an exception', 500, JSON.stringify({
      Message: 'An error has occurred.', ExceptionMessage: `Null reference ${echo}`,
    }), { mayHaveArrived: false }),
    answered('502 with HTML', 502, html, { closes: 'silence' }),
    answered('503 without content', 503, '', { closes: 'silence' }),
    answered('504 with HTML', 504, html, { closes: 'silence' }),
  ];
};
