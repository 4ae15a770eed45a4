import type { Answer, Later, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { chanceBelow } from '../chance.ts';
import type { Account, OrderRow, ShipmentRow } from './account.ts';
import { shownOrder } from './account.ts';
import { notFound, nullReference, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import { apiUserId, carrierProblem } from './catalogue.ts';
import { labelBody } from './order-body.ts';
import { pacificDate, pacificText } from './pacific.ts';
import { renderDimensions, renderWeight } from './render-order.ts';
import type { Dimensions, Order, Shipment, Weight } from './shapes.ts';
import { trackingNumber } from './tracking.ts';
import { shipNotices } from './webhooks.ts';

/** What somebody, on the screen or by the API, decides about one label. */
export type LabelChoice = {
  readonly orderId: number;
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly packageCode: string;
  readonly weight: Weight;
  readonly dimensions: Dimensions | null;
  readonly confirmation: string | null;
  readonly shipDate: string;
};

export type Labelled = {
  readonly account: Account;
  readonly shipments: readonly Shipment[];
  readonly later: readonly Later[];
};

/**
 * Buys labels in one batch: each order becomes shipped, the batch sends one webhook message
 * (3.9, 3.11). Orders that are gone or cancelled are passed over. A second label on a shipped
 * order is possible, costs again, and has no items (3.9).
 */
export function makeLabels(
  account: Account,
  choices: readonly LabelChoice[],
  now: Moment,
  seed: number,
): Labelled {
  const orders = new Map<number, OrderRow>(account.orders);
  const rows = new Map<number, ShipmentRow>(account.shipments);
  const batchId = account.lastId.batch + 1;
  let shipmentId = account.lastId.shipment;
  const shipments: Shipment[] = [];
  for (const choice of choices) {
    const row = orders.get(choice.orderId);
    if (row === undefined || row.isDeleted || row.wire.orderStatus === 'cancelled') continue;
    shipmentId += 1;
    const batchNumber = choices.length > 1 ? String(batchId - 144_900_000) : null;
    const wire = renderShipment(row.wire, choice, { shipmentId, batchNumber, now, seed });
    rows.set(shipmentId, { wire, madeAt: now, batchId });
    shipments.push(wire);
    orders.set(choice.orderId, { ...row, wire: shippedOrder(row.wire, choice, now) });
  }
  if (shipments.length === 0) return { account, shipments, later: [] };
  const lastId = { ...account.lastId, shipment: shipmentId, batch: batchId };
  const labelled = { ...account, orders, shipments: rows, lastId };
  return { ...shipNotices(labelled, batchId, now), shipments };
}

const shippedOrder = (order: Order, choice: LabelChoice, now: Moment): Order => ({
  ...order,
  orderStatus: 'shipped',
  modifyDate: pacificText(now),
  shipDate: choice.shipDate,
  holdUntilDate: null,
  carrierCode: choice.carrierCode,
  serviceCode: choice.serviceCode,
  packageCode: choice.packageCode,
  weight: choice.weight,
});

function renderShipment(
  order: Order,
  choice: LabelChoice,
  made: {
    readonly shipmentId: number;
    readonly batchNumber: string | null;
    readonly now: Moment;
    readonly seed: number;
  },
): Shipment {
  const isSecond = order.orderStatus === 'shipped';
  const { advancedOptions: options } = order;
  return {
    shipmentId: made.shipmentId,
    orderId: order.orderId,
    orderKey: order.orderKey,
    userId: apiUserId,
    customerEmail: order.customerEmail,
    orderNumber: order.orderNumber,
    createDate: pacificText(made.now),
    shipDate: choice.shipDate,
    shipmentCost: costOf(choice, made.shipmentId, made.seed),
    insuranceCost: 0,
    trackingNumber: trackingNumber(choice.carrierCode, made.shipmentId, made.seed),
    isReturnLabel: false,
    batchNumber: made.batchNumber,
    carrierCode: choice.carrierCode,
    serviceCode: choice.serviceCode,
    packageCode: choice.packageCode,
    confirmation: choice.confirmation,
    warehouseId: options.warehouseId,
    voided: false,
    voidDate: null,
    // A manual store has no channel to tell, so the flag stays false (3.13).
    marketplaceNotified: false,
    notifyErrorMessage: null,
    shipTo: { ...order.shipTo, residential: null, addressVerified: null },
    weight: choice.weight,
    dimensions: choice.dimensions,
    insuranceOptions: order.insuranceOptions,
    advancedOptions: {
      billToParty: options.billToParty,
      billToAccount: options.billToAccount,
      billToPostalCode: options.billToPostalCode,
      billToCountryCode: options.billToCountryCode,
      storeId: options.storeId,
    },
    shipmentItems: isSecond ? [] : order.items.map(shipmentItem),
    labelData: null,
    formData: null,
  };
}

const shipmentItem = ({
  adjustment: _adjustment,
  upc: _upc,
  createDate: _created,
  modifyDate: _modified,
  ...item
}: Order['items'][number]) => item;

const gramsPerUnit: Readonly<Record<string, number>> = {
  pounds: 453.592,
  ounces: 28.3495,
  grams: 1,
};

export const gramsOf = (weight: Weight): number => weight.value * (gramsPerUnit[weight.units] ?? 1);

/** An invented tariff: a fee by carrier, so much a kilogram, and a few pence of chance. */
function costOf(choice: LabelChoice, shipmentId: number, seed: number): number {
  const fees: Readonly<Record<string, number>> = {
    royal_mail: 289,
    dpd: 545,
    dhl_express_uk: 1450,
  };
  const pence =
    (fees[choice.carrierCode] ?? 400) +
    Math.ceil(gramsOf(choice.weight) / 1_000) * 45 +
    chanceBelow(seed, 'cost', shipmentId, 20);
  return pence / 100;
}

/** POST /orders/createlabelfororder: spends money, knows no idempotency key. */
export function createLabel(
  account: Account,
  body: string,
  now: Moment,
  seed: number,
): { readonly account: Account; readonly answer: Answer; readonly later: readonly Later[] } {
  const refuse = (answer: Answer) => ({ account, answer, later: [] });
  const bound = bind(labelBody, body, 'request');
  if (bound.is === 'refused') return refuse(bound.answer);
  const asked = bound.value;
  const order = shownOrder(account, asked.orderId);
  if (order === null) return refuse(notFound('Order not found'));
  if (order.orderStatus === 'cancelled') return refuse(ruleProblem('The order is cancelled.'));
  if (order.orderStatus === 'on_hold' && account.switches.labelOnHold === 'refused') {
    return refuse(ruleProblem('The order is on hold.'));
  }
  const problem = carrierProblem(asked);
  if (problem !== null) return refuse(ruleProblem(problem));
  if (asked.testLabel) return refuse(ruleProblem('Test labels are available for USPS only.'));
  const weight = renderWeight(asked.weight) ?? order.weight;
  const packageCode = asked.packageCode ?? order.packageCode;
  if (weight === null || weight.value <= 0 || packageCode === null) return refuse(nullReference);
  const made = makeLabels(
    account,
    [
      {
        orderId: order.orderId,
        carrierCode: asked.carrierCode,
        serviceCode: asked.serviceCode,
        packageCode,
        weight,
        dimensions: renderDimensions(asked.dimensions) ?? order.dimensions,
        confirmation: asked.confirmation,
        shipDate: asked.shipDate.slice(0, 10) || pacificDate(now),
      },
    ],
    now,
    seed,
  );
  const [shipment] = made.shipments;
  if (shipment === undefined) throw new Error(`No label came of order ${order.orderId}`);
  const answer = answerJson(200, {
    shipmentId: shipment.shipmentId,
    shipmentCost: shipment.shipmentCost,
    insuranceCost: shipment.insuranceCost,
    trackingNumber: shipment.trackingNumber,
    labelData: Buffer.from(`%PDF-1.4\n% pretend label ${shipment.trackingNumber}\n`).toString(
      'base64',
    ),
    formData: null,
  });
  return { account: made.account, answer, later: made.later };
}
