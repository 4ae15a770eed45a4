import assert from 'node:assert/strict';
import type { Session } from '../../contract/connector.ts';
import type { Wire } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import { openAccess } from './access.ts';
import { openGraph } from './graphql.ts';
import { manifest } from './manifest.ts';
import { lookAtOrders } from './perform/look.ts';
import { probe } from './perform/probe.ts';
import { tell } from './perform/tell.ts';
import type { ShopifySettings } from './settings.ts';

export const openSession = (settings: ShopifySettings, wire: Wire): Session => {
  const { shop } = settings;
  const access = openAccess(settings, wire);
  const graphAt = (now: Instant) => openGraph({ shop, access, wire }, now);
  return {
    async look(request, now) {
      assert(request.feed === 'orders', `shopify has no feed called ${request.feed}`);
      return lookAtOrders(graphAt(now), settings, request, now);
    },
    async perform(items, now) {
      const operation = manifest.operations['tell-channel'];
      const [item] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
      assert(item.do === 'tell-channel', `shopify does not perform ${item.do}`);
      return tell(graphAt(now), settings, item.message);
    },
    probe: (now) => probe(graphAt(now), settings),
  };
};
