/** One message told in several calls, any of which may end the telling. */
import type { ItemOutcome, Performed, Unanswered } from './connector.ts';

/** Ends the telling of this message: with an outcome of its own, or before a closed door. */
export class Ended extends Error {
  readonly by: ItemOutcome | Unanswered;
  constructor(by: ItemOutcome | Unanswered) {
    super(by.is);
    this.by = by;
  }
}

export const refused = (code: string, text: string): Ended =>
  new Ended({ is: 'refused', code, text });
export const unknown = (text: string): Ended => new Ended({ is: 'unknown', text });

/** Told and read back when `work` comes to its end; or what ended it. Other errors go on. */
export const toldUnlessEnded = async (work: () => Promise<void>): Promise<Performed> => {
  try {
    await work();
  } catch (end) {
    if (!(end instanceof Ended)) throw end;
    return end.by.is === 'unanswered'
      ? { outcomes: [{ is: 'unknown', text: end.by.text }], unanswered: end.by }
      : { outcomes: [end.by], unanswered: null };
  }
  return { outcomes: [{ is: 'done', seen: [], acknowledged: true }], unanswered: null };
};
