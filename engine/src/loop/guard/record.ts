/** What the guard stops becomes a plan for a person, in the transaction that decides. */
import { contentOf } from '../../core/decide/action-content.ts';
import { fingerprint } from '../../core/facts/fingerprint.ts';
import type { ConsignmentDecision, Decision } from '../../core/model/decision.ts';
import type { Dossier } from '../../core/model/dossier.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { Tx } from '../../store/database.ts';
import {
  guardItemsOf, lapseItems, lockStop, nameOfWish, withhold, type GuardItemContent,
} from '../../store/guard-plans.ts';
import { guardedWishes, isGuarded, type Guarded } from './words.ts';

export const recordGuard = async (
  tx: Tx,
  { dossier, before, after, now }: {
    readonly dossier: Dossier;
    readonly before: Decision | null;
    readonly after: Decision;
    readonly now: Instant;
  },
): Promise<void> => {
  const wished = guardedWishes(after);
  if (wished.length === 0 && guardedWishes(before).length === 0) return;
  const isWished = new Set(wished.map((one) => `${nameOfWish(one)} ${contentOf(one)}`));
  // What has begun is settled by its outcome, and not by what is wished now.
  const lapsed = (await guardItemsOf(tx, dossier.order)).filter(({ state, content }) =>
    state !== 'begun' && !isWished.has(`${nameOfWish(content)} ${content.fingerprint}`));
  await lapseItems(tx, lapsed, now);
  for (const consignment of after.consignments) {
    for (const { action, count } of stoppedIn(consignment)) {
      const effect = action.do === 'void-label' ? 'void' : 'withdraw';
      const plan = await lockStop(tx, { connection: action.connection, effect, count }, {
        id: `pln_${fingerprint([action.connection, effect, dossier.order, now])}`, now,
      });
      const content = itemOf(dossier, consignment, action);
      await withhold(tx, plan, [{ order: dossier.order, content }], now);
    }
  }
};

const stoppedIn = ({ withheld = [], exceptions }: ConsignmentDecision) =>
  withheld.flatMap(({ action, because }) => {
    if (because !== 'guarded' || !isGuarded(action)) return [];
    const effect = action.do === 'void-label' ? 'void' : 'withdraw';
    const reason = exceptions.map((one) => one.because)
      .find((one) => one.is === 'guarded' && one.effect === effect);
    return [{ action, count: reason?.is === 'guarded' ? reason.count : 0 }];
  });

const itemOf = (
  dossier: Dossier,
  { consignment, because }: ConsignmentDecision,
  action: Guarded,
): GuardItemContent => {
  const lines = dossier.consignments[consignment]?.says?.snapshot.lines ?? [];
  return {
    connection: action.connection, do: action.do, about: action.about,
    fingerprint: contentOf(action), orderNumber: dossier.orderNumber, consignment,
    lines: lines.map((one) => `${String(one.ordered)} ${one.sku}`),
    because: because.filter((one) => one.is !== 'guarded' && one.is !== 'guard-refused'),
  };
};
