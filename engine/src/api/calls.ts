/** The calls of a connection in words: what came back, and what it meant for each order. */
import { instant, renderInstant } from '../core/model/instant.ts';
import { longestCall } from '../store/calls.ts';
import type { CallSums, LoggedCall } from '../store/call-list.ts';
import type { CallView, ConnectionView } from './shapes.ts';

export const viewCall = (call: LoggedCall, now: number): CallView => ({
  id: call.id,
  at: renderInstant(instant(call.startedAt)),
  purpose: call.purpose,
  tookMilliseconds: call.tookMilliseconds,
  isFailed: call.isFailed,
  sentence: sentenceOf(call, now),
  result: call.result,
  orders: call.orders.map(({ order, orderNumber, outcome, words }) => ({
    id: order, orderNumber, words,
    outcome: outcomes.find((known) => known === outcome) ?? null,
  })),
});

const outcomes = ['done', 'refused', 'unknown'] as const;

export const viewCallSums = (sums: CallSums): ConnectionView['calls'] =>
  sums.calls === 0 ? null : { ...sums };

const sentenceOf = ({ result, startedAt, orders }: LoggedCall, now: number): string => {
  if (result === null) {
    return startedAt > now - longestCall ? 'Its answer is awaited.'
      : 'No answer was noted: whoever asked ended before it came.';
  }
  const status = /^\d{3}$/.test(result) ? Number(result) : null;
  if (status === null) return wordsOf(result);
  const refused = orders.filter((one) => one.outcome === 'refused').length;
  const no = refused === 0 ? '' :
    `, and refused ${refused === 1 ? 'one order' : `${String(refused)} orders`} in it`;
  if (status < 400) return `It answered${no} (${result}).`;
  if (status === 401 || status === 403) return `It did not let us in (${result}).`;
  if (status === 404) return 'It does not know what was asked for (404).';
  if (status === 429) return 'It says that too many calls were made (429).';
  return status < 500 ? `It said no (${result}).` : `It had a fault of its own (${result}).`;
};

/** `silence: no answer within 30 s`, or one word of the way to files. */
const wordsOf = (result: string): string => {
  const [, why, text] = /^([a-z-]+): (.*)$/s.exec(result) ?? [];
  if (text === undefined) return 'It was done.';
  const begins = why === 'silence' ? 'No usable answer came'
    : why === 'not-sent' ? 'It never left' : 'It was turned down';
  return `${begins}: ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
};
