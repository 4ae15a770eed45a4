/** Changing an order that stands in ShipStation: asked once, verified by seeing it changed. */
import type { Operation } from '../model/dossier.ts';
import type { Action } from '../model/decision.ts';
import { later, type Instant } from '../model/instant.ts';
import type { Reason } from '../model/reasons.ts';
import type { StandingOrder } from '../facts/releases.ts';
import { fetchedWithin } from '../policy/limits.ts';
import type { Case } from './case.ts';
import { lookAgain, oblige, raise, wish, type Draft } from './draft.ts';
import { pursue } from './pursue.ts';

export const changeOrder = (
  at: Case,
  draft: Draft,
  standing: StandingOrder,
  change: {
    readonly operation: Operation;
    readonly content: string;
    readonly since: Instant;
    readonly because: Reason;
    readonly underWay: Reason;
    readonly action: Action;
  },
): Draft => {
  const { order, seenAt } = standing;
  const { operation, content, since } = change;
  const pursuit = pursue(at, { operation, about: order.id, content });
  const limitAt = later(since, at.limits.readyToRelease);
  const open = { is: 'open', waitsOn: 'gatepass', since, limitAt } as const;
  switch (pursuit.is) {
    case 'go':
      return wish(oblige(draft, 'release', { ...open, because: change.because }), change.action);
    case 'under-way':
    case 'looking':
      return lookAgain(
        oblige(draft, 'release', { ...open, because: change.underWay }), pursuit.until);
    case 'done':
      // They said yes. A look that began afterwards and shows it unchanged says no.
      return seenAt < pursuit.at
        ? oblige(draft, 'release', {
            ...open, because: change.underWay,
            ...unfetchedChange(at, standing,
              operation === 'withdraw-order' ? 'cancelled' : 'changed', pursuit.at),
          })
        : refused(draft, order.number, 'it said yes, but nothing changed', pursuit.at);
    case 'refused':
      return refused(draft, order.number, pursuit.text, pursuit.at);
    default:
      return pursuit satisfies never;
  }
};

/** On our shelf it is done; it counts when ShipStation comes for it, and no sooner. */
export const unfetchedChange = (
  { limits }: Case,
  { order: { shelf, number } }: StandingOrder,
  what: 'changed' | 'cancelled' | 'shipped',
  since: Instant,
) => shelf === undefined ? {} : {
  waitsOn: 'shipping-desk' as const, limitAt: later(since, fetchedWithin(limits)),
  because: { is: 'change-unfetched', number, what } as const,
};

/** What ShipStation fetches is changed where it fetches it, beside what is done there at once. */
export const shelfOf = (
  { channel }: Case,
  { order: { key } }: StandingOrder,
): { readonly shelf?: string } =>
  channel?.enters === 'custom-store' && key !== null ? { shelf: key } : {};

const refused = (
  draft: Draft,
  number: string,
  text: string,
  since: Instant,
): Draft => {
  const because = { is: 'change-refused', number, text } as const;
  return oblige(
    raise(draft, 'order.unchangeable', { fault: text, since, because }),
    'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
};
