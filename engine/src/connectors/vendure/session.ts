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
import type { VendureSettings } from './settings.ts';

export const openSession = (settings: VendureSettings, wire: Wire): Session => {
  const access = openAccess(settings, wire);
  const graphAt = (now: Instant) => openGraph({ url: settings.baseUrl, access, wire }, now);
  return {
    look: (request, now) => lookAtOrders(graphAt(now), settings, request),
    async perform(items, now) {
      const operation = manifest.operations['tell-channel'];
      const [item] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
      assert(item.do === 'tell-channel', `vendure does not perform ${item.do}`);
      return tell(graphAt(now), item.message);
    },
    probe: (now) => probe(graphAt(now), settings),
  };
};
