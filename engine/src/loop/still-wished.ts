/**
 * Between a decision and its turn something may have come in: a cancellation, a hold, a short
 * pick; or the guard against mass action has been reached by the wishes before this one. What moves
 * goods on, takes them back or spends money is decided once more, under the order's lock, in the
 * transaction that begins the call; what is not wished any more stays behind for the decision
 * that takes it back.
 */
import { contentOf } from '../core/decide/action-content.ts';
import type { Action } from '../core/model/decision.ts';
import { letThrough } from '../core/decide/let-through.ts';
import { consignmentId, orderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import { warehousePolicy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { wake, type StoredDossier } from '../store/dossiers.ts';
import type { Intent } from '../store/intents.ts';
import { readPolicy } from '../store/policies.ts';
import { readGoingLive } from './going-live/stance.ts';
import { decideWithWords } from './guard/words.ts';
import { readStandpoint } from './standpoint.ts';

const decidedOnceMore: ReadonlySet<Action['do']> = new Set([
  'create-order', 'buy-label', 'withdraw-order', 'void-label',
]);

export const stillWished = async (
  tx: Tx,
  intents: readonly Intent[],
  dossiers: ReadonlyMap<string, StoredDossier | null>,
  now: Instant,
): Promise<readonly Intent[]> => {
  const letGo = await whoMayGo(tx, intents, dossiers, now);
  if (!letGo.some(({ action }) => decidedOnceMore.has(action.do))) return letGo;
  const standpoint = await readStandpoint(tx, now);
  const lapsed: Intent[] = [];
  for (const intent of letGo) {
    const { order, action, consignment, fingerprint } = intent;
    const stored = dossiers.get(order) ?? null;
    if (stored === null || !decidedOnceMore.has(action.do)) continue;
    const { decision } = await decideWithWords(tx, stored.dossier, standpoint);
    const anew = decision.consignments
      .filter((one) => one.consignment === consignment)
      .flatMap((one) => one.actions);
    const isWished = anew.some((one) => one.do === action.do && one.about === action.about &&
      one.connection === action.connection && contentOf(one) === fingerprint);
    if (!isWished) lapsed.push(intent);
  }
  // Whatever changed has woken the order already; time alone has not.
  await wake(tx, lapsed.map((one) => orderId(one.order)), now);
  return letGo.filter((one) => !lapsed.includes(one));
};

/** Wishes of a moment ago may outlive a change to shadow mode, or an abort, by that moment. */
const whoMayGo = async (
  tx: Tx,
  intents: readonly Intent[],
  dossiers: ReadonlyMap<string, StoredDossier | null>,
  now: Instant,
): Promise<readonly Intent[]> => {
  if (intents.length === 0) return intents;
  const policy = await readPolicy(tx);
  const plans = await readGoingLive(tx);
  const outlived = intents.filter(({ order, consignment: id, action }) => {
    const consignment = consignmentId(id);
    const facts = dossiers.get(order)?.dossier.consignments[consignment];
    const warehouse = facts === undefined ? null : warehousePolicy(policy, facts.warehouse);
    const goingLive = plans.find((one) =>
      one.warehouse === facts?.warehouse && one.channel === dossiers.get(order)?.dossier.channel);
    return letThrough(
      { policy, warehouse, goingLive: goingLive ?? null, consignment }, action) !== 'may-go';
  });
  await wake(tx, outlived.map((one) => orderId(one.order)), now);
  return intents.filter((one) => !outlived.includes(one));
};
