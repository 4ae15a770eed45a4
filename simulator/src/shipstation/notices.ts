import { chance, chanceBelow } from '../chance.ts';
import type { Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import type { Notify } from './custom-store/notice.ts';
import { noticeFor } from './custom-store/notice.ts';
import type { CustomStore } from './custom-store/store.ts';
import { take } from './faults/fault.ts';
import type { Dose } from './faults/fault.ts';
import type { Passing } from './passing-time.ts';
import { impossible } from '../never.ts';

/**
 * Telling a connected store's channel (shipstation.md 3.13): some time after the label or the
 * mark, once an order, refused now and then. Only a person at the screen can have it sent again,
 * except that a store of Amazon's kind is tried again by itself after an hour.
 */
export type Notice = {
  readonly of: Sent;
  readonly by: ToldBy;
  readonly dueAt: Moment;
  readonly tries: number;
};

/** The row that shows marketplaceNotified. */
export type Sent = { readonly is: 'shipment' | 'fulfillment'; readonly id: number };

export type ToldBy = 'label' | 'mark' | 'retry' | 'resend';

/** What a channel has heard: the truth that marketplaceNotified only claims. */
export type Told = {
  readonly storeId: number;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly trackingNumber: string | null;
  readonly carrierCode: string;
  readonly at: Moment;
  readonly by: ToldBy;
};

const retryAfterMs = 3_600_000;
/** Amazon's marketplaces, by the ids that were seen (3.5). */
const retryingMarketplaces: readonly number[] = [2, 32];
const manualMarketplace = 0;

/** 0 is a store that nobody stands behind; null a store that the account does not have. */
const marketplaceOf = (account: Account, storeId: number): number | null =>
  account.stores.get(storeId)?.wire.marketplaceId ?? null;

const hasChannel = (account: Account, storeId: number): boolean => {
  const marketplace = marketplaceOf(account, storeId);
  return marketplace !== null && marketplace !== manualMarketplace;
};

/** A label was made. Its order is announced once: a later label leaves the channel as it was. */
export function announceLabel(
  account: Account,
  shipmentId: number,
  now: Moment,
  seed: number,
): Account {
  const wire = account.shipments.get(shipmentId)?.wire;
  if (wire === undefined || wire.orderId === null || wire.isReturnLabel) return account;
  const of: Sent = { is: 'shipment', id: shipmentId };
  if (!hasChannel(account, wire.advancedOptions.storeId)) {
    const isClaimed = account.switches.manualStoreNotified === 'at-once';
    return isClaimed ? flagged(account, of, { isNotified: true, error: null }) : account;
  }
  if (wasAnnounced(account, wire.orderId, shipmentId)) {
    const isClaimed = account.switches.relabelNotified === 'claimed';
    return isClaimed ? flagged(account, of, { isNotified: true, error: null }) : account;
  }
  return planned(account, of, 'label', now, seed);
}

/** A mark is told whenever its caller wished it, also after a label. */
export function announceMark(
  account: Account,
  fulfillmentId: number,
  now: Moment,
  seed: number,
): Account {
  const row = account.fulfillments.get(fulfillmentId);
  const storeId = row === undefined ? null : storeOf(account, row.orderId);
  if (storeId === null) return account;
  const of: Sent = { is: 'fulfillment', id: fulfillmentId };
  return hasChannel(account, storeId) ? planned(account, of, 'mark', now, seed) : account;
}

/** Somebody presses the red icon on the screen; null when there is no such row or no channel. */
export function resendNotice(account: Account, of: Sent, now: Moment): Account | null {
  const sent = sentRow(account, of);
  if (sent === null || !hasChannel(account, sent.storeId)) return null;
  const notice: Notice = { of, by: 'resend', dueAt: now, tries: 0 };
  return { ...withoutNotice(account, of), notices: [...others(account, of), notice] };
}

/** A voided row is told to nobody any more; a new label may be (3.9). */
export const withoutNotice = (account: Account, of: Sent): Account => ({
  ...account,
  notices: others(account, of),
});

const others = (account: Account, of: Sent): readonly Notice[] =>
  account.notices.filter((notice) => notice.of.is !== of.is || notice.of.id !== of.id);

/** Sends what is due, each at its own moment however late somebody looks. */
export const sendNotices: Passing = (before, now, seed) => {
  let account = before;
  const later: Later[] = [];
  for (;;) {
    const next = earliest(account.notices);
    if (next === null || next.dueAt > now) return { account, later };
    const sent = sendNotice(withoutNotice(account, next.of), next, seed);
    account = sent.account;
    later.push(...sent.later);
  }
};

export const nextNoticeAt = (account: Account): Moment | null =>
  earliest(account.notices)?.dueAt ?? null;

const earliest = (notices: readonly Notice[]): Notice | null =>
  notices.reduce<Notice | null>(
    (first, notice) => (first === null || notice.dueAt < first.dueAt ? notice : first),
    null,
  );

type Passed = { readonly account: Account; readonly later: readonly Later[] };

function sendNotice(account: Account, notice: Notice, seed: number): Passed {
  const sent = sentRow(account, notice.of);
  if (sent === null) return { account, later: [] };
  const swallowed = struck(account, 'noticesSwallowed', seed);
  if (swallowed.strikes) return { account: swallowed.account, later: [] };
  const custom = account.stores.get(sent.storeId)?.customStore ?? null;
  return custom === null
    ? { account: tellChannel(swallowed.account, notice, sent, seed), later: [] }
    : tellCustomStore(swallowed.account, notice, custom, seed);
}

/** The merchant's own address is called; what it answers shows on the row. */
function tellCustomStore(
  account: Account,
  { of, by, dueAt }: Notice,
  { url, username, password }: CustomStore,
  seed: number,
): Passed {
  const notice = noticeFor(account, of);
  if (notice === null) return { account, later: [] };
  const twice = struck(account, 'noticesTwice', seed);
  const bare = struck(twice.account, 'noticesWithoutBody', seed);
  const errand = {
    is: 'custom-store.notify', url, username, password, of, by, ...notice,
    body: bare.strikes ? '' : notice.body,
  } as const;
  const times = twice.strikes ? [dueAt, dueAt + 1_000] : [dueAt];
  return { account: bare.account, later: times.map((at) => ({ at, errand })) };
}

/** What the merchant's side answered: 2xx is heard; anything else stands on the screen in red. */
export function noteCustomNotice(
  account: Account,
  { of, by }: Notify,
  outcome: { readonly isTaken: boolean; readonly why: string },
  now: Moment,
): Account {
  const sent = sentRow(account, of);
  if (sent === null) return account;
  if (!outcome.isTaken) return flagged(account, of, { isNotified: false, error: outcome.why });
  const heard = { ...account, told: [...account.told, { ...sent, at: now, by }] };
  return flagged(heard, of, { isNotified: true, error: null });
}

function tellChannel(
  before: Account,
  notice: Notice,
  sent: NonNullable<ReturnType<typeof sentRow>>,
  seed: number,
): Account {
  const refused = struck(before, 'noticesRefused', seed);
  if (!refused.strikes) {
    const told = { ...sent, at: notice.dueAt, by: notice.by };
    const heard = { ...refused.account, told: [...refused.account.told, told] };
    return flagged(heard, notice.of, { isNotified: true, error: null });
  }
  const shown = flagged(refused.account, notice.of, {
    isNotified: false,
    error: refusals[chanceBelow(seed, 'refusal', notice.of.id, refusals.length)] ?? '',
  });
  if (!retryingMarketplaces.includes(marketplaceOf(before, sent.storeId) ?? manualMarketplace)) {
    return shown;
  }
  const { of, dueAt, tries } = notice;
  const again: Notice = { of, by: 'retry', dueAt: dueAt + retryAfterMs, tries: tries + 1 };
  return { ...shown, notices: [...shown.notices, again] };
}

/** Ours; only that there is such a text is documented. */
const refusals = [
  'The channel rejected the update: the order is already fulfilled.',
  'The channel rejected the update: the carrier name is not accepted.',
  'The channel did not accept our credentials. Reconnect the store.',
];

function planned(
  account: Account,
  of: Sent,
  by: ToldBy,
  now: Moment,
  seed: number,
): Account {
  const late = struck(account, 'noticesLate', seed);
  const usual = account.switches.noticeDelayMs * (0.5 + chance(seed, 'notice', of.id));
  const extra = late.strikes ? (1 + chanceBelow(seed, 'late notice', of.id, 5)) * 3_600_000 : 0;
  const notice = { of, by, dueAt: Math.round(now + usual + extra), tries: 0 };
  return { ...late.account, notices: [...late.account.notices, notice] };
}

type NoticeFault =
  'noticesSwallowed' | 'noticesRefused' | 'noticesLate' | 'noticesTwice' | 'noticesWithoutBody';

function struck(account: Account, name: NoticeFault, seed: number) {
  const count = account.lastId.notice + 1;
  const dose: Dose = account.faults[name];
  const { strikes, left } = take(name, dose, { seed: account.faults.faultSeed ?? seed, count });
  const changed = {
    ...account,
    faults: { ...account.faults, [name]: left },
    lastId: { ...account.lastId, notice: count },
  };
  return { strikes, account: changed };
}

/** Whether the channel was told of this order, or is about to be, by another row than this. */
function wasAnnounced(account: Account, orderId: number, shipmentId: number): boolean {
  if (account.told.some((told) => told.orderId === orderId)) return true;
  return [...account.shipments.values()].some(
    ({ wire }) =>
      wire.orderId === orderId && wire.shipmentId !== shipmentId &&
      (wire.marketplaceNotified || wire.notifyErrorMessage !== null ||
        account.notices.some((one) => one.of.is === 'shipment' && one.of.id === wire.shipmentId)),
  );
}

const storeOf = (account: Account, orderId: number): number | null =>
  account.orders.get(orderId)?.wire.advancedOptions.storeId ?? null;

/** What the channel would be told; null when the row is gone or voided. */
function sentRow(account: Account, of: Sent): Omit<Told, 'at' | 'by'> | null {
  switch (of.is) {
    case 'shipment': {
      const wire = account.shipments.get(of.id)?.wire;
      if (wire === undefined || wire.voided || wire.orderId === null) return null;
      const { orderId, orderNumber, trackingNumber, carrierCode } = wire;
      const { storeId } = wire.advancedOptions;
      return { storeId, orderId, orderNumber: orderNumber ?? '', trackingNumber, carrierCode };
    }
    case 'fulfillment': {
      const row = account.fulfillments.get(of.id);
      if (row === undefined || row.voided) return null;
      const { orderId, orderNumber, trackingNumber, carrierCode } = row;
      const storeId = storeOf(account, orderId);
      return storeId === null
        ? null
        : { storeId, orderId, orderNumber, trackingNumber, carrierCode };
    }
    default:
      return impossible(of.is);
  }
}

function flagged(
  account: Account,
  of: Sent,
  shown: { readonly isNotified: boolean; readonly error: string | null },
): Account {
  const flags = { marketplaceNotified: shown.isNotified, notifyErrorMessage: shown.error };
  if (of.is === 'shipment') {
    const row = account.shipments.get(of.id);
    if (row === undefined) return account;
    const shipments = new Map(account.shipments);
    shipments.set(of.id, { ...row, wire: { ...row.wire, ...flags } });
    return { ...account, shipments };
  }
  const row = account.fulfillments.get(of.id);
  if (row === undefined) return account;
  return {
    ...account,
    fulfillments: new Map(account.fulfillments).set(of.id, { ...row, ...flags }),
  };
}
