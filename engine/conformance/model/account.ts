import type { HooksKept, HooksWanted } from '../../src/contract/hooks.ts';
import type { SurveyAnswer, SurveyTag } from '../../src/contract/survey.ts';
import { closed, own, textOf, type Call, type Heard } from './parts.ts';

export type AccountParts = {
  readonly survey: (call: Call) => Promise<SurveyAnswer>;
  readonly keepHooks: (
    call: Call, wanted: HooksWanted, parts: AccountParts,
  ) => Promise<HooksKept>;
  /** The addresses that are called now; null where they cannot be told. */
  readonly addresses: (heard: Heard) => readonly string[] | null;
};

const rowsIn = (heard: Heard): readonly unknown[] | null => {
  const rows = heard.is === 'json' ? own(heard.value, 'rows') : null;
  return Array.isArray(rows) ? rows.filter((row) => row !== null) : null;
};

const unfinished = (heard: Heard): HooksKept => ({
  is: 'unfinished', sentences: [heard.is === 'json' ? 'The hooks cannot be told.' : heard.text],
});

export const account: AccountParts = {
  async survey(call) {
    const heard = await call('GET', '/tags');
    if (heard.is === 'unanswered') return heard;
    if (heard.is === 'no') return closed('refused', heard.text);
    const all = rowsIn(heard);
    if (all === null) return closed('unreadable', 'it answered something else than tags');
    const rows = all.flatMap((row): SurveyTag[] => {
      const id = own(row, 'id');
      return typeof id === 'number' ? [{ id, name: textOf(own(row, 'name')) }] : [];
    });
    const unreadable = Array.from({ length: all.length - rows.length }, () => 'a tag is broken');
    return { is: 'found', found: { list: 'tags', rows }, unreadable };
  },

  /** What the second list shows counts, whatever was said to the subscription. */
  async keepHooks(call, { address }, { addresses }) {
    const before = await call('GET', '/hooks');
    const present = addresses(before);
    if (present === null) return unfinished(before);
    if (present.includes(address)) return { is: 'as-wanted', subscribed: [], removed: [] };
    const made = await call('POST', '/hooks', JSON.stringify({ address }));
    if (made.is !== 'json') return unfinished(made);
    const after = await call('GET', '/hooks');
    return addresses(after)?.includes(address) === true
      ? { is: 'as-wanted', subscribed: [address], removed: [] } : unfinished(after);
  },

  addresses: (heard) => rowsIn(heard)?.map((row) => textOf(own(row, 'address'))) ?? null,
};
