/** How far we have come with one thing that we asked of ShipStation. */
import { attemptsOf, backOff, standingOf, unansweredInARow } from '../facts/attempts.ts';
import { isMadeSince, rulingInForce } from '../facts/rulings.ts';
import type { Operation } from '../model/dossier.ts';
import { keyOnShelf, shipStationOrderId } from '../model/ids.ts';
import { later, type Instant } from '../model/instant.ts';
import type { Case } from './case.ts';

export type Pursuit =
  /** Ask now: never asked, asked for something else, or looked and not found. */
  | { readonly is: 'go'; readonly hasAsked: boolean }
  | { readonly is: 'under-way'; readonly until: Instant }
  /** No answer: the feed has to show whether it took effect before we repeat. */
  | { readonly is: 'looking'; readonly until: Instant }
  | { readonly is: 'done'; readonly at: Instant }
  | { readonly is: 'refused'; readonly at: Instant; readonly text: string };

/** Upserts with our own key are repeated after one empty look; a refusal stands for its content. */
export const pursue = (
  at: Case,
  asked: { readonly operation: Operation; readonly about: string; readonly content: string },
): Pursuit => {
  const { facts, now, contact } = at;
  const again = rulingInForce(facts, 'try-again', asked.about, now);
  const tries = attemptsOf(facts, asked.operation, asked.about)
    .filter((one) => again === null || isMadeSince(one, again));
  const standing = standingOf(tries, now);
  const isOther = standing.is !== 'untried' && standing.attempt.content !== asked.content;
  if (standing.is === 'under-way') return { is: 'under-way', until: standing.until };
  if (standing.is === 'untried' || (isOther && standing.is !== 'unknown')) {
    return { is: 'go', hasAsked: standing.is !== 'untried' };
  }
  switch (standing.is) {
    case 'done':
      return { is: 'done', at: standing.at };
    case 'refused':
      return { is: 'refused', at: standing.at, text: standing.text };
    case 'unknown': {
      const through = contact.ordersThrough;
      // Our shelf is our own: what was not recorded as done was not done.
      const hasLooked = isOnShelf(at, asked) || (through !== null && through >= standing.settledAt);
      const nextAt = later(standing.settledAt, backOff(unansweredInARow(tries)) - backOff(1));
      if (hasLooked && now >= nextAt) return { is: 'go', hasAsked: true };
      const wait = Math.max(1_000, Math.min(nextAt - now, 5_000));
      return { is: 'looking', until: later(now, wait) };
    }
    default:
      return standing satisfies never;
  }
};

const isOnShelf = (
  { channel }: Case,
  { operation, about }: { readonly operation: Operation; readonly about: string },
): boolean => channel?.enters === 'custom-store' &&
  (operation === 'create-order' || keyOnShelf(shipStationOrderId(about)) !== null);
