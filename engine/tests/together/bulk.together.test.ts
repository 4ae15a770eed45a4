/**
 * One thing for many, over HTTP: a job over a hundred orders is killed while it is under way, and
 * the next start on the same store finishes it. Each order gets it once, as the plan had shown.
 */
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import {
  auditEntryShape, bulkItemShape, bulkPlanShape, jobShape, listOf,
} from '../../src/api/shapes.ts';
import { openDatabase } from '../../src/store/database.ts';
import { applyPolicy, ask, ordersIn, tellAll, verdict } from './hands.ts';
import { adminKey, freshPlace, freePort, startEngine, until, type Place } from './processes.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 600_000;
/** Six slices of a job. */
const numbers = Array.from({ length: 120 }, (_, index) => `SO-${String(1000 + index)}`);

describe('a job that is killed while it is under way does each order once', () => {
  test('embedded', { timeout }, async () => {
    expect(await liveThrough(null)).toEqual(asIfNothingHadHappened);
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    expect(await liveThrough(postgresUrl)).toEqual(asIfNothingHadHappened);
  });
});

const done = { all: numbers.length, toDo: 0, done: numbers.length, leftOut: 0 };

const asIfNothingHadHappened = {
  // What is held stays held, over a kill and a resumed connection.
  held: { counts: done, isAsPlanned: true, isRepeatedAs: 'the first' },
  sentWhileHeld: [],
  released: { counts: done, isAsPlanned: true, isRepeatedAs: 'the first' },
  sent: numbers,
  verdict: '',
  audit: { 'POST /v1/plans': 2, 'POST /v1/plans/:id/confirm': 2 },
  ruled: { 'ruled': numbers.length, 'ruling-withdrawn': numbers.length, 'twice': 0 },
};

const liveThrough = async (store: string | null) => {
  const place = await freshPlace(store);
  const simulator = await startHeldSimulator();
  const port = await freePort();
  const startAgain = () => startEngine({ ...place, port });
  let engine = await startAgain();
  const { url } = engine;
  /** Planned, confirmed, killed as soon as a slice of it is done, and finished by the next. */
  const doToAll = async (kind: 'hold' | 'release') => {
    const made = bulkPlanShape.parse(await ask(`${url}/v1/plans`, 'POST', {
      kind, why: 'stock count', orders: { channel: 'shopify-uk' },
    }));
    const plan = await until('the plan is found out', async () => {
      const now = bulkPlanShape.parse(await ask(`${url}/v1/plans/${made.id}`));
      return now.state === 'drafted' ? now : null;
    });
    const shown = await itemsOf(`${url}/v1/plans/${plan.id}/orders`);
    const confirmed = () => askUnderKey(`${url}/v1/plans/${plan.id}/confirm`,
      { fingerprint: plan.fingerprint }, `confirm-${kind}`);
    const first = await confirmed();
    const job = async () => jobShape.parse(
      await ask(`${url}/v1/jobs/${jobShape.parse(JSON.parse(first.text)).id}`));
    // Asked without a rest between, so that no slice but the first is missed.
    for (let seen = await job(); seen.counts.done === 0; seen = await job()) {
      if (seen.state !== 'running') throw new Error(`it was not under way: ${seen.sentence}`);
    }
    await engine.stop('SIGKILL');
    engine = await startAgain();
    const left = await job();
    const again = await confirmed();
    const ended = await until('the job is done', async () => {
      const now = await job();
      return now.state === 'running' ? null : now;
    });
    const did = await itemsOf(`${url}/v1/jobs/${ended.id}/orders`);
    return {
      leftToDo: left.counts.toDo,
      outcome: {
        counts: ended.counts, isAsPlanned: isAsPlanned(shown, did),
        isRepeatedAs: again.isReplayed && again.text === first.text ? 'the first' : again.text,
      },
    };
  };
  try {
    await applyPolicy(url, simulator.url);
    const connection = `${url}/v1/connections/shipstation-uk`;
    await ask(`${connection}/pause`, 'POST', { only: ['releases'], why: 'stock count' });
    await tellAll(url, simulator.url, numbers).all;
    const hold = await doToAll('hold');
    await ask(`${connection}/resume`, 'POST', {});
    const sentWhileHeld = await sentIn(simulator.url);
    const release = await doToAll('release');
    await until('each is in ShipStation', async () =>
      ((await sentIn(simulator.url)).length >= numbers.length ? true : null));
    // Killed in the middle, or this test shows nothing.
    expect(Math.max(hold.leftToDo, release.leftToDo)).toBeGreaterThan(0);
    const told = await auditIn(url);
    const sent = await sentIn(simulator.url);
    const said = await verdict(simulator.url);
    await engine.stop();
    return {
      held: hold.outcome, sentWhileHeld, released: release.outcome, sent, verdict: said,
      audit: told, ruled: await ruledIn(place),
    };
  } finally {
    await engine.stop();
    await simulator.close();
    await place.remove();
  }
};

type Item = z.output<typeof bulkItemShape>;

const itemsOf = async (url: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const page = listOf(bulkItemShape).parse(await ask(`${url}?limit=50&after=${after}`));
    items.push(...page.items);
    after = page.next;
  }
  return items;
};

/** The time since when it is so is that of the doing, and not of the plan. */
const timeless = (sentence: string | null | undefined): string =>
  (sentence ?? '').replaceAll(/\b\d\d:\d\d\b/g, 'then');

/** To the same orders, with the same sentence before and after. */
const isAsPlanned = (shown: readonly Item[], did: readonly Item[]): boolean | readonly Item[] => {
  const known = new Map(shown.map((one) => [one.number, one]));
  const otherwise = did.filter((one) => {
    const was = known.get(one.number);
    return one.state !== 'done' || was?.order !== one.order || was.before !== one.before ||
      timeless(was.after) !== timeless(one.after);
  });
  return otherwise.length === 0 && shown.length === did.length ? true : otherwise;
};

const askUnderKey = async (url: string, body: unknown, key: string) => {
  const answer = await fetch(url, {
    method: 'POST', body: JSON.stringify(body), headers: {
      'authorization': `Bearer ${adminKey}`, 'content-type': 'application/json',
      'idempotency-key': key,
    },
  });
  return {
    text: await answer.text(), isReplayed: answer.headers.get('idempotency-replayed') === 'true',
  };
};

const sentIn = async (simulatorUrl: string): Promise<readonly string[]> =>
  (await ordersIn(simulatorUrl)).map((one) => one.orderNumber).toSorted();

/** How many rows there are of what was done to many. */
const auditIn = async (url: string): Promise<Readonly<Record<string, number>>> => {
  const { items } = listOf(auditEntryShape).parse(await ask(`${url}/v1/audit?limit=500`));
  const counts: Record<string, number> = {};
  for (const { operation } of items) {
    if (operation.includes('/plans')) counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
};

/** What people said of orders, counted in the store itself, which the engine has let go of. */
const ruledIn = async ({ databaseUrl, dataFolder }: Place) => {
  const database = await openDatabase({
    databaseUrl, dataFolder: join(dataFolder, 'store'), log: () => undefined,
  });
  try {
    const counted = z.array(z.object({ kind: z.string(), count: z.coerce.number() }))
      .parse(await database.transaction(async (tx) => (await sql`
        select kind, count(*) as count from sighting
         where kind in ('ruled', 'ruling-withdrawn') group by kind
        union all
        select 'twice', count(*) from (
          select order_id from sighting where kind in ('ruled', 'ruling-withdrawn')
           group by order_id, kind having count(*) > 1) as twice`.execute(tx)).rows));
    return Object.fromEntries(counted.map(({ kind, count }) => [kind, count]));
  } finally {
    await database.close();
  }
};
