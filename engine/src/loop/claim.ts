/**
 * Finds the owners of what bears no key of ours: orders that a store, or before going live another
 * program, brought into ShipStation. Level-triggered, so that it does not matter who speaks first.
 */
import { whoseOrder, type StrayOrder } from '../core/facts/whose-order.ts';
import { shipStationOrderId } from '../core/model/ids.ts';
import { later } from '../core/model/instant.ts';
import { saveBearers } from '../store/bearers.ts';
import type { Tx } from '../store/database.ts';
import { readPolicy } from '../store/policies.ts';
import {
  claimable, dossiersNumbered, markTried, takeUnclaimed, type Stray, type Unclaimed,
} from '../store/unclaimed.ts';
import { readGoingLive } from './going-live/stance.ts';
import { hearSeen } from './hear-seen.ts';
import { withCare, type Care } from './part.ts';
import { asSeen, claimantsOf } from './strays.ts';
import type { Surroundings } from './surroundings.ts';

/** How many are tried in one transaction: long work in slices. */
const perSlice = 50;

/** A dossier that was changing while it was tried is tried once more, in milliseconds. */
const overlap = 60_000;

/** Answers how many found their owner. */
export const claimWaiting = async ({ database, now, log }: Surroundings): Promise<number> => {
  let claimed = 0;
  for (;;) {
    const slice = await withCare({ log }, 'finding the owners of orders', (care) =>
      database.transaction((tx) => claimSlice(tx, now, care)));
    claimed += slice.claimed;
    if (slice.tried < perSlice || slice.claimed === 0) return claimed;
  }
};

const claimSlice = async (
  tx: Tx,
  now: Surroundings['now'],
  care: Care,
): Promise<{ readonly tried: number; readonly claimed: number }> => {
  const policy = await readPolicy(tx);
  const plans = await readGoingLive(tx);
  const waiting = await claimable(tx, policy.version, perSlice);
  if (waiting.length === 0) return { tried: 0, claimed: 0 };
  const dossiers = await dossiersNumbered(tx, waiting.map((one) => one.number));
  const nobodys: Unclaimed[] = [];
  let claimed = 0;
  for (const one of waiting) {
    const asked = asOrder(one.stray);
    const owners = asked === null ? []
      : whoseOrder(asked, dossiers, claimantsOf(policy, plans, one.connection));
    if (one.order === null || owners.length === 0) {
      nobodys.push(one);
      continue;
    }
    const order = shipStationOrderId(one.order);
    await saveBearers(tx, one.connection, owners.map((consignment) => ({ order, consignment })));
    for (const { stray, seenAt } of await takeUnclaimed(tx, one.connection, one.order)) {
      await hearSeen(tx, one.connection, [asSeen(stray)], { seenAt, now: now(), care });
    }
    claimed += 1;
  }
  await markTried(tx, nobodys, { at: later(now(), -overlap), policyVersion: policy.version });
  return { tried: waiting.length, claimed };
};

const asOrder = (stray: Stray): StrayOrder | null => {
  switch (stray.kind) {
    case 'order':
      return {
        number: stray.order.number, store: stray.order.store ?? null, lines: stray.order.lines,
      };
    case 'label':
      return { number: stray.label.orderNumber ?? '', store: null, lines: stray.label.lines };
    case 'mark':
      return null;
    default:
      return stray satisfies never;
  }
};
