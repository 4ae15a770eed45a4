/**
 * Turning shadow mode off in the policy file sends at once whatever waits behind it, also what
 * another program has sent already. So where something is open, only a plan to go live does it.
 */
import type { Policy } from '../../core/policy/policy.ts';
import type { Problem } from '../../core/policy/reading.ts';
import type { Tx } from '../../store/database.ts';
import { countOpenInScope } from '../../store/plans.ts';
import { readLastPolicyWith } from '../../store/policies.ts';
import { readGoingLive } from './stance.ts';

type Pair = { readonly warehouse: string; readonly channel: string };

/** Why the mode may not be changed like this; nothing where it may. */
export const objectionsToLeavingShadow = async (
  tx: Tx,
  before: Policy,
  wanted: Policy,
): Promise<readonly Problem[]> => {
  const leaving: Pair[] = [];
  for (const pair of pairsOf(wanted)) {
    // Taken out of the file and put back it stands where it stood.
    const last = connectionsOf(before, pair) === null
      ? await readLastPolicyWith(tx, pair) ?? before : before;
    if (leavesShadow(last, wanted, pair)) leaving.push(pair);
  }
  if (leaving.length === 0) return [];
  // Where a plan speaks the modes do not: it lets orders through step by step, or not at all.
  const planned = new Set((await readGoingLive(tx))
    .map((one) => `${one.warehouse} ${one.channel}`));
  const found = new Map<string, Problem>();
  for (const { warehouse, channel } of leaving) {
    if (planned.has(`${warehouse} ${channel}`)) continue;
    const open = await countOpenInScope(tx, { warehouse, channels: [channel] });
    if (open === 0) continue;
    const path = pathOf(before, wanted, { warehouse, channel });
    const orders = open === 1 ? 'one open order' : `${open.toLocaleString('en-GB')} open orders`;
    found.set(`${path} ${warehouse} ${channel}`, {
      path,
      problem: 'would end shadow mode without a plan, and send at once what is ready ' +
        `of ${orders} of ${channel} at ${warehouse}, also what another program has sent ` +
        `already. Leave it in shadow mode, run gatepass go-live ${warehouse} and let the plan ` +
        'open it step by step; set the mode when that is done',
    });
  }
  return [...found.values()];
};

const pairsOf = ({ warehouses, channels }: Policy): readonly Pair[] =>
  Object.keys(warehouses).flatMap((warehouse) =>
    Object.keys(channels).map((channel) => ({ warehouse, channel })));

/** Something of it was held back by a mode, and would not be any more. */
const leavesShadow = (before: Policy, wanted: Policy, pair: Pair): boolean => {
  const [was, is] = [writesOf(before, pair), writesOf(wanted, pair)];
  // Who was not there before was never in shadow mode.
  return was !== null && is !== null && is.some((live, at) => live && was[at] === false);
};

/** Whether it may write to ShipStation, to the warehouse, and to the channel, by modes alone. */
const writesOf = (policy: Policy, pair: Pair): readonly boolean[] | null => {
  const names = connectionsOf(policy, pair);
  if (names === null) return null;
  const [account, ...told] = names.map((name) => policy.connections[name]?.mode === 'live');
  return [account === true, ...told.map((live) => live && account === true)];
};

const connectionsOf = (policy: Policy, { warehouse, channel }: Pair): readonly string[] | null => {
  const [from, to] = [entry(policy.warehouses, warehouse), entry(policy.channels, channel)];
  return from === null || to === null
    ? null : [from.shipstation, from.connection, to.connection];
};

const entry = <One>(all: Readonly<Record<string, One>>, name: string): One | null =>
  Object.hasOwn(all, name) ? (all[name] ?? null) : null;

/** Where the file says so: the mode that was changed, or who was given another connection. */
const pathOf = (before: Policy, wanted: Policy, pair: Pair): string => {
  const turned = (connectionsOf(wanted, pair) ?? []).find((name) =>
    before.connections[name]?.mode === 'shadow' && wanted.connections[name]?.mode === 'live');
  return turned === undefined ? `warehouses.${pair.warehouse}` : `connections.${turned}.mode`;
};
