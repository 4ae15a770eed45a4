import { hearNotice, noteShopAnswer, placeOrder, shopOrderShape } from '../channel/shop.ts';
import type { DeskDeed } from '../desk/deed.ts';
import { voidOnScreen } from '../desk/screen.ts';
import type { Moment } from '../machine.ts';
import { authorization, noon, someOrder } from '../shipstation/fixtures.ts';
import { callHeld, type Broken } from '../shipstation/held-to-contract.ts';
import { honestBeat } from '../day/beats.ts';
import type { Beat } from '../day/beats.ts';
import { doStep } from '../warehouse/do-step.ts';
import type { PackAsked } from '../warehouse/floor.ts';
import { packShape } from '../warehouse/floor.ts';
import { noteAnswer } from '../warehouse/pack.ts';
import { hearPush } from '../warehouse/receive.ts';
import {
  labelAtDesk, newWorld, planned, settle, type World,
} from '../world.ts';

/** Worlds made by hand for the referee's tests: each function does one thing at one moment. */
export const minuteMs = 60_000;
export const after = (minutes: number): Moment => noon + minutes * minuteMs;

export const emptyWorld = (callsPerMinute = 1_000): World =>
  newWorld({
    seed: 7,
    keys: { 'key-1': 'secret-1' },
    switches: { callsPerMinute },
    isDeskOn: false,
    labelAfterMs: 0,
  });

export const sheet = (number: string, change: Readonly<Record<string, unknown>> = {}): PackAsked =>
  packShape.parse({
    orderNumber: number,
    reference: `LE-${number}`,
    wave: 'W-001',
    sequence: 1,
    shipBy: '2026-11-20T23:30:00Z',
    shipTo: { name: 'Imogen Hartley', country: 'GB' },
    lines: [
      {
        line: '1',
        channelLine: '881',
        sku: 'TEE-BLK-M',
        name: 'T-shirt',
        ordered: 2,
        unitPrice: { amount: 1_999, currency: 'GBP' },
        weightGrams: 180,
      },
    ],
    ...change,
  });

/** The floor does a step; its system says so, and Gatepass takes it in half a second later. */
export function floorDoes(world: World, beat: Beat, isTaken = true): World {
  const reference = beat.asked.reference ?? '';
  const step = {
    reference,
    asked: beat.asked,
    stage: beat.stage,
    counts: beat.counts,
    really: beat.really,
    tellings: [],
    keepsRevision: false,
  };
  const done = doStep(world.warehouse, step, beat.at).warehouse;
  const at = beat.at + 500;
  const { warehouse } = isTaken ? noteAnswer(done, reference, '200 {}', at) : { warehouse: done };
  return { ...world, warehouse };
}

export const packs = (
  world: World,
  number: string,
  at: Moment,
  change: Readonly<Record<string, unknown>> = {},
): World => floorDoes(world, honestBeat(at, sheet(number, change), 'packed'));

export function shopSays(
  world: World,
  number: string,
  status: 'paid' | 'cancelled',
  at: Moment,
): World {
  const order = shopOrderShape.parse({ orderNumber: number, status, shipTo: {}, lines: [] });
  const { shop } = placeOrder(world.shop, order, at);
  const revision = shop.orders.get(number)?.revision ?? 0;
  return { ...world, shop: noteShopAnswer(shop, number, { revision, text: '200', now: at + 500 }) };
}

export const call = (
  world: World,
  name: string,
  body: unknown,
  at: Moment,
  broken: Broken | null = null,
): World => {
  const [method = '', path = ''] = name.split(' ');
  return callHeld(
    world,
    {
      method,
      path,
      query: {},
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: body === null ? '' : JSON.stringify(body),
    },
    at,
    broken,
  );
};

/** The program lets an order into ShipStation. */
export const releases = (
  world: World,
  number: string,
  at: Moment,
  change: Readonly<Record<string, unknown>> = {},
): World =>
  call(
    world,
    'POST /orders/createorder',
    someOrder({
      orderNumber: number,
      orderKey: `key-${number}`,
      items: [{ lineItemKey: `${number}:1`, sku: 'TEE-BLK-M', name: 'T-shirt', quantity: 2 }],
      ...change,
    }),
    at,
  );

export const orderIdOf = (world: World, number: string): number => {
  const rows = [...world.shipstation.orders.values()];
  const found = rows.find((row) => row.wire.orderNumber === number);
  if (found === undefined) throw new Error(`${number} does not stand in ShipStation`);
  return found.wire.orderId;
};

/** The desk labels; the referee looks in the same moment. */
export const labels = (world: World, number: string, at: Moment): World =>
  settle(labelAtDesk(world, [orderIdOf(world, number)], at), at).world;

export const lastLabel = (world: World) => {
  const row = [...world.shipstation.shipments.values()].at(-1);
  if (row === undefined) throw new Error('Nothing was labelled');
  return row.wire;
};

let messages = 0;

/** A party is told of a tracking number. */
export function tells(
  world: World,
  party: 'warehouse' | 'channel',
  told: {
    readonly kind: string;
    readonly number: string;
    readonly trackingNumber: string;
    readonly at: Moment;
    readonly parcel?: Readonly<Record<string, unknown>>;
  },
): World {
  const id = `msg_${(messages += 1)}`;
  const body = JSON.stringify({
    id,
    kind: told.kind,
    orderNumber: told.number,
    consignment: `LE-${told.number}`,
    parcels: [{ trackingNumber: told.trackingNumber, carrier: 'RM', ...told.parcel }],
  });
  if (party === 'warehouse') {
    const { warehouse, later } = hearPush(world.warehouse, { messageId: id, body }, told.at);
    return planned({ ...world, warehouse }, later);
  }
  return { ...world, shop: hearNotice(world.shop, { messageId: id, body }, told.at).shop };
}

/** Sold, packed, released, labelled, and both parties told: nothing to say against it. */
export function goodOrder(start: World, number: string, at: Moment): World {
  const sold = shopSays(start, number, 'paid', at - 10 * minuteMs);
  const labelled = labels(
    releases(packs(sold, number, at), number, at + minuteMs),
    number,
    at + 2 * minuteMs,
  );
  const { trackingNumber } = lastLabel(labelled);
  const told = { number, trackingNumber, at: at + 3 * minuteMs };
  return tells(tells(labelled, 'warehouse', { ...told, kind: 'dispatch' }), 'channel', {
    ...told,
    kind: 'notice',
  });
}

export const deskDid = (
  world: World,
  deed: Partial<DeskDeed> & Pick<DeskDeed, 'habit'>,
): World => ({
  ...world,
  desk: {
    ...world.desk,
    deeds: [
      ...world.desk.deeds,
      { at: noon, who: 'Maya', orderIds: [], orderNumbers: [], shipmentIds: [], ...deed },
    ],
  },
});

export const shows = (world: World, orderNumber: string, code: string, at: Moment): World => ({
  ...world,
  notebook: { ...world.notebook, shown: [...world.notebook.shown, { orderNumber, code, at }] },
});

/** The desk voids the last label. */
export const voidsLast = (world: World, at: Moment): World => {
  const { account } = voidOnScreen(world.shipstation, lastLabel(world).shipmentId, at, 7);
  return settle({ ...world, shipstation: account }, at).world;
};

/** Both parties are told the last label's number. */
export const tellsBoth = (world: World, number: string, kind: string, at: Moment): World => {
  const told = { number, trackingNumber: lastLabel(world).trackingNumber, at };
  const warehouse = tells(world, 'warehouse', { ...told, kind });
  return tells(warehouse, 'channel', { ...told, kind: kind === 'dispatch' ? 'notice' : kind });
};
