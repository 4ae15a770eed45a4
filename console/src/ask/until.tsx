/** Until when a hold lasts: a time on that zone's clocks, or left empty. */
import { TextInput } from '@mantine/core';
import { instantOf } from '../time/clock.ts';
import { words } from '../words/words.ts';

export function Until({ zone, problem }: { zone: string; problem: string | null }) {
  return (
    <TextInput
      type="datetime-local" name="until" label={words.rulings.until(zone)}
      description={words.rulings.untilNone} error={problem}
    />
  );
}

/** What was typed, as an instant; null where the field was left empty. */
export const untilTyped = (typed: string, zone: string): string | null =>
  typed === '' ? null : new Date(instantOf(typed, zone)).toISOString();
