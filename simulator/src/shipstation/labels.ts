import type { Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { insuranceCents } from './carrier-terms.ts';
import { fundsShort, payFor } from './funds.ts';
import { modifiedAt } from './modified.ts';
import { announceLabel } from './notices.ts';
import { pacificDate } from './pacific.ts';
import type { Address, Insurance, Order, Shipment } from './shapes.ts';
import type { Made, Parcel, Writing } from './shipment-row.ts';
import { priceCents, renderShipment, shipmentItem } from './shipment-row.ts';
import { hasLabel, shipped } from './shipped.ts';
import { shipNotices } from './webhook-notices.ts';

export { gramsOf } from './carrier-terms.ts';

/** What somebody, on the screen or by the API, decides about one label. */
export type LabelChoice = Writing & {
  readonly orderId: number;
  /** The order's own when left out. */
  readonly insurance?: Insurance;
  readonly isTest?: boolean;
};

export type Labelled = {
  readonly account: Account;
  readonly shipments: readonly Shipment[];
  readonly later: readonly Later[];
};

/**
 * Buys labels in one batch, as the screen does: each order becomes shipped, the batch sends one
 * webhook message (3.9, 3.11). Passed over are orders that are gone or cancelled, parts of a split
 * that have their label and wait for the others, and what a pre-funded carrier is not paid for.
 */
export function makeLabels(
  account: Account,
  choices: readonly LabelChoice[],
  now: Moment,
  seed: number,
): Labelled {
  const wanted = choices.filter(({ orderId }) => {
    const status = shownOrder(account, orderId)?.orderStatus;
    const waitsForOthers = status === 'awaiting_shipment' && hasLabel(account, orderId);
    return status !== 'cancelled' && !waitsForOthers;
  });
  return buyLabels(account, wanted, now, seed);
}

/** The same for whoever has looked at the status of the orders already. */
export function buyLabels(
  account: Account,
  choices: readonly LabelChoice[],
  now: Moment,
  seed: number,
): Labelled {
  const batchId = account.lastId.batch + 1;
  const batchNumber = choices.length > 1 ? String(batchId - 144_900_000) : null;
  let labelled = account;
  const shipments: Shipment[] = [];
  for (const choice of choices) {
    const order = shownOrder(labelled, choice.orderId);
    if (order === null) continue;
    const shipmentId = labelled.lastId.shipment + 1;
    const made = { shipmentId, batchId, batchNumber, now, seed };
    if (lacksFunds(labelled, choice, order, seed)) continue;
    const bought = buyLabel(labelled, order, choice, made);
    labelled = bought.account;
    shipments.push(bought.shipment);
  }
  if (shipments.length === 0) return { account, shipments, later: [] };
  const batched = { ...labelled, lastId: { ...labelled.lastId, batch: batchId } };
  return { ...shipNotices(batched, batchId, now, seed), shipments };
}

/** Whether the next label costs more than a pre-funded carrier has left. */
export function lacksFunds(
  account: Account,
  choice: Writing & { readonly insurance?: Insurance },
  order: Order | null,
  seed: number,
): boolean {
  const insurance = choice.insurance ?? order?.insuranceOptions;
  const cents = priceCents(choice, { shipmentId: account.lastId.shipment + 1, seed }) +
    (insurance === undefined ? 0 : insuranceCents(insurance));
  return fundsShort(account, choice.carrierCode, cents);
}

function buyLabel(account: Account, order: Order, choice: LabelChoice, made: Made) {
  const { orderId: _order, insurance, isTest = false, ...writing } = choice;
  const parcel: Parcel = {
    writing,
    order,
    // Void first, then label again: a label beside one that holds has no items (3.9).
    items: hasLabel(account, order.orderId) ? [] : order.items.map(shipmentItem),
    insurance: insurance ?? order.insuranceOptions,
    shipTo: order.shipTo,
    billTo: order.advancedOptions,
    warehouseId: order.advancedOptions.warehouseId,
    isReturnLabel: false,
  };
  const { account: kept, shipment } = keep(account, parcel, made, isTest);
  const isShipping = !isTest || account.switches.testLabelShips === 'shipped';
  const moved = isShipping ? shippedBy(kept, order, writing, made.now) : kept;
  return { account: announceLabel(moved, made.shipmentId, made.now, made.seed), shipment };
}

/** Pays for the label, unless it is a test, and writes its row. */
function keep(account: Account, parcel: Parcel, made: Made, isTest: boolean) {
  const shipment = renderShipment(parcel, made);
  const cents = priceCents(parcel.writing, made) + insuranceCents(parcel.insurance);
  const paid = isTest ? account : payFor(account, shipment.carrierCode, cents);
  const row = { wire: shipment, madeAt: made.now, batchId: made.batchId };
  return {
    shipment,
    account: {
      ...paid,
      shipments: new Map(paid.shipments).set(made.shipmentId, row),
      lastId: { ...paid.lastId, shipment: made.shipmentId },
    },
  };
}

function shippedBy(account: Account, order: Order, writing: Writing, now: Moment): Account {
  const chosen: Order = {
    ...order,
    modifyDate: modifiedAt(account, order, 'modifyOnLabel', now),
    shipDate: writing.shipDate,
    carrierCode: writing.carrierCode,
    serviceCode: writing.serviceCode,
    packageCode: writing.packageCode,
    weight: writing.weight,
  };
  return shipped(withOrder(account, chosen), chosen, now);
}

export type Single = { readonly account: Account; readonly shipment: Shipment };

/** A parcel that no order stands behind (createlabel): its row has neither order nor items. */
export function makeLooseLabel(
  account: Account,
  loose: {
    readonly writing: Writing;
    readonly insurance: Insurance;
    readonly shipTo: Address;
    readonly storeId: number;
    readonly isTest: boolean;
  },
  now: Moment,
  seed: number,
): Single {
  const { writing, insurance, shipTo, storeId, isTest } = loose;
  const billTo = { ...noBillTo, storeId };
  const parcel = { writing, insurance, shipTo, billTo, ...belongsToNothing };
  return keepAlone(account, parcel, { now, seed }, isTest);
}

const noBillTo = {
  billToParty: null, billToAccount: null, billToPostalCode: null, billToCountryCode: null,
};
const belongsToNothing = {
  order: null, items: null, warehouseId: null, isReturnLabel: false,
};

/** A label that goes back to us: in the same list, at the order, moving nothing (3.9). */
export function makeReturnLabel(
  account: Account,
  shipmentId: number,
  now: Moment,
  seed: number,
): Single | null {
  const outbound = account.shipments.get(shipmentId)?.wire;
  const orderId = outbound?.orderId ?? null;
  const order = orderId === null ? null : shownOrder(account, orderId);
  if (outbound === undefined || order === null) return null;
  const { carrierCode, serviceCode, packageCode, weight, dimensions, confirmation } = outbound;
  const shipDate = pacificDate(now);
  const parcel: Parcel = {
    writing: {
      carrierCode, serviceCode, packageCode, weight, dimensions, confirmation, shipDate,
    },
    order,
    items: outbound.shipmentItems,
    insurance: { provider: null, insureShipment: false, insuredValue: 0 },
    shipTo: homeOf(account, outbound.warehouseId) ?? order.billTo,
    billTo: outbound.advancedOptions,
    warehouseId: outbound.warehouseId,
    isReturnLabel: true,
  };
  return keepAlone(account, parcel, { now, seed }, false);
}

const homeOf = (account: Account, warehouseId: number | null): Address | null =>
  account.warehouses.get(warehouseId ?? 0)?.wire.returnAddress ?? null;

function keepAlone(
  account: Account,
  parcel: Parcel,
  at: Pick<Made, 'now' | 'seed'>,
  isTest: boolean,
): Single {
  const { lastId } = account;
  const batchId = lastId.batch + 1;
  const made = { ...at, shipmentId: lastId.shipment + 1, batchId, batchNumber: null };
  const kept = keep(account, parcel, made, isTest);
  const numbered = { ...kept.account, lastId: { ...kept.account.lastId, batch: batchId } };
  return { account: numbered, shipment: kept.shipment };
}
