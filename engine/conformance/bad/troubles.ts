import type { WireAnswer } from '../../src/contract/wire.ts';
import { readJson } from '../../src/contract/their-words.ts';
import { quote } from '../../src/contract/their-words.ts';
import { obliging } from '../model/kit.ts';
import { own, soundParts } from '../model/parts.ts';
import { believing, bodyOf, fault, hasStatus, type Fault } from './fault.ts';

const both = (what: string): readonly string[] => [`look.${what}`, `items.${what}`];

const isPage = (answer: WireAnswer): boolean => bodyOf(answer).startsWith('<');
const isGood = hasStatus(200, 204);
const isJson = (answer: WireAnswer): boolean => readJson(bodyOf(answer)) !== null;
const typeOf = (answer: WireAnswer): string | undefined =>
  (answer.is === 'answer' ? answer.headers['content-type'] : undefined);
const isMistyped = (answer: WireAnswer): boolean =>
  isGood(answer) && isJson(answer) && typeOf(answer) !== undefined &&
  typeOf(answer) !== 'application/json';

const judging = (isSuch: (answer: WireAnswer) => boolean) => ({
  parts: {
    hear: ((answer, secrets, parts) => (isSuch(answer)
      ? { is: 'no', text: 'it said no' } : soundParts.hear(answer, secrets, parts))),
  } satisfies Partial<typeof soundParts>,
});

export const troubleFaults: readonly Fault[] = [
  fault('takes silence for a yes', both('silence'),
    { parts: believing((answer) => answer.is !== 'answer') }),
  fault('takes a time-out for a yes', both('slow'), { parts: believing(hasStatus(408)) }),
  fault('waits a minute whatever they say', both('throttled'), { parts: { pause: () => 60_000 } }),
  fault('waits for whatever stands where seconds should', both('throttled-without-hint'), {
    parts: { pause: (headers) => 1_000 * Number(headers['x-reset'] ?? headers['retry-after']) },
  }),
  fault('takes a page with an error for a yes', both('server-error'),
    { parts: believing((answer) => hasStatus(500, 502, 503, 504)(answer) && !isJson(answer)) }),
  fault('takes their exception for a yes', both('their-exception'),
    { parts: believing((answer) => hasStatus(500)(answer) && isJson(answer)) }),
  fault('takes a no for a yes', both('turned-down'),
    { parts: believing(hasStatus(400, 404, 422)) }),
  fault('follows where it is sent', both('redirected'), { parts: {
    async send(wire, request) {
      const answer = await wire.request(request);
      return hasStatus(302)(answer) ? wire.request(request) : answer;
    },
  } }),
  fault('holds an expired key against the item', both('expired'), judging(hasStatus(401))),
  fault('holds an unpaid plan against the item', 'items.plan', judging(hasStatus(402, 403))),
  fault('takes an unpaid plan for an empty list', 'look.plan',
    { parts: believing(hasStatus(402, 403)) }),
  fault('takes an empty answer for a yes', both('empty'),
    { parts: believing((answer) => isGood(answer) && bodyOf(answer) === '') }),
  fault('takes a page for a yes', both('html'),
    { parts: believing((answer) => isGood(answer) && isPage(answer)) }),
  fault('takes any document for a yes', both('other-document'), { parts: believing((answer) =>
    isGood(answer) && own(readJson(bodyOf(answer))?.value, 'hello') !== undefined) }),
  fault('reads what is left of a cut answer', both('cut'), { parts: believing((answer) =>
    isGood(answer) && !isJson(answer) && bodyOf(answer) !== '' && !isPage(answer)) }),
  fault('finds nothing in a page of another content type', 'look.content-type',
    { parts: believing(isMistyped) }),
  fault('takes another content type for a no', 'items.content-type', judging(isMistyped)),
  fault('takes its own end for a yes', both('aborted'), { parts: {
    send: (wire, request) => wire.request(request).catch(() => obliging()(request)),
  } }),
  fault('repeats their words with its secrets in them', [...both('secrets'), 'probe.secrets'],
    { parts: { words: (text) => quote(text, []) } }),
  fault('repeats all of their words', both('long-words'), { parts: { words: (text) => text } }),
  fault('numbers its calls', both('repeatable'), () => {
    let count = 0;
    return { parts: { send: (wire, request) => {
      count += 1;
      const { url } = request;
      const joint = url.includes('?') ? '&' : '?';
      return wire.request({ ...request, url: `${url}${joint}n=${String(count)}` });
    } } };
  }),
];
