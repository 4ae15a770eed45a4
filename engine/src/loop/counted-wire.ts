import type { Manifest } from '../contract/connector.ts';
import type { Wire, WireAnswer } from '../contract/wire.ts';
import { logAnswer, logCall } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { heedHeaders } from './budget.ts';
import { keepText, type TextsOf } from './keep-texts.ts';
import { aheadBy, noteClock } from './clocks.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A process that stood still for so long between asking for the lease and sending asks no more:
 * the lease may be another's. In milliseconds of wire time; a lease is lost after three times that.
 */
const mostBeforeSending = 5_000;

/**
 * The wire as one connection sees it: every call is logged before it leaves, and each of several
 * that belong together is asked for anew. What may not leave is `not-sent`.
 */
export const countedWire = (
  { database, wireNow, limitNow, wire }:
    Pick<Surroundings, 'database' | 'wireNow' | 'limitNow' | 'wire'>,
  connection: string,
  manifestOf: () => Manifest | null,
  mayLeave: (tx: Tx) => Promise<boolean>,
  /** Left out where nothing of it is kept word for word. */
  texts?: TextsOf,
): Wire => ({
  async request(request) {
    const startedAt = wireNow();
    const call = await database.transaction(async (tx) =>
      (await mayLeave(tx))
        ? logCall(tx, { connection, purpose: request.purpose, startedAt: limitNow() }) : null);
    if (call === null || wireNow() - startedAt > mostBeforeSending) return notOurs;
    const sentAt = wireNow();
    const at = texts?.now();
    const answer = await wire.request(request);
    const ahead = aheadBy(answer, { startedAt: sentAt, answeredAt: wireNow() });
    await database.transaction(async (tx) => {
      const tookMilliseconds = wireNow() - startedAt;
      await logAnswer(tx, call, tookMilliseconds, resultOf(answer));
      if (texts !== undefined && at !== undefined) {
        await keepText(tx, texts, { request, answer, at, tookMilliseconds });
      }
      const manifest = manifestOf();
      const said = headersOf(manifest, answer);
      if (said !== null) {
        await heedHeaders(tx, connection, manifest?.rate ?? null, said, limitNow());
      }
      if (ahead !== null) await noteClock(tx, connection, ahead, wireNow());
    });
    return answer;
  },
  obstacleTo: async (url) => (await wire.obstacleTo?.(url)) ?? null,
});

const notOurs = {
  is: 'not-sent', reason: 'another process of Gatepass holds this connection by now',
} as const;

const resultOf = (answer: WireAnswer): string =>
  answer.is === 'answer' ? String(answer.status) : `${answer.is}: ${answer.reason}`.slice(0, 200);

const headersOf = (manifest: Manifest | null, answer: WireAnswer) => {
  const names = manifest?.rateHeaders ?? null;
  if (names === null || answer.is !== 'answer') return null;
  const read = (name: string): number | null => {
    const text = answer.headers[name];
    const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(number) && number >= 0 ? number : null;
  };
  const reset = read(names.resetSeconds);
  return {
    limit: read(names.limit),
    remaining: read(names.remaining),
    resetMilliseconds: reset === null ? null : reset * 1_000,
  };
};
