/** Question 3: where the window of the rate limit begins, and whether a refused call counts. */
import { instant, later, type Instant } from '../../../core/model/instant.ts';
import { headerNumber } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, restUntil, type Experiment, type Findings, type Story, type Told,
} from './experiment.ts';

const finds = ['rateWindow', 'refusedCalls', 'retryAfter'];

/** An account with a higher limit was given it by hand; hitting that is nobody's business here. */
const highestLimit = 100;
/** So many calls too many: enough to be told from a call of somebody else. */
const refusedOnPurpose = 5;
/** Pauses after the end of a window, by which windows that begin with a call would shift. */
const pauses = [11_000, 23_000];
const minute = 60_000;

export const limit: Experiment = {
  step: 'limit',
  question: 'Does the minute of the rate limit begin with the clock or with the first call, does ' +
    'a refused call count, and how is it answered?',
  does: [
    'Reads your list of tags as often as your limit allows in one minute, and five times more: ' +
      'those are refused (429) on purpose. Writes nothing.',
    'Meanwhile nothing else is read or written by Gatepass on this connection. Other programs ' +
      'that use the same API key are refused for up to a minute too: stop them first.',
  ],
  leaves: 'Nothing.',
  callsAtMost: highestLimit + refusedOnPurpose + 8,
  takes: 'four to five minutes',
  isAlone: true,
  finds,
  clean: null,
  * tell() {
    const first = yield* ring();
    const { limit: allowed, endsAt } = windowOf(first);
    if (allowed === null || endsAt === null) {
      return notLearnt(finds, 'the answers have no headers that tell of the limit');
    }
    if (allowed > highestLimit) {
      return notLearnt(finds, `the limit is ${String(allowed)}, too many to be used up for this`);
    }
    const windows = yield* watchWindows(endsAt);
    const spent = yield* spend(windows.lastEnd, allowed);
    return allOf([windows.findings, spent]);
  },
};

/** A refusal is an answer here. */
const ring = () => ask({ method: 'GET', path: '/accounts/listtags' }, (told: Told) => ({
  status: told.status, limit: headerNumber(told, 'x-rate-limit-limit'),
  remaining: headerNumber(told, 'x-rate-limit-remaining'),
  reset: headerNumber(told, 'x-rate-limit-reset'),
  retryAfter: told.headers['retry-after'] ?? null,
}), true);
type Rung = ReturnType<typeof ring> extends Story<infer Value> ? Value : never;

const windowOf = ({ at, kept: { limit: allowed, reset } }: Rung) => ({
  limit: allowed, endsAt: reset === null ? null : later(at, reset * 1_000),
});

type Watched = { readonly findings: Findings; readonly lastEnd: Instant };

/**
 * Windows that follow the clock end at the same second of the minute, whenever the first call
 * comes; others end a minute after it. The clocks of both sides need not agree for that.
 */
function* watchWindows(firstEnd: Instant): Story<Watched> {
  const ends = [firstEnd];
  let isFromCall = true;
  let lastEnd = firstEnd;
  for (const pause of pauses) {
    yield* restUntil(later(lastEnd, pause));
    const rung = yield* ring();
    const { endsAt } = windowOf(rung);
    if (endsAt === null) {
      const why = 'the answers have no header that tells when the window ends';
      return { findings: notLearnt(['rateWindow'], why), lastEnd: later(rung.at, minute) };
    }
    isFromCall &&= endsAt - rung.at > minute - 3_000;
    ends.push(endsAt);
    lastEnd = endsAt;
  }
  const seconds = ends.map((one) => Math.round(one / 1_000) % 60).join(', ');
  const isSteady = ends.every((one) => apart(one, firstEnd) <= 2_500);
  const evidence = `three windows ended at second ${seconds} of the minute`;
  const findings = isSteady === isFromCall
    ? notLearnt(['rateWindow'], evidence)
    : learnt('rateWindow', isSteady ? 'clock-minute' : 'first-call', evidence);
  return { findings, lastEnd };
}

/** How far apart two instants stand on the face of a clock, whatever minute it is. */
const apart = (one: Instant, other: Instant): number => {
  const ahead = ((one - other) % minute + minute) % minute;
  return Math.min(ahead, minute - ahead);
};

function* spend(windowEnd: Instant, allowed: number): Story<Findings> {
  yield* restUntil(later(windowEnd, 1_000));
  let refused = 0;
  let last: Rung | null = null;
  let retryAfter: string | null = null;
  const before = yield* ring();
  const end = windowOf(before).endsAt;
  for (let calls = 1; calls < allowed + refusedOnPurpose + 2; calls += 1) {
    last = yield* ring();
    if (last.kept.status !== 429) continue;
    refused += 1;
    retryAfter = last.kept.retryAfter;
    if (refused === refusedOnPurpose) break;
  }
  const isInOne = last !== null && end !== null && last.at < end;
  if (refused < refusedOnPurpose || last === null || end === null || !isInOne) {
    return notLearnt(['refusedCalls', 'retryAfter'],
      `${String(refused)} calls were refused: the window ended before it was used up`);
  }
  const answered = learnt('retryAfter', retryAfter === null ? 'absent' : 'seconds',
    `Retry-After of a refused call: ${retryAfter ?? 'none'}`);
  const ended = instant(Math.max(end, windowOf(last).endsAt ?? 0));
  yield* restUntil(later(ended, 1_000));
  const after = yield* ring();
  // Only the window right after it could lack them.
  return allOf([answered, after.at < later(ended, minute) ? refusedCalls(after, allowed)
    : notLearnt(['refusedCalls'], 'the next window was over before it could be looked at')]);
}

const refusedCalls = ({ kept: { remaining } }: Rung, allowed: number): Findings => {
  const name = 'refusedCalls';
  if (remaining === null) return notLearnt([name], 'the answer does not say how many calls remain');
  const missing = allowed - 1 - remaining;
  const evidence = `after ${String(refusedOnPurpose)} refused calls the next window lacks ${
    String(missing)} of ${String(allowed)}`;
  // One call of somebody else is allowed for.
  if (missing <= 1) return learnt(name, 'nowhere', evidence);
  return missing >= refusedOnPurpose - 1 && missing <= refusedOnPurpose + 1
    ? learnt(name, 'next-window', evidence) : notLearnt([name], evidence);
};
