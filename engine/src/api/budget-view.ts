/** The calls that a connection may make: how many are left, what they went into, when more come. */
import { instant, renderInstant } from '../core/model/instant.ts';
import type { manifestFor } from '../loop/manifest-for.ts';
import type { Budget } from '../loop/budget.ts';
import { readUses } from '../loop/budget-uses.ts';
import { isCallUnderWay } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { countWaiting } from '../store/intents.ts';
import { isRenewed } from './lease-view.ts';
import type { ConnectionView } from './shapes.ts';

type Manifest = ReturnType<typeof manifestFor>;
type BudgetView = NonNullable<ConnectionView['budget']>;

export type Clocks = { readonly wire: number; readonly limit: number };

/** `clocks.limit` is the one by which the budget was read. */
export const viewBudget = async (
  tx: Tx,
  connection: string,
  { budget, manifest, renewedAt, clocks }: {
    readonly budget: Budget; readonly manifest: Manifest; readonly renewedAt: number | null;
    readonly clocks: Clocks;
  },
): Promise<BudgetView> => {
  const spent = await readUses(tx, connection, manifest, budget, clocks.limit);
  const time = (at: number): string => renderInstant(instant(at));
  // Between two questions another process may call: the sum of the parts is what is shown.
  const used = spent === null
    ? budget.used : spent.uses.reduce((sum, { calls }) => sum + calls, 0);
  return {
    limit: budget.limit, used, left: Math.max(0, budget.limit - used),
    windowMilliseconds: budget.windowMilliseconds,
    closedUntil: budget.openAt > clocks.limit ? time(budget.openAt) : null,
    binds: budget.binds !== 'nothing' ? budget.binds
      : await bindsElse(tx, connection, renewedAt, clocks),
    uses: spent === null ? [] : [...spent.uses],
    kept: spent?.kept ?? null,
    firstFreeAt: spent?.frees == null ? null : time(spent.frees.firstAt),
    allFreeAt: spent?.frees == null ? null : time(spent.frees.allAt),
  };
};

/** With calls to spare: do wishes wait for an answer of theirs, or for somebody to hold it? */
const bindsElse = async (
  tx: Tx,
  connection: string,
  renewedAt: number | null,
  clocks: Clocks,
): Promise<'latency' | 'lease' | 'nothing'> => {
  if ((await countWaiting(tx, connection)).length === 0) return 'nothing';
  if (renewedAt === null || !isRenewed(renewedAt, clocks.wire)) return 'lease';
  return (await isCallUnderWay(tx, connection, clocks.limit)) ? 'latency' : 'nothing';
};
