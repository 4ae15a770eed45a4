import type { Answer, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { shownOrder } from './account.ts';
import { notFound, nullReference, ruleProblem, serverException } from './answers.ts';
import { bind } from './binding.ts';
import type { Performed } from './call.ts';
import { storeIds } from './catalogue.ts';
import { take } from './faults/fault.ts';
import { labelBody, looseLabelBody } from './label-body.ts';
import {
  carrierMood, carrierObjection, carrierRefusal, choiceRefusal, fundsText, statusRefusal, tripsOver,
} from './label-refusals.ts';
import { buyLabels, lacksFunds, makeLooseLabel } from './labels.ts';
import { pacificDate } from './pacific.ts';
import { renderDimensions, renderWeight } from './render-order.ts';
import type { Address, Insurance, Order, Shipment } from './shapes.ts';
import type { Writing } from './shipment-row.ts';

/** The two calls that spend money. Neither knows an idempotency key (shipstation.md 3.9). */

type At = { readonly now: Moment; readonly seed: number };

/** POST /orders/createlabelfororder */
export function createLabelForOrder(
  account: Account,
  body: string,
  now: Moment,
  seed: number,
): Performed {
  const bound = bind(labelBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const asked = bound.value;
  const order = shownOrder(account, asked.orderId);
  if (order === null) return { account, answer: notFound('Order not found') };
  const refusal = statusRefusal(account, order) ?? choiceRefusal(asked, asked.testLabel);
  if (refusal !== null) return { account, answer: refusal };
  const given = {
    weight: renderWeight(asked.weight) ?? order.weight,
    packageCode: asked.packageCode ?? order.packageCode,
    dimensions: renderDimensions(asked.dimensions) ?? order.dimensions,
    confirmation: asked.confirmation,
  };
  const { weight, packageCode } = given;
  if (weight === null || packageCode === null || tripsOver(account, given)) {
    return { account, answer: nullReference };
  }
  const { carrierCode, serviceCode } = asked;
  const shipDate = asked.shipDate.slice(0, 10);
  const choice = { ...given, weight, packageCode, carrierCode, serviceCode, shipDate };
  const insurance = insuranceOf(asked.insuranceOptions) ?? order.insuranceOptions;
  const country = countryOf(account, order);
  const wish = { writing: choice, insurance, order, shipTo: order.shipTo, country };
  return sell(account, wish, { now, seed }, (asking, writing) => {
    const isTest = asked.testLabel;
    const label = { ...writing, orderId: order.orderId, insurance, isTest };
    const made = buyLabels(asking, [label], now, seed);
    const [shipment] = made.shipments;
    if (shipment === undefined) throw new Error(`No label came of order ${order.orderId}`);
    return { account: made.account, later: made.later, answer: shortAnswer(shipment, country) };
  });
}

/** POST /shipments/createlabel: a label that no order stands behind. */
export function createLabel(account: Account, body: string, now: Moment, seed: number): Performed {
  const bound = bind(looseLabelBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const asked = bound.value;
  const isTest = asked.testLabel ?? false;
  const refusal = choiceRefusal(asked, isTest);
  if (refusal !== null) return { account, answer: refusal };
  const confirmation = asked.confirmation ?? 'none';
  const dimensions = renderDimensions(asked.dimensions);
  const weight = renderWeight(asked.weight);
  const { carrierCode, serviceCode, packageCode } = asked;
  const given = { weight, packageCode, dimensions, confirmation };
  if (weight === null || tripsOver(account, given)) return { account, answer: nullReference };
  const storeId = asked.advancedOptions?.storeId ?? storeIds.manual;
  if (!account.stores.has(storeId)) {
    return { account, answer: ruleProblem('Invalid storeId') };
  }
  const shipDate = asked.shipDate.slice(0, 10);
  const choice = { ...given, weight, carrierCode, serviceCode, shipDate };
  const shipTo = { ...asked.shipTo, addressVerified: null };
  const insurance = insuranceOf(asked.insuranceOptions) ?? uninsured;
  const country = asked.shipFrom.country ?? '';
  const wish = { writing: choice, insurance, order: null, shipTo, country };
  return sell(account, wish, { now, seed }, (asking, writing) => {
    const loose = { writing, insurance, shipTo, storeId, isTest };
    const made = makeLooseLabel(asking, loose, now, seed);
    const { labelData, formData } = papers(made.shipment, country);
    return {
      account: made.account,
      answer: answerJson(200, { ...made.shipment, labelData, formData }),
    };
  });
}

type Wish = {
  readonly writing: Writing;
  readonly insurance: Insurance;
  readonly order: Order | null;
  readonly shipTo: Address;
  /** Where the parcel starts. */
  readonly country: string;
};

/** Asks the carrier, which may object, be in a mood, have no money of ours, or say nothing. */
function sell(
  account: Account,
  wish: Wish,
  { now, seed }: At,
  buy: (account: Account, writing: Writing) => Performed,
): Performed {
  const today = pacificDate(now);
  const isPast = wish.writing.shipDate < today;
  const writing = isPast ? { ...wish.writing, shipDate: today } : wish.writing;
  const count = account.lastId.labelAsked + 1;
  const draw = { seed: account.faults.faultSeed ?? seed, count };
  const refused = take('carrierRefusals', account.faults.carrierRefusals, draw);
  const silent = take('carrierTimeouts', account.faults.carrierTimeouts, draw);
  const asking: Account = {
    ...account,
    faults: {
      ...account.faults, carrierRefusals: refused.left, carrierTimeouts: silent.left,
    },
    lastId: { ...account.lastId, labelAsked: count },
  };
  const no = (text: string): Performed => ({
    account: asking,
    answer: carrierRefusal(account, writing.carrierCode, text),
  });
  if (isPast && account.switches.pastShipDate === 'refused') {
    return no('The ship date must not be in the past');
  }
  const objection = carrierObjection(writing, wish.shipTo, wish.country);
  if (objection !== null) return no(objection);
  if (refused.strikes) return no(carrierMood(seed, count));
  if (lacksFunds(asking, { ...writing, insurance: wish.insurance }, wish.order, seed)) {
    return no(fundsText);
  }
  if (!silent.strikes) return buy(asking, writing);
  // The answer is the same whether the label was made: only a look at /shipments tells.
  const answer = serverException('The operation has timed out.');
  if (account.switches.carrierTimeout === 'not-bought') return { account: asking, answer };
  return { ...buy(asking, writing), answer };
}

/** The PDF is in this answer and nowhere else. */
const shortAnswer = (shipment: Shipment, from: string): Answer =>
  answerJson(200, {
    shipmentId: shipment.shipmentId,
    shipmentCost: shipment.shipmentCost,
    insuranceCost: shipment.insuranceCost,
    trackingNumber: shipment.trackingNumber,
    ...papers(shipment, from),
  });

/** Parcels that cross a border carry a customs form beside the label. */
const papers = ({ trackingNumber, shipTo }: Shipment, from: string) => ({
  labelData: pdf(`pretend label ${trackingNumber}`),
  formData: shipTo.country === from ? null : pdf(`pretend customs form ${trackingNumber}`),
});

const pdf = (text: string): string => Buffer.from(`%PDF-1.4\n% ${text}\n`).toString('base64');

const countryOf = (account: Account, order: Order): string => {
  const [first] = account.warehouses.values();
  const from = account.warehouses.get(order.advancedOptions.warehouseId ?? 0) ?? first;
  return from?.wire.originAddress.country ?? '';
};

const uninsured: Insurance = { provider: null, insureShipment: false, insuredValue: 0 };

const insuranceOf = (
  given: {
    readonly provider: string | null;
    readonly insureShipment: boolean | null;
    readonly insuredValue: number | null;
  } | null,
): Insurance | null =>
  given === null
    ? null
    : {
        provider: given.provider,
        insureShipment: given.insureShipment ?? false,
        insuredValue: given.insuredValue ?? 0,
      };
