/**
 * Ground that gives way: the real database, the real wire and the real clocks, and a question
 * asked at every named point that the program passes on them. The program itself knows of none.
 */
import { subscribe } from 'node:diagnostics_channel';
import { TableNode, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { z } from 'zod';
import type { WireAnswer, WireRequest } from '../../../src/contract/wire.ts';
import type { OpenWire } from '../../../src/loop/wire.ts';
import type { Database } from '../../../src/store/database.ts';
import { realGround, type Ground } from '../../../src/up.ts';

/**
 * Where a process can be told to die. `sent` is between a call and its answer; the answers are
 * those to calls that change something, of whatever kind. A look is a call that only reads.
 */
export const pointNames = [
  'snapshot taken in', 'decided', 'message written', 'lease renewed', 'begun committed',
  'create sent', 'purchase sent', 'push sent', 'answer half read', 'answer read',
  'before commit of the outcome', 'outcome committed', 'look answered', 'page half taken in',
  'page committed', 'migration half done', 'migration committed',
] as const;

export type PointName = (typeof pointNames)[number];

/** The calls that would double something if they were made twice, by where they go. */
const doublingCalls = [
  { sent: 'create sent', path: '/orders/createorders' },
  { sent: 'purchase sent', path: '/orders/createlabelfororder' },
  // The write-back to the warehouse and the notice to the channel.
  { sent: 'push sent', path: '/hooks' },
] as const;

/** Where such a call goes whose sending is a point; null for the other points. */
export const pathOf = (point: PointName): string | null =>
  doublingCalls.find((one) => one.sent === point)?.path ?? null;

/** What a transaction has written so far: `insert attempt`, `update lease`, … */
type Written = Set<string>;

const atStatement: Readonly<Record<string, PointName>> = {
  // The cursor is the last that is written of a page.
  'insert feed': 'page half taken in',
  'insert gatepass_migration': 'migration half done',
};

const beforeCommit: Readonly<Record<string, PointName>> = {
  'update attempt': 'before commit of the outcome',
};

const afterCommit: Readonly<Record<string, PointName>> = {
  'insert consignment': 'snapshot taken in',
  'insert decision': 'decided',
  'insert message': 'message written',
  'update lease': 'lease renewed',
  'insert attempt': 'begun committed',
  'update attempt': 'outcome committed',
  'insert feed': 'page committed',
  'insert gatepass_migration': 'migration committed',
};

export const mortalGround = (pass: (point: PointName) => void, ground = realGround): Ground => {
  // Published by undici once the bytes of a body are with the kernel, and once an answer's
  // headers are read and its body is not.
  subscribe('undici:request:bodySent', (message) => {
    const { method, path } = publishedShape.parse(message).request;
    const call = method === 'GET' ? undefined
      : doublingCalls.find((one) => path.endsWith(one.path));
    if (call !== undefined) pass(call.sent);
  });
  subscribe('undici:request:headers', (message) => {
    if (publishedShape.parse(message).request.method !== 'GET') pass('answer half read');
  });
  return {
    ...ground,
    openDatabase: async (settings) => mortalDatabase(await ground.openDatabase(settings), pass),
    openWire: (options) => mortalWire(ground.openWire(options), pass),
  };
};

const publishedShape = z.object({ request: z.object({ method: z.string(), path: z.string() }) });

const mortalDatabase = (database: Database, pass: (point: PointName) => void): Database => ({
  ...database,
  transaction: async (work, patience) => {
    const written: Written = new Set();
    const passAll = (points: Readonly<Record<string, PointName>>): void => {
      for (const [mark, point] of Object.entries(points)) if (written.has(mark)) pass(point);
    };
    const watching: KyselyPlugin = {
      transformQuery({ node }) {
        const mark = markOf(node);
        if (mark !== null) {
          written.add(mark);
          const point = atStatement[mark];
          if (point !== undefined) pass(point);
        }
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const result = await database.transaction(async (tx) => {
      // A transaction that collided is done anew.
      written.clear();
      const inside = await work(tx.withPlugin(watching));
      passAll(beforeCommit);
      return inside;
    }, patience);
    passAll(afterCommit);
    return result;
  },
});

const mortalWire = (wire: OpenWire, pass: (point: PointName) => void): OpenWire => ({
  ...wire,
  async request(request: WireRequest): Promise<WireAnswer> {
    const answer = await wire.request(request);
    pass(request.method === 'GET' ? 'look answered' : 'answer read');
    return answer;
  },
});

const markOf = (node: RootOperationNode): string | null => {
  if (node.kind === 'InsertQueryNode') {
    return node.into === undefined ? null : `insert ${node.into.table.identifier.name}`;
  }
  if (node.kind === 'UpdateQueryNode') {
    const { table } = node;
    return table !== undefined && TableNode.is(table)
      ? `update ${table.table.identifier.name}` : null;
  }
  if (node.kind !== 'RawNode') return null;
  const text = node.sqlFragments.join('?');
  const [, verb, table] = /^\s*(insert into|update)\s+(\w+)/.exec(text) ?? [];
  if (verb === undefined || table === undefined) return null;
  return `${verb === 'update' ? 'update' : 'insert'} ${table}`;
};
