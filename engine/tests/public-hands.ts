/**
 * Hands for stories that are told through the public faces only: what is said goes in over HTTP,
 * what is read comes out over HTTP. ShipStation is the stage's small account behind its feeds.
 */
import type { ShipStationOrder } from '../src/core/model/shipstation.ts';
import { instant } from '../src/core/model/instant.ts';
import { carryOut } from '../src/loop/carry-out.ts';
import { claimWaiting } from '../src/loop/claim.ts';
import { look } from '../src/loop/look.ts';
import { orderViewShape } from '../src/api/shapes.ts';
import { z } from 'zod';
import { bodyOf, type Door } from './door.ts';
import { documentOf, labelAtDesk } from './stage.ts';

type Members = Readonly<Record<string, unknown>>;

export type PublicHands = ReturnType<typeof publicHands>;

export const publicHands = (door: Door) => {
  const { stage } = door;
  let revision = 0;

  const asked = async (
    method: 'GET' | 'PUT' | 'POST', url: string, body?: unknown,
  ): Promise<unknown> => {
    const told = await door.ask(method, url, body);
    if (told.status >= 300) throw new Error(`${method} ${url}: ${told.text}`);
    return told.json;
  };

  /** The loop decides on what is due and does what is wished, until nothing is. */
  const work = async (): Promise<void> => {
    await stage.decide();
    for (const connection of ['shipstation-uk', 'leicester-wms', 'shop-uk']) {
      const hand = await stage.hold(connection);
      while (await carryOut(stage.surroundings, hand) !== null) await stage.decide();
    }
  };

  const lookAtAll = async (): Promise<void> => {
    const hand = await stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    // What bears no key of ours finds its order now and then.
    if (await claimWaiting(stage.surroundings) > 0) await stage.decide();
  };

  const order = async () => {
    const { items } = z.object({ items: z.array(z.object({ id: z.string() })) })
      .parse(await asked('GET', '/v1/orders?orderNumber=SO-1'));
    return orderViewShape.parse(await asked('GET', `/v1/orders/${items[0]?.id ?? 'none'}`));
  };

  return {
    asked,
    work,
    look: lookAtAll,
    order,
    /** The warehouse speaks: packed, two T-shirts, unless the story says otherwise. */
    says: (over: Members = {}, reference = 'LE-1') => asked(
      'PUT', `/v1/warehouses/leicester/consignments/${reference}`,
      bodyOf('SO-1', { revision: revision += 1, ...over })),
    /** A person judges the facts as they stand. */
    rules: async (ruling: string, over: Members = {}) => {
      await asked('POST', `/v1/orders/${(await order()).id}/rulings`, {
        ruling, why: 'said so at the bench', ...over,
      });
      await stage.decide();
    },
    sold: (over: Members = {}) => asked('PUT', '/v1/channels/shopify-uk/orders/881', {
      revision: revision += 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber: 'SO-1',
      status: 'paid', lines: [{ line: '881', sku: 'TEE', ordered: 2 }], ...over,
    }),
    policy: (
      { warehouse = {}, channel = {}, ...sections }: {
        readonly warehouse?: Members; readonly channel?: Members; readonly limits?: Members;
        readonly safeguards?: Members; readonly mappings?: Members;
      },
    ) => {
      const usual = documentOf();
      return asked('PUT', '/v1/policy', { document: {
        ...usual, ...sections,
        warehouses: { leicester: { ...usual.warehouses.leicester, ...warehouse } },
        channels: { 'shopify-uk': { ...usual.channels['shopify-uk'], ...channel } },
      } });
    },
    wait: (minutes: number): void => {
      stage.clock.now = instant(stage.clock.now + minutes * 60_000);
    },
    /** Somebody at the desk labels the order that stands there. */
    label: (number = 'SO-1') => labelAtDesk(stage, number),
    /** Somebody in ShipStation changes an order. */
    change: (over: Partial<ShipStationOrder>, number = 'SO-1'): void => {
      for (const [key, one] of stage.account.orders) {
        if (one.number === number) {
          stage.account.orders.set(key, { ...one, modifiedAt: stage.clock.now, ...over });
        }
      }
    },
    account: stage.account,
    script: stage.script,
    /** Everything that the order's page says, in sentences. */
    read: async (): Promise<readonly string[]> => {
      const view = await order();
      return [...new Set([
        view.sentence,
        ...view.consignments.flatMap((one) => [
          ...one.obligations.map(({ sentence }) => sentence),
          ...one.exceptions.map(({ code, sentence }) => `${code}: ${sentence}`),
          ...one.rulings.map(({ sentence }) => sentence),
        ]),
      ])];
    },
  };
};
