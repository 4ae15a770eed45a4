/** What the reading of one consignment goes by, and how it ends early. */
import type { Instant } from '../../../core/model/instant.ts';
import type { CsvSettings } from '../settings.ts';
import type { Read } from './cells.ts';
import type { Field } from './fields.ts';
import type { Group, Mistake } from './groups.ts';

export type Reading = {
  readonly group: Group;
  readonly settings: CsvSettings;
  readonly has: (field: Field) => boolean;
  readonly fileAt: Instant;
};

/** Ends the reading of one consignment; the rest of the file goes on. */
export class Unfit extends Error {
  readonly mistake: Mistake;
  constructor(line: number, words: string) {
    super(words);
    this.mistake = { line, words };
  }
}

export const valueOf = <Value>(read: Read<Value>, line: number, column: string): Value => {
  if ('problem' in read) throw new Unfit(line, `${column}: ${read.problem}`);
  return read.value;
};
