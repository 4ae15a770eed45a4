/** What comes out of harm's way while thousands wait for their release on the same key. */
import type { JoinedRun } from '../../engine/tests/together/joined/run.ts';
import { inRush, tell } from './rush.ts';

const step = 500;
/** So long into the rush some are in ShipStation, and most still wait. */
const intoTheRush = 20_000;
const patience = 10 * 60_000;

export type Withdrawals = {
  /** Orders that were not in ShipStation yet when the first were taken back. */
  readonly queued: number;
  /** Of each that was taken back, how long until nobody could label it, in world milliseconds. */
  readonly waits: readonly number[];
};

/** Open in ShipStation, so that somebody could make a label for it. */
const labelable = (run: JoinedRun): ReadonlySet<string> =>
  new Set([...run.world().shipstation.orders.values()]
    .filter(({ wire }) => wire.orderStatus === 'awaiting_shipment')
    .map(({ wire }) => wire.orderNumber));

export const liveWithdrawals = (orders: number, cancelled: number, seed = 7) =>
  inRush({ orders, seed, isDeskOn: false }, async (run, plan, begun): Promise<Withdrawals> => {
    await run.pass(intoTheRush);
    const released = labelable(run);
    const taken = plan.filter(({ number }) => released.has(number)).slice(0, cancelled);
    if (taken.length < cancelled) throw new Error('too few were released by then');
    const from = run.clock.now();
    await tell(run, taken, from, { revision: 2, status: 'cancelled' });
    const waits = new Map<string, number>();
    while (waits.size < taken.length && run.clock.now() < begun + patience) {
      await run.pass(step);
      const open = labelable(run);
      for (const { number } of taken) {
        if (!open.has(number) && !waits.has(number)) waits.set(number, run.clock.now() - from);
      }
    }
    if (waits.size < taken.length) throw new Error('some were never taken out of ShipStation');
    return { queued: orders - released.size, waits: [...waits.values()] };
  });
