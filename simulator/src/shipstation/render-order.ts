import { chanceHex } from '../chance.ts';
import { warehouseIds, warehouses } from './catalogue.ts';
import type { DimensionsBody, ItemBody, OrderBody, WeightBody } from './order-body.ts';
import { shortFraction } from './pacific.ts';
import type {
  Address,
  Advanced,
  Dimensions,
  International,
  Order,
  OrderItem,
  Weight,
} from './shapes.ts';

export type Identity = {
  readonly orderId: number;
  readonly orderKey: string;
  readonly createDate: string;
  readonly modifyDate: string;
  readonly customerId: number | null;
  readonly storeId: number;
};

export const generatedKey = (seed: number, count: number): string =>
  chanceHex(seed, 'orderKey', count, 32);

/** A whole order from a body: what the body leaves out is empty (shipstation.md 3.7). */
export function renderOrder(
  body: OrderBody,
  identity: Identity,
  items: readonly OrderItem[],
  shipTo: Address,
): Order {
  return {
    orderId: identity.orderId,
    orderNumber: body.orderNumber,
    orderKey: identity.orderKey,
    orderDate: body.orderDate,
    createDate: identity.createDate,
    modifyDate: identity.modifyDate,
    paymentDate: body.paymentDate,
    shipByDate: body.shipByDate,
    orderStatus: body.orderStatus,
    customerId: identity.customerId,
    customerUsername: body.customerUsername,
    customerEmail: body.customerEmail,
    billTo: { ...body.billTo, addressVerified: null },
    shipTo,
    items,
    orderTotal: totalOf(items, body),
    amountPaid: body.amountPaid,
    taxAmount: body.taxAmount,
    shippingAmount: body.shippingAmount,
    customerNotes: body.customerNotes,
    internalNotes: body.internalNotes,
    gift: body.gift ?? false,
    giftMessage: body.giftMessage,
    paymentMethod: body.paymentMethod,
    requestedShippingService: body.requestedShippingService,
    carrierCode: body.carrierCode,
    serviceCode: body.serviceCode,
    packageCode: body.packageCode,
    confirmation: body.confirmation ?? 'none',
    shipDate: body.shipDate === null ? null : body.shipDate.slice(0, 10),
    holdUntilDate: null,
    weight: renderWeight(body.weight),
    dimensions: renderDimensions(body.dimensions),
    insuranceOptions: {
      provider: body.insuranceOptions?.provider ?? null,
      insureShipment: body.insuranceOptions?.insureShipment ?? false,
      insuredValue: body.insuranceOptions?.insuredValue ?? 0,
    },
    internationalOptions: renderInternational(body, identity.orderId),
    advancedOptions: renderAdvanced(body.advancedOptions, identity.storeId),
    tagIds: body.tagIds,
    userId: null,
    externallyFulfilled: false,
    externallyFulfilledBy: null,
    externallyFulfilledById: null,
    externallyFulfilledByName: null,
    labelMessages: null,
  };
}

export const renderItem = (given: ItemBody, orderItemId: number, now: string): OrderItem => ({
  orderItemId,
  lineItemKey: given.lineItemKey,
  sku: given.sku,
  name: given.name,
  imageUrl: given.imageUrl,
  weight: renderWeight(given.weight),
  quantity: given.quantity,
  unitPrice: given.unitPrice,
  taxAmount: given.taxAmount,
  shippingAmount: given.shippingAmount,
  warehouseLocation: given.warehouseLocation,
  options: given.options ?? [],
  productId: given.productId,
  fulfillmentSku: given.fulfillmentSku,
  adjustment: given.adjustment ?? false,
  upc: given.upc,
  createDate: shortFraction(now),
  modifyDate: shortFraction(now),
});

/** A tax sent beside the items belongs to the order; a tax on an item adds to its price. */
export function totalOf(
  items: readonly OrderItem[],
  amounts: { readonly taxAmount: number | null; readonly shippingAmount: number | null },
): number {
  const goods = items.reduce((sum, item) => sum + item.quantity * (item.unitPrice ?? 0), 0);
  return Math.round((goods + (amounts.taxAmount ?? 0) + (amounts.shippingAmount ?? 0)) * 100) / 100;
}

/** 1 stands for ounces in an official example; the other two numbers are not documented. */
const unitNumbers: Readonly<Record<string, number>> = { pounds: 0, ounces: 1, grams: 2 };

export function renderWeight(given: WeightBody): Weight | null {
  if (given === null || given.value === null) return null;
  const units = given.units ?? 'ounces';
  return { value: given.value, units, WeightUnits: unitNumbers[units] ?? null };
}

export function renderDimensions(given: DimensionsBody): Dimensions | null {
  if (given === null) return null;
  const { length, width, height } = given;
  if (length === null || width === null || height === null) return null;
  return { units: given.units ?? 'inches', length, width, height };
}

function renderInternational(body: OrderBody, orderId: number): International {
  const given = body.internationalOptions;
  return {
    contents: given?.contents ?? null,
    customsItems:
      given?.customsItems?.map((row, index) => ({
        customsItemId: row.customsItemId ?? orderId * 100 + index + 1,
        description: row.description,
        quantity: row.quantity ?? 0,
        value: row.value ?? 0,
        harmonizedTariffCode: row.harmonizedTariffCode,
        countryOfOrigin: row.countryOfOrigin,
      })) ?? null,
    nonDelivery: given?.nonDelivery ?? null,
  };
}

/** One that does not exist gets here only where the account takes its default in its place. */
const knownWarehouse = (asked: number | null): number =>
  warehouses.find((row) => row.warehouseId === asked)?.warehouseId ?? warehouseIds.leicester;

const renderAdvanced = (given: OrderBody['advancedOptions'], storeId: number): Advanced => ({
  warehouseId: knownWarehouse(given?.warehouseId ?? null),
  nonMachinable: given?.nonMachinable ?? false,
  saturdayDelivery: given?.saturdayDelivery ?? false,
  containsAlcohol: given?.containsAlcohol ?? false,
  mergedOrSplit: false,
  mergedIds: [],
  parentId: null,
  storeId,
  customField1: given?.customField1 ?? null,
  customField2: given?.customField2 ?? null,
  customField3: given?.customField3 ?? null,
  source: given?.source ?? null,
  billToParty: given?.billToParty ?? null,
  billToAccount: given?.billToAccount ?? null,
  billToPostalCode: given?.billToPostalCode ?? null,
  billToCountryCode: given?.billToCountryCode ?? null,
  billToMyOtherAccount: given?.billToMyOtherAccount ?? null,
});
