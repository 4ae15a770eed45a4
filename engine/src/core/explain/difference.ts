import type { Decision, Exception, Obligation } from '../model/decision.ts';
import { exceptionCodes } from '../model/exceptions.ts';
import { explainHeadline, explainObligation } from './headline.ts';
import type { Reader } from './words.ts';

export type Difference = { readonly was: string; readonly wouldBe: string };

/** How two decisions on one order differ, in a sentence each: the gravest difference speaks. */
export const explainDifference = (
  before: Decision | null,
  after: Decision,
  reader: Reader,
): Difference => {
  const headline = {
    was: before === null
      ? 'Nothing has been decided yet.' : explainHeadline(before.headline, reader),
    wouldBe: explainHeadline(after.headline, reader),
  };
  if (before === null || headline.was !== headline.wouldBe) return headline;
  return deeper(before, after, reader) ?? {
    was: `${headline.was} What is wished of the other systems has other contents.`,
    wouldBe: `${headline.wouldBe} What is wished of the other systems has other contents.`,
  };
};

const deeper = (before: Decision, after: Decision, reader: Reader): Difference | null => {
  for (const one of after.consignments) {
    const same = before.consignments.find(({ consignment }) => consignment === one.consignment);
    const obligations = same?.obligations ?? [];
    for (const obligation of one.obligations) {
      const was = sentenceOf(obligations.find(({ kind }) => kind === obligation.kind), reader);
      const wouldBe = sentenceOf(obligation, reader);
      if (was !== wouldBe) return { was, wouldBe };
    }
  }
  const was = titles(before.exceptions);
  const wouldBe = titles(after.exceptions);
  return was === wouldBe ? null : { was, wouldBe };
};

const sentenceOf = (obligation: Obligation | undefined, reader: Reader): string =>
  obligation === undefined ? 'Nothing of that was owed.' : explainObligation(obligation, reader);

const titles = (exceptions: readonly Exception[]): string =>
  exceptions.length === 0 ? 'No exception.'
    : `${[...new Set(exceptions.map((one) => exceptionCodes[one.code].title))].join(', ')}.`;
