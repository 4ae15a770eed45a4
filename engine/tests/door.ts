/** The API over a stage, with a key for each role. */
import { buildServer } from '../src/api/server.ts';
import { hashOf } from '../src/api/auth.ts';
import type { Server } from '../src/api/context.ts';
import type { Database } from '../src/store/database.ts';
import { saveKey, type Role } from '../src/store/keys.ts';
import { openStage, type Stage } from './stage.ts';

export type Door = {
  readonly stage: Stage;
  readonly server: Server;
  ask(
    method: 'GET' | 'PUT' | 'POST', url: string, body?: unknown, role?: Role | null,
  ): Promise<Told>;
};

export type Told = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body read as JSON; null when there is none. */
  readonly json: unknown;
};

export const keyOf = (role: Role): string => `the-key-of-${role}`;

export const openDoor = async (database: Database): Promise<Door> => {
  const stage = openStage(database);
  await stage.apply();
  for (const role of ['admin', 'operator', 'reader', 'warehouse', 'channel'] as const) {
    await database.transaction((tx) => saveKey(tx, {
      id: `key_${role}`, hash: hashOf(keyOf(role)), name: `the ${role}`, role, at: 0,
    }));
  }
  const server = await buildServer({
    surroundings: stage.surroundings, loop: null, isDemo: false, isSecure: false,
    seal: (text) => Buffer.from(text).toString('base64'),
    consoleFolder: null, handbookFolder: null, version: 'test',
  });
  return {
    stage, server,
    async ask(method, url, body, role = 'admin') {
      const answer = await server.inject({
        method, url,
        headers: {
          ...(role === null ? {} : { authorization: `Bearer ${keyOf(role)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined
          ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const isJson = (answer.headers['content-type']?.toString() ?? '').includes('json');
      return {
        status: answer.statusCode, headers: answer.headers, text: answer.body,
        json: isJson ? JSON.parse(answer.body) : null,
      };
    },
  };
};

/** A packed consignment as a warehouse sends it. */
export const bodyOf = (orderNumber: string, over: Readonly<Record<string, unknown>> = {}) => ({
  revision: 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber, channel: 'shopify-uk',
  status: 'packed', service: 'DPD-12',
  shipTo: {
    name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
    country: 'GB',
  },
  lines: [{ line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 2 }],
  ...over,
});
