import type { Manifest } from '../contract/connector.ts';
import type { Wire, WireAnswer } from '../contract/wire.ts';
import { logAnswer, logCall } from '../store/calls.ts';
import { heedHeaders } from './budget.ts';
import type { Surroundings } from './surroundings.ts';

/** The wire as one connection sees it: every call is logged before it leaves. */
export const countedWire = (
  { database, wireNow, wire }: Pick<Surroundings, 'database' | 'wireNow' | 'wire'>,
  connection: string,
  manifestOf: () => Manifest | null,
): Wire => ({
  async request(request) {
    const startedAt = wireNow();
    const call = await database.transaction((tx) =>
      logCall(tx, { connection, purpose: request.purpose, startedAt }));
    const answer = await wire.request(request);
    await database.transaction(async (tx) => {
      await logAnswer(tx, call, wireNow() - startedAt, resultOf(answer));
      const said = headersOf(manifestOf(), answer);
      if (said !== null) await heedHeaders(tx, connection, said, wireNow());
    });
    return answer;
  },
});

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
