/** Everything that is told of the operations, chapter by chapter. A new subject adds its line. */
import { alerts } from './alerts.ts';
import { bench } from './bench.ts';
import { bulk } from './bulk.ts';
import { connections } from './connections.ts';
import { connectors } from './connectors.ts';
import { desk } from './desk.ts';
import type { Chapter } from './example.ts';
import { flow } from './flow.ts';
import { keys } from './keys.ts';
import { messages } from './messages.ts';
import { orders } from './orders.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { policy } from './policy.ts';
import { replays } from './replays.ts';
import { session } from './session.ts';
import { snapshots } from './snapshots.ts';
import { stock } from './stock.ts';
import { system } from './system.ts';
import { teamViews } from './team-views.ts';

export const chapters: readonly Chapter[] = [
  snapshots, bench, messages, orders, flow, desk, teamViews, bulk, plans, policy, replays, keys,
  people, session, connections, connectors, alerts, stock, system,
];
