import assert from 'node:assert/strict';
import type { Session } from '../../contract/connector.ts';
import type { Wire } from '../../contract/wire.ts';
import { openAccess } from './access.ts';
import { manifest } from './manifest.ts';
import { lookAtShipments } from './perform/look.ts';
import { probe } from './perform/probe.ts';
import { tell } from './perform/tell.ts';
import type { TrytonSettings } from './settings.ts';

export const openSession = (settings: TrytonSettings, wire: Wire): Session => {
  const access = openAccess(settings, wire);
  return {
    async look(request, now) {
      assert(manifest.feeds.some(({ feed }) => feed === request.feed),
        `tryton has no feed called ${request.feed}`);
      return lookAtShipments(access, settings, request, now);
    },
    async perform(items, now) {
      const operation = manifest.operations['tell-warehouse'];
      const [item] = items;
      if (item === undefined) return { outcomes: [], unanswered: null };
      assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
      assert(item.do === 'tell-warehouse', `tryton does not perform ${item.do}`);
      return tell(access, settings, item.message, now);
    },
    probe: (now) => probe(access, settings, now),
  };
};
