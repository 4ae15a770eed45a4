/** One call as it was sent and answered, for the eyes of whoever asks. */
import { hideInJson, type Hiding } from '../core/explain/hidden.ts';
import type { KeptBody } from '../core/model/call-text.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import { readJson } from '../loop/call-text.ts';
import { textsKeptMilliseconds } from '../loop/forget-old.ts';
import { isAllowed } from '../people/rights.ts';
import { listCallTexts, type KeptCall } from '../store/call-texts.ts';
import { longestCall } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import type { Bearer } from '../store/keys.ts';
import { listOrderCalls } from '../store/order-calls.ts';
import { asCurl } from './curl.ts';
import type { CallTextView, ExchangeView } from './shapes.ts';

/** Null where the order has no such call. */
export const readCallText = async (
  tx: Tx,
  { order, attempt }: { readonly order: string; readonly attempt: string },
  { bearer, now }: { readonly bearer: Bearer; readonly now: number },
): Promise<CallTextView | null> => {
  const one = (await listOrderCalls(tx, order)).find(({ id }) => id === attempt);
  if (one === undefined) return null;
  const kept = await listCallTexts(tx, {
    id: one.id, connection: one.connection, from: one.begunAt,
    to: one.answeredAt ?? one.begunAt + longestCall,
  });
  const hiding: Hiding = {
    customers: !isAllowed(bearer, 'see-customers'), costs: !isAllowed(bearer, 'see-costs'),
  };
  return {
    attempt: one.id, connection: one.connection, operation: one.operation,
    hidden: [
      ...(hiding.customers ? ['customers' as const] : []),
      ...(hiding.costs ? ['costs' as const] : []),
    ],
    sentence: sentenceOf(kept.length, { begunAt: one.begunAt, now }),
    exchanges: kept.map((call) => viewExchange(call, hiding)),
  };
};

const sentenceOf = (
  count: number,
  { begunAt, now }: { readonly begunAt: number; readonly now: number },
): string => {
  if (count > 1) return `It took ${String(count)} exchanges.`;
  if (count === 1) return 'What was sent and answered.';
  return begunAt < now - textsKeptMilliseconds
    ? 'What was sent and answered is kept for seven days, and this was before that.'
    : 'Nothing is kept of what was said: it went by files or by our own shelf, has not left yet, ' +
      'or so many calls were made since that it was forgotten.';
};

const viewExchange = (
  { at, tookMilliseconds, text }: KeptCall,
  hiding: Hiding,
): ExchangeView => {
  const request = bodyFor(text.request, hiding);
  const answer = bodyFor(text.answer, hiding);
  return {
    at: renderInstant(instant(at)), tookMilliseconds, purpose: text.purpose, method: text.method,
    url: text.url, headers: [...text.headers], request, status: text.status,
    noAnswer: text.noAnswer, answer,
    curl: asCurl({ ...text, request: request?.text ?? null }),
  };
};

/** What cannot be taken apart by names is shown whole or not at all. */
const bodyFor = (body: KeptBody | null, hiding: Hiding): ExchangeView['request'] => {
  if (body === null) return null;
  const read = readJson(body.text);
  if (read !== null) {
    return {
      text: JSON.stringify(hideInJson(read.value, hiding), null, 2), cutFrom: body.cutFrom,
      isWithheld: false,
    };
  }
  const isWithheld = hiding.customers || hiding.costs;
  return { text: isWithheld ? null : body.text, cutFrom: body.cutFrom, isWithheld };
};
