/** How far we have come with buying one label, which money and a second parcel hang on. */
import { attemptsOf, standingOf, unansweredInARow } from '../facts/attempts.ts';
import { isMadeSince, rulingInForce } from '../facts/rulings.ts';
import { later, latest, type Instant } from '../model/instant.ts';
import type { Case } from './case.ts';

export type PurchasePursuit =
  /** Buy now: never tried, another label than was refused, or looked for twice in vain. */
  | { readonly is: 'go' }
  | { readonly is: 'under-way'; readonly until: Instant }
  /** No answer: the label feed has to show twice, a minute apart, that there is no label. */
  | { readonly is: 'looking'; readonly until: Instant }
  | { readonly is: 'done'; readonly at: Instant; readonly isSame: boolean }
  | { readonly is: 'refused'; readonly at: Instant; readonly text: string }
  /** No answer again, and no label: from here on a person decides. */
  | { readonly is: 'unanswered'; readonly at: Instant; readonly tries: number };

/**
 * A purchase has no key under which it could be made twice as one. So nothing is bought while
 * another purchase for the consignment may still show; and without a person's word it is repeated
 * once, no more. What a person ruled to try again is tried once.
 */
export const pursuePurchase = (
  at: Case,
  asked: { readonly about: string; readonly content: string },
): PurchasePursuit => {
  const open = openPurchase(at);
  if (open !== null) return open;
  const all = attemptsOf(at.facts, 'buy-label', asked.about);
  const again = rulingInForce(at.facts, 'try-again', asked.about, at.now);
  const tries = all.filter((one) => again === null || isMadeSince(one, again));
  const standing = standingOf(tries, at.now);
  switch (standing.is) {
    case 'untried':
      return { is: 'go' };
    case 'under-way':
      return { is: 'under-way', until: standing.until };
    case 'done':
      return {
        is: 'done', at: standing.at, isSame: standing.attempt.content === asked.content,
      };
    case 'refused':
      return standing.attempt.content === asked.content
        ? { is: 'refused', at: standing.at, text: standing.text } : { is: 'go' };
    case 'unknown': {
      const isSpent = again !== null || unansweredInARow(tries) > 1;
      return isSpent
        ? { is: 'unanswered', at: standing.settledAt, tries: all.length } : { is: 'go' };
    }
    default:
      return standing satisfies never;
  }
};

/** The purchase of this consignment that may still take effect, or has and was not seen yet. */
const openPurchase = (
  { facts, now, contact }: Case,
): Extract<PurchasePursuit, { readonly is: 'under-way' | 'looking' }> | null => {
  const standings = Object.values(facts.attempts)
    .filter((one) => one.operation === 'buy-label')
    .map((one) => standingOf([one], now));
  const underWay = standings.flatMap((one) => (one.is === 'under-way' ? [one.until] : []));
  const until = latest(...underWay);
  if (until !== null) return { is: 'under-way', until };
  const settledAt = latest(
    ...standings.flatMap((one) => (one.is === 'unknown' ? [one.settledAt] : [])));
  const lookedFor = contact.labelsTwiceThrough;
  if (settledAt === null || (lookedFor !== null && lookedFor >= settledAt)) return null;
  return { is: 'looking', until: later(now, 5_000) };
};
