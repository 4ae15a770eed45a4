import type { Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { closeDraft, openDraft } from './draft.ts';
import { orderBody } from './order-body.ts';
import { pacificText } from './pacific.ts';
import type { Order } from './shapes.ts';
import { upsert } from './upsert.ts';

/**
 * A second integration on the same store: somebody else's program that listens, writes orders of
 * its own, and writes over those of others. Off unless switched on; whoever comes to the account
 * first has to notice it by what it leaves behind: its webhooks, its `source`, foreign keys.
 */
export type Stranger = {
  readonly storeId: number;
  readonly everyMs: number;
  readonly nextAt: Moment;
  /** Whether it writes its mark on the newest open order of the store, whosever that is. */
  readonly meddles: boolean;
  readonly turns: number;
};

export const strangerName = 'Old warehouse system';

/** It listens at an address where nobody is, as programs do that people forgot. */
const listensAt = 'http://127.0.0.1:9/old-warehouse/shipstation';

export function moveIn(
  account: Account,
  asked: Pick<Stranger, 'storeId' | 'everyMs' | 'meddles'>,
  now: Moment,
): Account {
  const id = account.lastId.webhook + 1;
  const hook = {
    id, event: 'SHIP_NOTIFY', url: listensAt, name: strangerName, storeId: asked.storeId,
    isActive: true, failures: 0,
  };
  return {
    ...account,
    lastId: { ...account.lastId, webhook: id },
    webhooks: [...account.webhooks.filter(({ url }) => url !== listensAt), hook],
    stranger: { ...asked, nextAt: now + asked.everyMs, turns: 0 },
  };
}

/** It stops writing; its subscription stays, as nobody tidies up after it. */
export const moveOut = (account: Account): Account => ({ ...account, stranger: null });

export const nextStrangerAt = (account: Account): Moment | null =>
  account.stranger?.nextAt ?? null;

/** When the clock was set far ahead it goes on from there and makes up for no more than this. */
const turnsAtOnce = 50;

export function passStranger(
  before: Account,
  now: Moment,
  seed: number,
): { readonly account: Account; readonly later: readonly Later[] } {
  let account = before;
  for (let turn = 0; turn < turnsAtOnce; turn += 1) {
    const { stranger } = account;
    if (stranger === null || stranger.nextAt > now) break;
    account = takeTurn(account, stranger, seed);
  }
  return { account, later: [] };
}

function takeTurn(account: Account, stranger: Stranger, seed: number): Account {
  const { storeId, nextAt, turns } = stranger;
  const at = { now: nextAt, seed };
  const draft = openDraft(account);
  const newest = stranger.meddles ? newestOpen(account, storeId) : null;
  upsert(draft, orderBody.parse(orderOf(stranger)), at);
  if (newest !== null) {
    const advancedOptions = { ...newest.advancedOptions, customField3: `OWS-${turns}` };
    upsert(draft, orderBody.parse({ ...newest, advancedOptions }), at);
  }
  const next = { ...stranger, nextAt: nextAt + stranger.everyMs, turns: turns + 1 };
  return { ...closeDraft(draft), stranger: next };
}

function newestOpen(account: Account, storeId: number): Order | null {
  const open = [...account.orders.values()].filter(({ wire, isDeleted }) =>
    !isDeleted && wire.advancedOptions.storeId === storeId &&
    wire.orderStatus === 'awaiting_shipment' && wire.advancedOptions.source !== strangerName);
  return open.at(-1)?.wire ?? null;
}

const orderOf = ({ storeId, nextAt, turns }: Stranger) => ({
  orderNumber: `OWS-${5_001 + turns}`,
  orderKey: `old-warehouse-${turns + 1}`,
  orderDate: pacificText(nextAt),
  orderStatus: 'awaiting_shipment',
  customerUsername: null,
  billTo: { name: 'Walk-in customer' },
  shipTo: {
    name: 'Walk-in customer', street1: '2 Old Mill Lane', city: 'Nottingham',
    postalCode: 'NG1 5AA', country: 'GB',
  },
  items: [{ sku: 'OLD-1', name: 'Old stock', quantity: 1, unitPrice: 5 }],
  advancedOptions: { storeId, source: strangerName },
});
