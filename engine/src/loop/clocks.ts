/**
 * A wrong clock is named while it lasts: every answer says in its `Date` what time it is over
 * there. All of it is wire time; a world that runs at another pace has nothing to do with it.
 */
import type { WireAnswer } from '../contract/wire.ts';
import { readClock, saveClock, type SeenClock } from '../store/clocks.ts';
import type { Tx } from '../store/database.ts';

/** Less is in order: it moves no window of a feed, each of which overlaps by more. */
export const tolerated = 60_000;

/** One answer may have lain in a cache, or the clock was put right in the middle of it. */
const believedFrom = 3;

/** A clock that agrees is written down anew this often, in milliseconds. */
const refreshedEvery = 600_000;

/** A `Date` has whole seconds. */
const second = 1_000;

/**
 * How far their clock is ahead of ours; 0 where some moment between question and answer explains
 * it, null where the answer does not say when it was made.
 */
export const aheadBy = (
  answer: WireAnswer,
  asked: { readonly startedAt: number; readonly answeredAt: number },
): number | null => {
  // What came out of a cache is dated by the day it was put there.
  if (answer.is !== 'answer' || Number(answer.headers['age'] ?? 0) > 0) return null;
  const theirs = Date.parse(answer.headers['date'] ?? '');
  if (Number.isNaN(theirs)) return null;
  if (theirs > asked.answeredAt) return theirs - asked.answeredAt;
  return Math.min(0, theirs + second - asked.startedAt);
};

export const noteClock = async (
  tx: Tx,
  connection: string,
  ahead: number,
  wireNow: number,
): Promise<void> => {
  const before = await readClock(tx, connection);
  const isOff = Math.abs(ahead) > tolerated;
  const isSameWay = before !== null && Math.sign(before.ahead) === Math.sign(ahead);
  const offInARow = !isOff ? 0 : isSameWay ? before.offInARow + 1 : 1;
  const isOld = before === null || Math.abs(wireNow - before.seenAt) > refreshedEvery;
  // A clock that goes on agreeing costs no write a call.
  if (!isOff && !isOld && before.offInARow === 0) return;
  await saveClock(tx, { connection, ahead: isOff ? ahead : 0, offInARow, seenAt: wireNow });
};

/** What to say of a connection's clock beside those of the others; null where it agrees. */
export const clockSentence = (connection: string, clocks: readonly SeenClock[]): string | null => {
  const own = clocks.find((one) => one.connection === connection);
  if (own === undefined || !isWrong(own)) return null;
  const others = clocks.filter((one) => one !== own);
  const alike = others.filter((one) =>
    isWrong(one) && Math.abs(one.ahead - own.ahead) <= tolerated);
  const well = others.filter((one) => one.offInARow === 0);
  return `Its clock is ${lengthOf(Math.abs(own.ahead))} ${own.ahead > 0 ? 'ahead of' : 'behind'} ` +
    `ours, by its last ${String(own.offInARow)} answers. ${judgement(alike, well)}`;
};

const judgement = (alike: readonly SeenClock[], well: readonly SeenClock[]): string => {
  if (alike.length > well.length) {
    return `${namesOf(alike)} ${alike.length === 1 ? 'says' : 'say'} the same, so ours is likely ` +
      'wrong: set this machine, or that of the store where several share one, by a time server.';
  }
  if (well.length > alike.length) {
    return `${namesOf(well)} ${well.length === 1 ? 'agrees' : 'agree'} with ours, so theirs is ` +
      'likely wrong: tell whoever runs it. What it dates may be looked for at the wrong time.';
  }
  return 'It cannot be told from here which is wrong: compare ours with a time server first, and ' +
    'tell whoever runs the other side when ours is right.';
};

const isWrong = (one: SeenClock): boolean => one.offInARow >= believedFrom;

const namesOf = (some: readonly SeenClock[]): string =>
  some.map((one) => one.connection).join(' and ');

const lengthOf = (milliseconds: number): string => {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${String(hours)} hours` : `${String(Math.round(hours / 24))} days`;
};
