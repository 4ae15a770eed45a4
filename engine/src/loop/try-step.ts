/**
 * Experiments go by the same hand as everything else: whoever holds the connection makes their
 * calls, one a turn, when nothing of the work is due, counted and within the budget. A step that
 * needs the connection for itself goes only in shadow mode, where nothing waits for the calls.
 */
import type { StepTurned } from '../contract/experiment.ts';
import type { Unanswered } from '../contract/connector.ts';
import type { Tx } from '../store/database.ts';
import { announce } from '../store/announce.ts';
import {
  beginTurn, endStep, endTurn, readSteps, type StepEnd, type StoredStep,
} from '../store/experiments.ts';
import { stillHeld } from '../store/leases.ts';
import { saveTraits } from '../store/traits.ts';
import type { Hand } from './carry-out.ts';
import { faultForLog } from './fault-words.ts';
import type { Surroundings } from './surroundings.ts';

/** After a call without an answer; a closed door says itself how long it stays so. */
const pauseAfterSilence = 10_000;

const stepOf = ({ steps = [] }: Hand, { step }: StoredStep) =>
  steps.find((one) => one.step === step);

export const isAlone = (hand: Hand, step: StoredStep): boolean =>
  stepOf(hand, step)?.isAlone === true;

/** The first step that is consented to and may be done as the connection stands; else null. */
export const stepInTurn = async (tx: Tx, hand: Hand): Promise<StoredStep | null> => {
  if ((hand.steps ?? []).length === 0) return null;
  const steps = await readSteps(tx, hand.lease.connection);
  return steps.find((one) => one.state !== 'over' && stepOf(hand, one) !== undefined &&
    (hand.mode === 'shadow' || !isAlone(hand, one))) ?? null;
};

/** One turn; null when no call was made. */
export const tryStep = async (
  surroundings: Surroundings,
  hand: Hand,
  stored: StoredStep,
): Promise<{ readonly unanswered: Unanswered | null } | null> => {
  const { database, holder } = surroundings;
  const { lease } = hand;
  const isHeld = await database.transaction(async (tx) => {
    if (!(await stillHeld(tx, lease, holder))) return false;
    await beginTurn(tx, lease.connection, stored.step);
    return true;
  });
  if (!isHeld) return null;
  const turned = await turnOf(surroundings, hand, stored);
  return database.transaction((tx) => record(tx, surroundings, { hand, stored, turned }));
};

/** A step that trips ends alone; the loop and the account's work go on. */
const turnOf = async (
  { now, log }: Surroundings,
  { session, lease }: Hand,
  { step, progress, isBegun }: StoredStep,
): Promise<StepTurned> => {
  try {
    const turned = await session.tryStep?.({ step, progress, isInterrupted: isBegun }, now());
    return turned ?? over('Its connector makes no experiments.');
  } catch (fault) {
    const words = faultForLog(fault);
    log('an experiment tripped', { connection: lease.connection, step, words });
    return over('Gatepass tripped over this step; it is in the log. Look at the screen for test ' +
      'orders that it may have left.');
  }
};

const over = (sentence: string): StepTurned =>
  ({ is: 'over', found: { learnt: [], notLearnt: [], sentences: [sentence] } });

const record = async (
  tx: Tx,
  { now }: Surroundings,
  { hand: { lease: { connection } }, stored, turned }: {
    readonly hand: Hand; readonly stored: StoredStep; readonly turned: StepTurned;
  },
): Promise<{ readonly unanswered: Unanswered | null } | null> => {
  const { step } = stored;
  switch (turned.is) {
    case 'goes-on':
      await endTurn(tx, connection, step,
        { progress: turned.progress, goOnAt: now(), calls: 1, words: null });
      return { unanswered: null };
    case 'rests':
      await endTurn(tx, connection, step,
        { progress: turned.progress, goOnAt: turned.until, calls: 0, words: null });
      return null;
    case 'unanswered': {
      const { unanswered, progress } = turned;
      const pause = unanswered.closedForMilliseconds ?? pauseAfterSilence;
      await endTurn(tx, connection, step,
        { progress, goOnAt: now() + pause, calls: 1, words: unanswered.text });
      return { unanswered };
    }
    case 'over': {
      const { learnt, notLearnt, sentences } = turned.found;
      const found: StepEnd = { notLearnt, sentences };
      await endStep(tx, connection, step, { found, at: now() });
      const { consentedBy, consentedAt } = stored;
      await saveTraits(tx, connection, learnt.map(({ at: learntAt, ...one }) =>
        ({ ...one, step, learntAt, consentedBy, consentedAt })));
      await announce(tx, 'changed', '');
      return null;
    }
    default:
      return turned satisfies never;
  }
};
