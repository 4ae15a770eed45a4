import { words } from '../words/words.ts';

const { connections: said } = words;

/** An operation by its own words; what was read by the name of the list. */
export function purposeInWords(purpose: string): string {
  const named: Readonly<Record<string, string>> = said.operations;
  const known = named[purpose];
  if (known !== undefined) return known;
  const [, list] = /^feed (.+)$/.exec(purpose) ?? [];
  return list === undefined ? purpose : said.reads(list);
}
