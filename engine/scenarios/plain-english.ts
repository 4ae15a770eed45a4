/** What every sentence of ours must be, whoever wrote the words that stand in it. */
import { obligationKinds, stages } from '../src/core/model/decision.ts';
import { operations, rulingKinds } from '../src/core/model/dossier.ts';
import { contradictionSamples, reasonSamples } from './reason-samples.ts';

const parties = ['shipping-desk'];
const statuses = ['awaiting-payment', 'pending-elsewhere', 'on-hold'];

/** Words of the unions that are no words of a person's. */
const enumWords: readonly string[] = [
  ...Object.keys(reasonSamples),
  ...Object.keys(contradictionSamples),
  ...obligationKinds,
  ...stages,
  ...operations,
  ...rulingKinds,
  ...parties,
  ...statuses,
].filter((word) => word.includes('-'));

const enumWord = new RegExp(`(?<![\\w-])(${[...new Set(enumWords)].join('|')})(?![\\w-])`);

const faults: readonly { readonly fault: string; readonly is: (sentence: string) => boolean }[] = [
  { fault: 'an id', is: (it) => /\b(con|ord|msg|att|rul|exc)_|\bss-/.test(it) },
  { fault: 'an enum word', is: (it) => enumWord.test(it) },
  // A name may have brackets of its own; ours are those of a list written as code.
  { fault: 'a brace', is: (it) => /[{}<>]|\["|"\]|\[\]/.test(it) },
  { fault: 'a double space', is: (it) => / {2}/.test(it) },
  { fault: 'a missing value', is: (it) => /undefined|\bnull\b|NaN|\[object/.test(it) },
  { fault: 'no full stop at its end', is: (it) => !/(?:\.|[.!?]”)$/.test(it) },
  { fault: 'two full stops', is: (it) => /[.!?]”\./.test(it) },
  { fault: 'a blank or stop before its full stop', is: (it) => /[\s.,:;]\.$/.test(it) },
  { fault: 'no capital or figure at its beginning', is: (it) => !/^(\p{Lu}|-?\p{N})/u.test(it) },
  { fault: 'more than 400 letters', is: (it) => Array.from(it).length > 400 },
  {
    fault: 'a letter that breaks, turns or hides text',
    is: (it) =>
      /[\p{Cc}\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029\ufeff]/u.test(it),
  },
  { fault: 'half a letter', is: (it) => !it.isWellFormed() },
];

/** What is wrong with a sentence, in words; empty for plain English. */
export const faultsOf = (sentence: string): readonly string[] =>
  faults.filter((one) => one.is(sentence)).map((one) => `${one.fault}: ${sentence}`);
