/** A number is a link to the list that makes it; one that no list makes says why it is none. */
import type { ReactNode } from 'react';

export type WhyUnlisted =
  /** The list that it counts stands on the same page, beside or below. */
  | 'list-is-here'
  /** A share, a median or an outlook: worked out of many, and the count of no list. */
  | 'worked-out'
  /** What a gauge shows: a limit, a budget, so many calls a minute. */
  | 'gauge'
  /** Units and parcels of the one order that the page is about. */
  | 'of-this-order';

type UnlistedProps = { readonly why: WhyUnlisted; readonly children: ReactNode };

/** The walk over all pages lets an unlinked number pass only in here. */
export function Unlisted({ why, children }: UnlistedProps) {
  return <span data-unlisted={why}>{children}</span>;
}
