import { instant, renderInstant } from '../core/model/instant.ts';
import { readBudget } from '../loop/budget.ts';
import { readConnectionState } from '../store/calls.ts';
import { countWaiting } from '../store/intents.ts';
import { readLease } from '../store/leases.ts';
import { readPolicy } from '../store/policies.ts';
import type { ApiContext } from './context.ts';
import type { ConnectionView } from './shapes.ts';

/** How each connection of the policy stands, in words and numbers. */
export const viewConnections = async (
  { surroundings: { database, connectors, wireNow } }: ApiContext,
): Promise<ConnectionView[]> =>
  database.transaction(async (tx) => {
    const policy = await readPolicy(tx);
    const views: ConnectionView[] = [];
    for (const [name, connection] of Object.entries(policy.connections)) {
      const state = await readConnectionState(tx, name);
      const lease = await readLease(tx, name);
      const manifest = connectors[connection.connector]?.manifest;
      const budget = manifest === undefined
        ? null : await readBudget(tx, name, manifest, wireNow());
      const time = (at: number | null): string | null =>
        at === null ? null : renderInstant(instant(at));
      views.push({
        name,
        connector: connection.connector,
        mode: connection.mode,
        state: stateOf(state),
        sentence: sentenceOf(state),
        lastGoodAt: time(state.lastGoodAt),
        lease: lease === null ? null : {
          holder: lease.holder, epoch: lease.epoch,
          renewedAt: renderInstant(instant(lease.renewedAt)),
        },
        budget: budget === null ? null : {
          limit: budget.limit, used: budget.used, windowMilliseconds: budget.windowMilliseconds,
          closedUntil: budget.openAt > wireNow() ? time(budget.openAt) : null, binds: budget.binds,
        },
        waiting: [...(await countWaiting(tx, name))],
      });
    }
    return views;
  });

type Health = { readonly trouble: string | null; readonly lastGoodAt: number | null };

const stateOf = ({ trouble, lastGoodAt }: Health): ConnectionView['state'] => {
  if (trouble !== null) return 'troubled';
  return lastGoodAt === null ? 'not-reached' : 'well';
};

const sentenceOf = (state: Health): string => {
  if (state.trouble !== null) return `It does not answer as it should: ${state.trouble}`;
  return state.lastGoodAt === null
    ? 'Nothing has been asked of it yet.' : 'It answers, and nothing was refused.';
};
