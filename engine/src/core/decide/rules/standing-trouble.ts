/** What people did to an order in ShipStation is recognised, named, and never undone by itself. */
import { attemptsOf } from '../../facts/attempts.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { openUnits, type Release } from '../../facts/releases.ts';
import { totalOf } from '../../facts/units.ts';
import { shelfId } from '../../model/ids.ts';
import type { Reason } from '../../model/reasons.ts';
import type { Case } from '../case.ts';
import { oblige, raise, type Draft, type Rule } from '../draft.ts';

export const standingTrouble: Rule = (at, draft) => duplicateOrder(at, vanished(at, draft));

/** The newest release stood there and does not any more, and it was not us. */
const vanished = (at: Case, draft: Draft): Draft => {
  const newest = at.releases.at(-1);
  if (newest === undefined || totalOf(draft.mayRelease) === 0) return draft;
  const trouble = troubleOf(at, newest);
  const ruling = rulingInForce(at.facts, 'release-again', newest.key, at.now);
  if (trouble === null || ruling !== null || draft.obligations.release !== undefined) return draft;
  const { code, since, because } = trouble;
  return oblige(raise(draft, code, { fault: at.facts.warehouse, since, because }), 'release', {
    is: 'open', waitsOn: 'person', since, limitAt: null, because,
  });
};

const troubleOf = (at: Case, { orders }: Release) => {
  const isStanding = orders.some((one) =>
    one.goneAt === null && one.order.status.is !== 'cancelled');
  const [last] = orders.toReversed();
  if (isStanding || last === undefined || isCombined(at, orders)) return null;
  const weTookItOut = orders.some((one) =>
    [one.order.id, shelfId(one.order.key ?? '')].some((id) =>
      attemptsOf(at.facts, 'withdraw-order', id).length > 0));
  if (weTookItOut) return null;
  const { number } = last.order;
  return last.goneAt !== null
    ? {
        code: 'order.vanished', since: last.goneAt,
        because: { is: 'order-vanished', number } satisfies Reason,
      } as const
    : {
        code: 'order.cancelled-there', since: last.seenAt,
        because: { is: 'order-cancelled-there', number } satisfies Reason,
      } as const;
};

/** Put into another order, which stands or was shipped: only its own record is gone. */
const isCombined = (at: Case, orders: Release['orders']): boolean =>
  Object.values(at.facts.orders).some((one) =>
    one.goneAt === null && one.order.status.is !== 'cancelled' &&
    orders.some((gone) => one.order.combines.includes(gone.order.id)));

/** The same units stand there more than once, and no split explains it. */
const duplicateOrder = (at: Case, draft: Draft): Draft => {
  const standing = openUnits(at.open);
  const twice = at.snapshot.lines.filter((one) =>
    (standing.get(one.line) ?? 0) + (at.labelled.get(one.line) ?? 0) > one.ordered);
  const newest = at.open.at(-1);
  const places = at.open.length + at.labels.length;
  if (newest === undefined || places < 2 || twice.length === 0) return draft;
  return raise(draft, 'order.duplicate', {
    fault: at.facts.warehouse,
    lines: twice.map((one) => one.line),
    since: newest.firstSeenAt,
    because: { is: 'order-duplicate', numbers: numbersOf(at) },
  });
};

const numbersOf = ({ open, labels }: Case): readonly string[] => [...new Set([
  ...open.map((one) => one.order.number),
  ...labels.flatMap((one) => one.label.orderNumber ?? []),
])];
