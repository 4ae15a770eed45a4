import { instant, later, renderInstant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import { capacityOf } from '../loop/ask-for-label.ts';
import { readBudget, spentOf } from '../loop/budget.ts';
import { pollingOf } from '../loop/look-bounds.ts';
import { manifestFor } from '../loop/manifest-for.ts';
import { readStandstills } from '../loop/standstills.ts';
import { unreadableNamed, watchSentences } from '../loop/watch.ts';
import { readConnectionState, readUnreadable } from '../store/calls.ts';
import { readClocks } from '../store/clocks.ts';
import type { Tx } from '../store/database.ts';
import { sumCalls } from '../store/call-list.ts';
import { countOrdersWaiting, countWaiting } from '../store/intents.ts';
import { listKeys } from '../store/key-ring.ts';
import { readLease } from '../store/leases.ts';
import { standingPauses } from '../store/pauses.ts';
import { readPolicy, readSecretTimes } from '../store/policies.ts';
import { viewBudget } from './budget-view.ts';
import { viewCallSums } from './calls.ts';
import type { ApiContext } from './context.ts';
import { viewCredentials } from './credentials-view.ts';
import { viewCustomStore } from './custom-store-view.ts';
import { viewFeeds } from './feeds.ts';
import { viewHooks } from './hooks-view.ts';
import { viewLease } from './lease-view.ts';
import { viewPause } from './pauses.ts';
import type { ConnectionView } from './shapes.ts';
import { viewStakes } from './stakes.ts';
import { viewSweep } from './sweep-view.ts';

/** How each connection of the policy stands, or the one of this name, in words and numbers. */
export const viewConnections = async (
  { surroundings }: ApiContext,
  only?: string,
): Promise<ConnectionView[]> =>
  surroundings.database.transaction(async (tx) => {
    const { connectors, now, wireNow, limitNow, holder } = surroundings;
    const policy = await readPolicy(tx);
    const clocks = await readClocks(tx);
    const silences = await readStandstills(tx, now());
    const known = {
      writtenAt: await readSecretTimes(tx), keys: await listKeys(tx), now: now(),
    };
    const views: ConnectionView[] = [];
    for (const [name, connection] of Object.entries(policy.connections)) {
      if (only !== undefined && name !== only) continue;
      const state = await readConnectionState(tx, name);
      const lease = await readLease(tx, name);
      const connector = connectors[connection.connector];
      const manifest = connector === undefined
        ? undefined : manifestFor(connector, connection);
      const at = { wire: wireNow(), limit: limitNow() };
      const budget = manifest === undefined
        ? null : await readBudget(tx, name, manifest, at.limit);
      const feeds = manifest === undefined ? [] : await viewFeeds(tx, name, manifest, {
        now: now(), spent: spentOf(budget),
        usual: connector === undefined
          ? [] : manifestFor(connector, { settings: connection.settings }).feeds,
      });
      const time = (when: number | null): string | null =>
        when === null ? null : renderInstant(instant(when));
      views.push({
        name,
        connector: connection.connector,
        title: manifest?.title ?? connection.connector,
        mode: connection.mode,
        state: stateOf(state),
        sentence: sentenceOf(state),
        lastGoodAt: time(state.lastGoodAt),
        wellSince: state.trouble === null ? time(state.wellSince) : null,
        troubledSince: state.trouble === null ? null : time(state.troubleSince),
        ordersWaiting: await countOrdersWaiting(tx, name),
        stakes: await viewStakes(tx, policy, name, { manifest, now: now() }),
        calls: viewCallSums(await sumCalls(tx, name, at.limit)),
        lease: lease === null ? null : viewLease(lease, holder, at.wire),
        budget: budget === null || manifest === undefined ? null : await viewBudget(tx, name, {
          budget, manifest, renewedAt: lease?.renewedAt ?? null, clocks: at,
        }),
        labels: await labelsOf(tx, surroundings, policy, name),
        waiting: [...(await countWaiting(tx, name))],
        feeds,
        polling: manifest === undefined || feeds.length === 0 ? null : pollingOf(manifest),
        hooks: manifest?.hooksCostInCalls === undefined ? null
          : await viewHooks(tx, surroundings, { connection: name, mode: connection.mode, feeds }),
        credentials: viewCredentials(policy, name, manifest, known),
        customStore: await viewCustomStore(tx, surroundings, name),
        sweep: manifest?.sweep === undefined ? null : await viewSweep(tx, name),
        watch: watchSentences({
          name, policy, manifest, budget, clocks, silence: silences[name]?.silence ?? null,
          unreadable: await readUnreadable(tx, name, later(now(), -unreadableNamed)),
          now: now(),
        }),
        paused: (await standingPauses(tx, name, now())).map(viewPause),
      });
    }
    return views;
  });

export type CountedConnection = Pick<ConnectionView, 'name' | 'waiting'> & {
  readonly isWell: boolean;
  /** Calls that count in the present window. */
  readonly used: number;
};

/** The same for a monitor, which asks every few seconds and wants no lists of orders counted. */
export const countConnections = async (
  { surroundings }: ApiContext,
): Promise<CountedConnection[]> =>
  surroundings.database.transaction(async (tx) => {
    const counted: CountedConnection[] = [];
    for (const [name, connection] of Object.entries((await readPolicy(tx)).connections)) {
      const connector = surroundings.connectors[connection.connector];
      const budget = connector === undefined ? null : await readBudget(
        tx, name, manifestFor(connector, connection), surroundings.limitNow());
      counted.push({
        name, isWell: stateOf(await readConnectionState(tx, name)) !== 'troubled',
        used: budget?.used ?? 0, waiting: [...await countWaiting(tx, name)],
      });
    }
    return counted;
  });

/** Where benches ask for labels over it: how many it can make. */
const labelsOf = async (
  tx: Tx,
  surroundings: ApiContext['surroundings'],
  { warehouses }: Policy,
  connection: string,
): Promise<ConnectionView['labels']> => {
  const asking = Object.values(warehouses)
    .filter((one) => one.shipstation === connection && one.labels === 'on-demand');
  if (asking.length === 0) return null;
  const parcels = asking.some((one) => one.parcels === 'each') ? 'each' : 'together';
  return capacityOf(tx, surroundings, connection, parcels);
};

type Health = { readonly trouble: string | null; readonly lastGoodAt: number | null };

const stateOf = ({ trouble, lastGoodAt }: Health): ConnectionView['state'] => {
  if (trouble !== null) return 'troubled';
  return lastGoodAt === null ? 'not-reached' : 'well';
};

const sentenceOf = (state: Health): string => {
  if (state.trouble !== null) return `It does not answer as it should: ${state.trouble}`;
  return state.lastGoodAt === null
    ? 'Nothing has been asked of it yet.' : 'It answers as it should.';
};
