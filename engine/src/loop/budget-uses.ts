/** For what the calls of a window were used, and how many are kept back for what. */
import type { Manifest } from '../contract/connector.ts';
import { operations } from '../core/model/dossier.ts';
import { purposesBetween, readConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { keptForHarm, refusedOnes, reserve, type Budget } from './budget.ts';
import { labelFeed, laneOf, lanes } from './lanes.ts';
import { othersNow } from './others-on-key.ts';
import { labelLooksDue } from './window.ts';

/** Write-back is looking for labels, and telling of them. */
export const uses = [
  'write-back', 'out-of-harm', 'label-on-demand', 'release', 'polling', 'other', 'other-programs',
] as const;
export type Use = (typeof uses)[number];

export type BudgetUses = {
  /** Those that were made, in the order of `uses`. */
  readonly uses: readonly { readonly use: Use; readonly calls: number }[];
  readonly kept: {
    /** Beside the limit, for what takes goods out of harm's way. */
    readonly outOfHarm: number;
    /** Beside the limit, for people and for what nobody foresees. */
    readonly unforeseen: number;
    /** Within the limit: releases leave so many to the next looks for labels. */
    readonly labelLooks: number;
  };
  /** When the first of the calls made counts no longer, and when none does; null: none counts. */
  readonly frees: { readonly firstAt: number; readonly allAt: number } | null;
};

/** Null for connections whose other side names no ceiling. */
export const readUses = async (
  tx: Tx,
  connection: string,
  manifest: Manifest,
  { limit, windowMilliseconds }: Pick<Budget, 'limit' | 'windowMilliseconds'>,
  wireNow: number,
): Promise<BudgetUses | null> => {
  const { rate, feeds } = manifest;
  if (rate === null) return null;
  const others = othersNow((await readConnectionState(tx, connection)).others, wireNow);
  const rows = await purposesBetween(
    tx, connection, wireNow - windowMilliseconds, wireNow + windowMilliseconds,
    await refusedOnes(tx, connection, rate));
  const calls = new Map<Use, number>();
  const count = (use: Use, more: number) => calls.set(use, (calls.get(use) ?? 0) + more);
  for (const one of rows) count(useOf(one.purpose), one.calls);
  if (others !== null) count('other-programs', others.calls);
  const frees = [
    ...rows.flatMap((one) => [one.firstAt, one.lastAt].map((at) => at + windowMilliseconds)),
    ...(others === null ? [] : [others.until]),
  ];
  const hasLabels = feeds.some((one) => one.feed === labelFeed);
  return {
    uses: uses.flatMap((use) => {
      const made = calls.get(use) ?? 0;
      return made === 0 ? [] : [{ use, calls: made }];
    }),
    kept: {
      outOfHarm: keptForHarm(manifest), unforeseen: reserve,
      labelLooks: hasLabels ? labelLooksDue({ limit, milliseconds: windowMilliseconds }, 0, wireNow)
        .filter((at) => at < wireNow + windowMilliseconds).length : 0,
    },
    frees: frees.length === 0
      ? null : { firstAt: Math.min(...frees), allAt: Math.max(...frees) },
  };
};

/** By what the log says a call was for. Connectors name the steps of some deeds in their words. */
export const useOf = (purpose: string): Use => {
  const operation = operations.find((one) => one === purpose);
  if (operation === undefined) {
    if (purpose === `feed ${labelFeed}`) return 'write-back';
    return /^(feed|sweep|list)\b/.test(purpose) ? 'polling' : 'other';
  }
  switch (operation) {
    case 'tell-warehouse':
    case 'tell-channel':
    case 'mark-as-shipped':
      return 'write-back';
    case 'buy-label':
      return 'label-on-demand';
    default:
      return laneOf(operation) === lanes.outOfHarm ? 'out-of-harm' : 'release';
  }
};
