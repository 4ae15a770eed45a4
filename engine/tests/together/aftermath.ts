/** What a rough day came to: asked of Gatepass, of the referee, and of the database itself. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { channelKnown, findOrder, heardBy, labelsIn, ordersIn, verdict } from './hands.ts';
import type { Engine, Place } from './processes.ts';

export type Aftermath = {
  readonly seed: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  /** Orders by number or by key of which ShipStation holds two. */
  readonly createdTwice: readonly string[];
  /** Orders of one parcel that have two labels. */
  readonly boughtTwice: readonly string[];
  readonly labelsOfNobody: readonly string[];
  /** Tracking numbers that one party heard of in two messages. */
  readonly toldTwice: readonly string[];
  readonly conflictingMessages: number;
  readonly badSignatures: number;
  /** The referee's words; empty when all is well. */
  readonly verdict: string;
  /** What the database says against itself. */
  readonly inTheDatabase: readonly string[];
  readonly orderNumbers: readonly string[];
};

/**
 * Asks everybody, once Gatepass itself knows that the channel has heard: what was under way when
 * it died, or when its backup was made, counts as under way until the time-out of the call. The
 * engine is stopped on the way, so that its database can be looked into.
 */
export const takeStock = async (about: {
  readonly seed: number;
  readonly engine: Engine;
  readonly place: Place;
  readonly simulatorUrl: string;
  readonly acknowledged: readonly string[];
}): Promise<Aftermath> => {
  const { seed, engine, place, simulatorUrl, acknowledged } = about;
  await channelKnown(engine.url);
  const found = await Promise.all(acknowledged.map((number) => findOrder(engine.url, number)));
  const orders = (await ordersIn(simulatorUrl)).filter((one) => !one.isDeleted);
  const labels = await labelsIn(simulatorUrl);
  const boxes = [await heardBy(simulatorUrl, 'warehouse'), await heardBy(simulatorUrl, 'channel')];
  const toldOf = boxes.map((box) => box.items
    .flatMap((one) => one.body.parcels.map((parcel) => parcel.trackingNumber)));
  await engine.stop();
  return {
    seed,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((_, index) => found[index] === null),
    createdTwice: [
      ...repeated(orders.map((one) => one.orderKey)),
      ...repeated(orders.map((one) => one.orderNumber)),
    ],
    boughtTwice: repeated(labels.map((one) => one.orderNumber)),
    labelsOfNobody: labels
      .map((one) => one.trackingNumber)
      .filter((number) => !toldOf.every((heard) => heard.includes(number))),
    toldTwice: toldOf.flatMap(repeated),
    conflictingMessages: boxes.reduce((sum, box) => sum + box.conflicts.length, 0),
    badSignatures: boxes.reduce((sum, box) => sum + box.badSignatures.length, 0),
    verdict: await verdict(simulatorUrl),
    inTheDatabase: await askDatabase(place, acknowledged),
    orderNumbers: orders.map((one) => one.orderNumber).toSorted(),
  };
};

/** What a day must have come to, whatever happened in it. */
export const allWell = {
  lost: [], createdTwice: [], boughtTwice: [], labelsOfNobody: [], toldTwice: [],
  conflictingMessages: 0, badSignatures: 0, verdict: '', inTheDatabase: [],
} as const;

const repeated = (all: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return all.filter((one) => seen.has(one) || !seen.add(one));
};

/** Each statement answers one row, in words, for every thing that must not be. */
const mustBeEmpty = {
  'done twice': `
    select operation || ' ' || about || ' ' || fingerprint as words from attempt
     where outcome = 'done' group by operation, about, fingerprint having count(*) > 1`,
  'said twice': `
    select party || ' ' || (parcel ->> 'trackingNumber') as words
      from message, jsonb_array_elements(content -> 'parcels') as parcel
     where kind in ('dispatch', 'notice') group by 1 having count(*) > 1`,
  // A warehouse confirms by what it says next, which no warehouse of these tests does.
  'written and never heard': `
    select message_id as words from message
     where party = 'channel' and acknowledged_at is null`,
  'wished for ever': `
    select intent.operation || ' ' || intent.about as words from intent
      join attempt using (operation, about, fingerprint) where attempt.outcome = 'done'`,
  'known twice': `
    select order_number as words from dossier group by 1 having count(*) > 1`,
} as const;

export const askDatabase = async (
  place: Pick<Place, 'dataFolder' | 'databaseUrl'>,
  acknowledged: readonly string[],
): Promise<readonly string[]> => {
  const database = await openDatabase({
    databaseUrl: place.databaseUrl, dataFolder: join(place.dataFolder, 'store'),
    log: () => undefined,
  });
  try {
    return await database.transaction(async (tx) => {
      const { rows: known } = await sql<{ number: string }>`
        select order_number as number from dossier join consignment using (order_id)`.execute(tx);
      const numbers = new Set(known.map((row) => row.number));
      const wrong = acknowledged.filter((one) => !numbers.has(one)).map((one) => `lost: ${one}`);
      for (const [what, statement] of Object.entries(mustBeEmpty)) {
        const { rows } = await sql.raw<{ words: string }>(statement).execute(tx);
        wrong.push(...rows.map((row) => `${what}: ${row.words}`));
      }
      return wrong;
    });
  } finally {
    await database.close();
  }
};
