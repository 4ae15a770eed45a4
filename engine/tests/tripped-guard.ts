import { carryOut } from '../src/loop/carry-out.ts';
import type { Stage } from './stage.ts';

/** So many are cancelled at once; the guard lets ten of them come out. */
export const cancelledAtOnce = 12;

/** Twelve stand in ShipStation and are cancelled at once: ten come out, two are stopped. */
export const tripGuard = async (stage: Stage): Promise<void> => {
  stage.script.perform = (items, usual) => {
    const answer = usual();
    return { ...answer, outcomes: answer.outcomes.map((outcome, index) => {
      const item = items[index];
      if (item?.do !== 'withdraw-order' || outcome.is !== 'done') return outcome;
      const [key, order] = [...stage.account.orders].find(([, one]) => one.id === item.order) ?? [];
      if (key === undefined || order === undefined) return outcome;
      const gone = { ...order, status: { is: 'cancelled' } } as const;
      stage.account.orders.set(key, gone);
      return { ...outcome, seen: [{ kind: 'shipstation-order', order: gone }] };
    }) };
  };
  const numbers = Array.from({ length: cancelledAtOnce }, (_, index) => `SO-${String(index)}`);
  for (const number of numbers) await stage.say(number);
  await settleWithdrawing(stage);
  for (const number of numbers) await stage.say(number, { revision: 2, status: 'cancelled' });
  await settleWithdrawing(stage);
};

/** The loop of the account, which takes orders out as well, until nothing is to be done. */
export const settleWithdrawing = async (stage: Stage): Promise<void> => {
  for (let isBusy = true; isBusy;) {
    isBusy = await stage.decide() > 0;
    const { manifest, ...rest } = await stage.hold('shipstation-uk');
    const once = manifest.operations['park-order'];
    if (once === undefined) throw new Error('the stage parks no orders');
    const operations = { ...manifest.operations, 'withdraw-order': once };
    const hand = { ...rest, manifest: { ...manifest, operations } };
    isBusy = (await carryOut(stage.surroundings, hand)) !== null || isBusy;
  }
};
