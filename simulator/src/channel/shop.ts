import { z } from 'zod';
import type { Answer, Later, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Postbox } from '../postbox.ts';
import { deliver, newPostbox } from '../postbox.ts';

/** A pretend sales channel: it hears notices and shows its customers what was dispatched. */
export type Shop = {
  readonly name: string;
  readonly postbox: Postbox;
  readonly shown: ReadonlyMap<string, ShownOrder>;
  readonly orders: ReadonlyMap<string, ShopOrder>;
  /** Orders of which the shop takes no second word once it has shown a number. */
  readonly fixedOrders?: readonly string[];
};

/** What a customer of the shop reads about an order. */
export type ShownOrder = {
  readonly isDispatched: boolean;
  readonly parcels: readonly { readonly trackingNumber: string; readonly carrier: string }[];
  readonly toldAt: Moment;
  readonly tellings: number;
};

export type ShopOrder = {
  readonly reference: string;
  readonly revision: number;
  readonly answer: string;
  readonly orderNumber: string;
  /** The referee's notes: what was said under each revision, and when Gatepass took it in. */
  readonly said: readonly ShopSaid[];
};

export type ShopSaid = {
  readonly revision: number;
  readonly at: Moment;
  readonly status: ShopOrderAsked['status'];
  readonly takenAt: Moment | null;
};

export const newShop = (): Shop => ({
  name: 'shopify-uk',
  postbox: newPostbox(),
  shown: new Map(),
  orders: new Map(),
});

const notice = z.object({
  id: z.string().min(1),
  kind: z.enum(['notice', 'correction', 'void']),
  orderNumber: z.string().min(1),
  parcels: z
    .array(z.object({ trackingNumber: z.string(), carrier: z.string() }))
    .nullish()
    .transform((given) => given ?? []),
});

/** Takes one verified push. The same message again changes nothing. */
export function hearNotice(
  shop: Shop,
  push: { readonly messageId: string; readonly body: string },
  now: Moment,
): { readonly shop: Shop; readonly answer: Answer } {
  const taken = deliver(shop.postbox, push, notice, now);
  const heard = { ...shop, postbox: taken.postbox };
  if (taken.is === 'new' && refusesChange(shop, taken.message)) {
    const problem = 'The order already has a tracking number, and the shop changes none.';
    return { shop, answer: answerJson(422, { acknowledged: false, problem }) };
  }
  if (taken.is === 'unreadable') {
    return {
      shop: heard,
      answer: answerJson(400, { acknowledged: false, problem: taken.problem }),
    };
  }
  const answer = answerJson(200, { acknowledged: true });
  if (taken.is === 'again') return { shop: heard, answer };
  const { kind, orderNumber, parcels } = taken.message;
  const before = shop.shown.get(orderNumber);
  // A later notice adds a parcel; a correction replaces what was shown; a void takes it back.
  const kept = kind === 'notice' ? (before?.parcels ?? []) : [];
  const shown = {
    isDispatched: kind !== 'void',
    parcels: kind === 'void' ? [] : [...kept, ...parcels],
    toldAt: now,
    tellings: (before?.tellings ?? 0) + 1,
  };
  return { shop: { ...heard, shown: new Map(shop.shown).set(orderNumber, shown) }, answer };
}

const refusesChange = (
  { fixedOrders = [], shown }: Shop,
  { kind, orderNumber }: z.infer<typeof notice>,
): boolean =>
  kind !== 'notice' && fixedOrders.includes(orderNumber) && shown.has(orderNumber);

const money = z.strictObject({ amount: z.int(), currency: z.string() });

export const shopOrderShape = z.object({
  orderNumber: z.string().min(1),
  reference: z.string().min(1).optional(),
  /** Which channel speaks; without a name it is the one of the first example. */
  channel: z.string().min(1).optional(),
  status: z.enum(['pending', 'paid', 'cancelled']).default('paid'),
  requestedService: z.string().nullable().default(null),
  shipBy: z.string().nullable().default(null),
  shipTo: z.record(z.string(), z.string().nullable()),
  lines: z.array(
    z.object({
      line: z.string(),
      sku: z.string(),
      name: z.string(),
      ordered: z.int(),
      cancelled: z.int().default(0),
      unitPrice: money,
    }),
  ),
});
export type ShopOrderAsked = z.infer<typeof shopOrderShape>;

/** A customer orders, pays or cancels: the shop tells Gatepass its whole order. */
export function placeOrder(
  shop: Shop,
  asked: ShopOrderAsked,
  now: Moment,
): { readonly shop: Shop; readonly later: readonly Later[] } {
  const reference = asked.reference ?? asked.orderNumber;
  const before = shop.orders.get(reference);
  const revision = (before?.revision ?? 0) + 1;
  const at = new Date(now).toISOString();
  const { reference: _reference, channel, ...content } = asked;
  const body = JSON.stringify({ revision, updatedAt: at, placedAt: at, ...content });
  const orders = new Map(shop.orders).set(reference, {
    reference,
    revision,
    answer: 'not sent yet',
    orderNumber: asked.orderNumber,
    said: [...(before?.said ?? []), { revision, at: now, status: asked.status, takenAt: null }],
  });
  return {
    shop: { ...shop, orders },
    later: [{
      at: now,
      errand: {
        is: 'channel.put', reference, revision, body, tries: 0,
        ...(channel !== undefined && { channel }),
      },
    }],
  };
}

/** What Gatepass said to an order of ours, for the control page. */
export function noteShopAnswer(
  shop: Shop,
  reference: string,
  heard: { readonly revision: number; readonly text: string; readonly now: Moment },
): Shop {
  const order = shop.orders.get(reference);
  if (order === undefined) return shop;
  const said = order.said.map((row) =>
    row.revision === heard.revision && row.takenAt === null && heard.text.startsWith('2')
      ? { ...row, takenAt: heard.now }
      : row,
  );
  const orders = new Map(shop.orders).set(reference, { ...order, answer: heard.text, said });
  return { ...shop, orders };
}
