/** Gatepass as a process of its own, on each of its two sizes of database, syncing to disk. */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openEmbedded } from '../../engine/src/store/embedded/open.ts';
import type { Database } from '../../engine/src/store/database.ts';
import { openOutside } from '../../engine/src/store/outside/open.ts';
import { policyText } from '../../engine/tests/together/hands.ts';
import { parse } from 'yaml';
import {
  adminKey, freshPlace, startEngine, type Engine, type Place,
} from '../../engine/tests/together/processes.ts';
import { findBinaries, makeCluster } from '../../engine/tests/cluster.ts';

/** As it comes out of the box; only connections enough for several programs. */
const asItComes = ['shared_buffers=512MB'];

/** Does the work on each size that this machine can run, and removes what it made. */
export const onEachSize = async <Found>(
  work: (place: Place) => Promise<Found>,
): Promise<readonly { readonly name: string; readonly found: Found }[]> => {
  const found = [{ name: 'embedded', found: await inFreshPlace(null, work) }];
  const outside = await onPostgres(work);
  return outside === null ? found : [...found, { name: 'PostgreSQL', found: outside }];
};

/** Null where this machine has no PostgreSQL. */
export const onPostgres = async <Found>(
  work: (place: Place) => Promise<Found>,
): Promise<Found | null> => {
  const binaries = findBinaries();
  if (binaries === null) return null;
  const cluster = await makeCluster(binaries, { settings: asItComes });
  try {
    return await inFreshPlace(cluster.url, work);
  } finally {
    await cluster.stop();
  }
};

const inFreshPlace = async <Found>(
  postgresUrl: string | null,
  work: (place: Place) => Promise<Found>,
): Promise<Found> => {
  const place = await freshPlace(postgresUrl);
  try {
    return await work(place);
  } finally {
    await place.remove();
  }
};

export type Running = Engine & { readonly tell: Tell };
export type Tell = (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) =>
  Promise<unknown>;

/** Starts it, does the work, and stops it by its own id. */
export const whileRunning = async <Found>(
  place: Place,
  work: (engine: Running) => Promise<Found>,
): Promise<Found> => {
  const engine = await startEngine({
    ...place, environment: { GATEPASS_CALLS_PER_MINUTE: '0' },
  });
  try {
    return await work({ ...engine, tell: teller(engine.url) });
  } finally {
    await engine.stop();
  }
};

export const teller = (url: string): Tell => async (method, path, body) => {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
};

/**
 * A ShipStation whose key is refused: wishes are written down and wait, so that taking in is
 * measured and not carrying out.
 */
export const whileShut = async <Found>(
  work: (policy: unknown) => Promise<Found>,
): Promise<Found> => {
  const server = createServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"no"}');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  try {
    return await work(parse(policyText(`http://127.0.0.1:${String(port)}`)));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
};

export const orderOf = (index: number) => ({
  reference: `LE-${String(index)}`, revision: 1, updatedAt: '2026-11-20T13:00:00Z',
  orderNumber: `SO-${String(index)}`, channel: 'shopify-uk', status: 'packed', service: 'DPD-12',
  wave: `W-${String(Math.floor(index / 40))}`, sequence: index % 40,
  shipTo: {
    name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
    country: 'GB',
  },
  lines: ['TEE-BLK-M', 'MUG-WHITE'].map((sku, line) => ({
    line: String(line + 1), sku, name: sku, ordered: 2, picked: 2, packed: 2, weightGrams: 180,
    unitPrice: { amount: 1999, currency: 'GBP' },
  })),
});

/** What a process holds in memory, in MiB; null where the system does not say. */
export const residentOf = (pid: number): number | null => {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kibibytes = Number(stdout.trim());
  return Number.isFinite(kibibytes) && kibibytes > 0 ? Math.round(kibibytes / 1_024) : null;
};

/** The store of a place while no process runs on it. */
export const withStore = async <Found>(
  { dataFolder, databaseUrl }: Place,
  work: (database: Database) => Promise<Found>,
): Promise<Found> => {
  const log = () => undefined;
  const database = databaseUrl === null
    ? await openEmbedded({ dataFolder: join(dataFolder, 'store'), log })
    : await openOutside({ databaseUrl, log });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

export const sendEach = async (
  tell: Tell,
  orders: readonly ReturnType<typeof orderOf>[],
  senders: number,
): Promise<void> => {
  const left = [...orders];
  await Promise.all(Array.from({ length: senders }, async () => {
    for (let order = left.pop(); order !== undefined; order = left.pop()) {
      const { reference, ...body } = order;
      await tell('PUT', `/v1/warehouses/leicester/consignments/${reference}`, body);
    }
  }));
};

export const rateOf = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return Math.round(count / ((performance.now() - begun) / 1_000));
};
