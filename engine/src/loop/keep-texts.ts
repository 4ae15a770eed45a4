/** What is kept of calls that are about orders, word for word but without secrets. */
import type { WireAnswer, WireRequest } from '../contract/wire.ts';
import { saveCallText } from '../store/call-texts.ts';
import type { Tx } from '../store/database.ts';
import { apart } from '../store/savepoint.ts';
import { textOfCall } from './call-text.ts';
import { faultForLog } from './fault-words.ts';
import { isOfOne } from './part.ts';
import type { Log } from './surroundings.ts';

/** Which tries are under way on a connection: whoever carries out writes it, its wire reads it. */
export type UnderWay = { attempts: readonly string[] };

export type TextsOf = {
  readonly connection: string;
  /** World time, in which tries begin. */
  readonly now: () => number;
  readonly underWay: UnderWay;
  /** The values that its settings were filled with. */
  readonly secrets: () => readonly string[];
  readonly log: Log;
};

/**
 * Looks are not kept: they are many, and what they show stands with the orders. A call that cannot
 * be kept is logged and left out: what came of it matters more than how it was said.
 */
export const keepText = async (
  tx: Tx,
  { connection, underWay, secrets, log }: TextsOf,
  call: {
    readonly request: WireRequest; readonly answer: WireAnswer; readonly at: number;
    readonly tookMilliseconds: number;
  },
): Promise<void> => {
  const { attempts } = underWay;
  if (attempts.length === 0) return;
  try {
    await apart(tx, () => saveCallText(tx, connection, {
      at: call.at, tookMilliseconds: call.tookMilliseconds, attempts,
      text: textOfCall(call.request, call.answer, secrets()),
    }));
  } catch (fault) {
    if (!isOfOne(fault)) throw fault;
    log('what a call said could not be kept', { connection, attempts, words: faultForLog(fault) });
  }
};
