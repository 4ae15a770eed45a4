import type { Moment } from '../machine.ts';
import { chanceBelow, chanceHex } from '../chance.ts';
import type { LastIds } from './account.ts';
import { storeIds, warehouseIds } from './catalogue.ts';
import type { AddressBody, DimensionsBody, ItemBody, OrderBody, WeightBody } from './order-body.ts';
import { pacificText, shortFraction } from './pacific.ts';
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
  readonly customerId: number | null;
  readonly storeId: number;
};

export type Rendered = {
  readonly order: Order;
  readonly lastId: LastIds;
  readonly newProducts: ReadonlyMap<string, number>;
};

export const generatedKey = (seed: number, count: number): string =>
  chanceHex(seed, 'orderKey', count, 32);

/**
 * A whole order from a body: what the body leaves out is empty afterwards, because there is no
 * partial update (3.7). Items are new rows each time, with new ids.
 */
export function renderOrder(
  body: OrderBody,
  identity: Identity,
  context: {
    readonly lastId: LastIds;
    readonly products: ReadonlyMap<string, number>;
    readonly now: Moment;
    readonly seed: number;
  },
): Rendered {
  const now = pacificText(context.now);
  const newProducts = new Map<string, number>();
  let { item: itemId, product: productId } = context.lastId;
  const items = (body.items ?? []).map((given) => {
    itemId += 1;
    const known = given.sku && (context.products.get(given.sku) ?? newProducts.get(given.sku));
    if (given.sku && !known) {
      productId += 1;
      newProducts.set(given.sku, productId);
    }
    const product = given.sku ? (known ?? productId) : null;
    return renderItem(
      given,
      itemId,
      typeof product === 'number' ? product : null,
      shortFraction(now),
    );
  });
  return {
    order: assemble(body, identity, items, now, context.seed),
    lastId: { ...context.lastId, item: itemId, product: productId },
    newProducts,
  };
}

function assemble(
  body: OrderBody,
  identity: Identity,
  items: readonly OrderItem[],
  now: string,
  seed: number,
): Order {
  return {
    orderId: identity.orderId,
    orderNumber: body.orderNumber,
    orderKey: identity.orderKey,
    orderDate: body.orderDate,
    createDate: identity.createDate,
    modifyDate: now,
    paymentDate: body.paymentDate,
    shipByDate: body.shipByDate,
    orderStatus: body.orderStatus,
    customerId: identity.customerId,
    customerUsername: body.customerUsername,
    customerEmail: body.customerEmail,
    billTo: { ...body.billTo, addressVerified: null },
    shipTo: verifyAddress(body.shipTo, identity.orderId, seed),
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

const renderItem = (
  given: ItemBody,
  orderItemId: number,
  productId: number | null,
  now: string,
): OrderItem => ({
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
  productId,
  fulfillmentSku: given.fulfillmentSku,
  adjustment: given.adjustment ?? false,
  upc: given.upc,
  createDate: now,
  modifyDate: now,
});

/** A tax sent beside the items belongs to the order; a tax on an item adds to its price. */
function totalOf(items: readonly OrderItem[], body: OrderBody): number {
  const goods = items.reduce((sum, item) => sum + item.quantity * (item.unitPrice ?? 0), 0);
  return Math.round((goods + (body.taxAmount ?? 0) + (body.shippingAmount ?? 0)) * 100) / 100;
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

const renderAdvanced = (given: OrderBody['advancedOptions'], storeId: number): Advanced => ({
  warehouseId: given?.warehouseId ?? warehouseIds.leicester,
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

export const storeOf = (body: OrderBody): number =>
  body.advancedOptions?.storeId ?? storeIds.manual;

/** ShipStation rewrites an address that it could check: upper case, ZIP+4 in the US (3.5). */
function verifyAddress(given: AddressBody, orderId: number, seed: number): Address {
  if (!given.street1 || !given.city || !given.postalCode || !given.country) {
    return { ...given, addressVerified: 'Address validation failed' };
  }
  const upper = (text: string | null) => text?.toUpperCase() ?? null;
  const isShortZip = given.country === 'US' && /^\d{5}$/.test(given.postalCode);
  const plusFour = String(chanceBelow(seed, 'zip', orderId, 9_000) + 1_000);
  return {
    ...given,
    name: upper(given.name),
    company: upper(given.company),
    street1: upper(given.street1),
    street2: upper(given.street2),
    street3: upper(given.street3),
    city: upper(given.city),
    state: upper(given.state),
    postalCode: isShortZip ? `${given.postalCode}-${plusFour}` : upper(given.postalCode),
    addressVerified: 'Address validated successfully',
  };
}
