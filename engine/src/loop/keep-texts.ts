/** What is kept of calls that are about orders, word for word but without secrets. */
import type { WireAnswer, WireRequest } from '../contract/wire.ts';
import { saveCallText } from '../store/call-texts.ts';
import type { Tx } from '../store/database.ts';
import { textOfCall } from './call-text.ts';

/** Long enough for a Monday to look into a Monday; it holds customers' addresses. */
export const textsKeptMilliseconds = 7 * 24 * 3_600_000;

/** Which tries are under way on a connection: whoever carries out writes it, its wire reads it. */
export type UnderWay = { attempts: readonly string[] };

export type TextsOf = {
  readonly connection: string;
  /** World time, in which tries begin. */
  readonly now: () => number;
  readonly underWay: UnderWay;
  /** The values that its settings were filled with. */
  readonly secrets: () => readonly string[];
};

/** Looks are not kept: they are many, and what they show stands with the orders. */
export const keepText = async (
  tx: Tx,
  { connection, underWay, secrets }: TextsOf,
  call: {
    readonly request: WireRequest; readonly answer: WireAnswer; readonly at: number;
    readonly tookMilliseconds: number;
  },
): Promise<void> => {
  const { attempts } = underWay;
  if (attempts.length === 0) return;
  await saveCallText(tx, connection, {
    at: call.at, tookMilliseconds: call.tookMilliseconds, attempts,
    text: textOfCall(call.request, call.answer, secrets()),
  });
};
