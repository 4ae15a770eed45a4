/** One turn of an experiment: what it asks next goes out once, and what came of it is noted. */
import assert from 'node:assert/strict';
import type { StepTurn, StepTurned } from '../../../contract/experiment.ts';
import { quote, readJson } from '../../../contract/their-words.ts';
import type { WireAnswer } from '../../../contract/wire.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { experiments } from '../experiments/all.ts';
import type { Told, Wish } from '../experiments/experiment.ts';
import {
  begunAnew, next, readProgress, renderProgress, withNote, type Progress,
} from '../experiments/turn.ts';
import { closed, readAnswer } from '../translate/heard.ts';
import type { V1 } from '../v1.ts';

const timeoutMilliseconds = 25_000;

export const tryStep = async (v1: V1, turn: StepTurn, now: Instant): Promise<StepTurned> => {
  const experiment = experiments.find((one) => one.step === turn.step);
  assert(experiment !== undefined, `shipstation has no step called ${turn.step}`);
  let progress = readProgress(turn.progress, now);
  let upcoming = next(experiment, progress, now);
  if (turn.isInterrupted && upcoming.is === 'ask' && !isRepeatable(upcoming.wish)) {
    progress = begunAnew(progress, now);
    upcoming = next(experiment, progress, now);
  }
  switch (upcoming.is) {
    case 'over': {
      const { learnt, notLearnt, sentences } = upcoming.findings;
      return { is: 'over', found: {
        learnt: learnt.map((one) => ({ ...one, at: now })), notLearnt, sentences,
      } };
    }
    case 'rest':
      return { is: 'rests', until: upcoming.until, progress: renderProgress(upcoming.progress) };
    case 'ask': {
      const { wish } = upcoming;
      const answer = await send(v1, turn.step, wish);
      return heard(v1, wish, { answer, progress: upcoming.progress, now });
    }
    default:
      return upcoming satisfies never;
  }
};

type Asked = Extract<Wish, { is: 'ask' }>;

const isRepeatable = ({ ask }: Asked): boolean => ask.method === 'GET';

const send = (v1: V1, step: string, { ask }: Asked): Promise<WireAnswer> =>
  v1.callPlainly(
    {
      method: ask.method, timeoutMilliseconds, purpose: `probe ${step}`,
      body: ask.body === undefined ? null : JSON.stringify(ask.body),
    },
    ask.path, ask.query ?? {}, ask.wrong ?? null);

const heard = (
  v1: V1,
  wish: Asked,
  { answer, progress, now }: {
    readonly answer: WireAnswer; readonly progress: Progress; readonly now: Instant;
  },
): StepTurned => {
  if (answer.is === 'not-sent') {
    // Nothing was carried out: the same goes once more.
    const unanswered = closed('silence', quote(answer.reason, v1.secrets));
    return { is: 'unanswered', progress: renderProgress(progress), unanswered };
  }
  const read = readAnswer(answer, v1.secrets);
  const why = read.is === 'unanswered' ? read.unanswered.why : null;
  const isMeant = (why === 'throttled' && wish.isRefusalMeant) ||
    (why === 'unauthorised' && wish.ask.wrong === 'secret');
  if (read.is === 'unanswered' && why !== 'refused' && why !== 'unreadable' && !isMeant) {
    const isOpen = why === 'silence' && !isRepeatable(wish);
    return {
      is: 'unanswered', unanswered: read.unanswered,
      progress: renderProgress(isOpen ? begunAnew(progress, now) : progress),
    };
  }
  if (answer.is !== 'answer') throw new Error('silence is unanswered');
  return {
    is: 'goes-on',
    progress: renderProgress(withNote(progress, { at: now, kept: wish.keep(toldBy(answer)) })),
  };
};

const toldBy = ({ status, headers, body }: Extract<WireAnswer, { is: 'answer' }>): Told => ({
  status, headers, body, value: readJson(body)?.value,
});
