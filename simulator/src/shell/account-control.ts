import { z } from 'zod';
import type { KeyChange } from '../shipstation/keys.ts';
import { addPair, changePair } from '../shipstation/keys.ts';
import { impossible } from '../never.ts';
import { readBody } from './control.ts';
import type { Exchanges } from './exchanges.ts';
import { mostExchangesKept } from './exchanges.ts';
import { moment } from './moment.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** The account's page for people: key pairs and the plan. And the log of what was said. */
export function openAccountControl(
  routes: Routes,
  running: Running,
  exchanges: Exchanges,
): void {
  const shipstation = () => running.world().shipstation;
  routes.get('/control/shipstation/calls', () => ({
    items: [...shipstation().keys].map(([key, pair]) => ({
      key,
      calls: pair.calls,
      refusedForRate: pair.refusedForRate,
      expiresAt: pair.expiresAt === null ? null : new Date(pair.expiresAt).toISOString(),
      isRevoked: pair.isRevoked,
    })),
    heard: shipstation().callsHeard,
    neverCalls: shipstation().neverCalls,
  }));
  routes.post('/control/shipstation/keys', (request) => {
    const asked = readBody(request, keyShape);
    return running.act((world, now) => {
      const changed = applied(world.shipstation, asked, now);
      if (changed.is === 'refused') {
        throw Object.assign(new Error(changed.why), { statusCode: 409 });
      }
      const keys = [...changed.account.keys.keys()];
      return { world: { ...world, shipstation: changed.account }, result: { keys } };
    });
  });
  routes.post('/control/shipstation/access', (request) => {
    const asked = readBody(request, accessShape);
    return running.act((world) => {
      const { hasApi, isEmailVerified } = world.shipstation;
      const access = {
        hasApi: asked.hasApi ?? hasApi,
        isEmailVerified: asked.isEmailVerified ?? isEmailVerified,
      };
      const next = { ...world.shipstation, ...access };
      return { world: { ...world, shipstation: next }, result: access };
    });
  });
  routes.get('/control/exchanges', () => exchanges.shown());
  routes.post('/control/exchanges', (request) => {
    const { keep } = readBody(request, keepShape);
    exchanges.keep(keep);
    return { keep };
  });
}

const keyShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('add'),
    key: z.string().min(1),
    secret: z.string().min(1),
    expiresAt: moment.nullish(),
  }),
  z.strictObject({ do: z.literal('revoke'), key: z.string() }),
  z.strictObject({ do: z.literal('expire'), key: z.string(), at: moment.nullable() }),
]);

function applied(
  account: Parameters<typeof addPair>[0],
  asked: z.infer<typeof keyShape>,
  now: number,
): KeyChange {
  switch (asked.do) {
    case 'add':
      return addPair(account, { ...asked, expiresAt: asked.expiresAt ?? null }, now);
    case 'revoke':
      return changePair(account, asked.key, { isRevoked: true });
    case 'expire':
      return changePair(account, asked.key, { expiresAt: asked.at });
    default:
      return impossible(asked);
  }
}

const accessShape = z.strictObject({
  /** Whether the plan includes the API. */
  hasApi: z.boolean().optional(),
  isEmailVerified: z.boolean().optional(),
});

const keepShape = z.strictObject({ keep: z.int().min(0).max(mostExchangesKept) });
