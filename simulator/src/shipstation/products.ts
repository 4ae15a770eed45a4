import type { Order, OrderItem, Weight } from './shapes.ts';

/**
 * Product records (shipstation.md 3.5, 3.6): made by the first order that names an unknown SKU;
 * afterwards what they hold fills what an item leaves open.
 */
export type Product = {
  readonly aliases: null;
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  readonly price: number | null;
  readonly defaultCost: number | null;
  readonly length: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly weightOz: number | null;
  readonly internalNotes: string | null;
  readonly fulfillmentSku: string | null;
  readonly createDate: string;
  readonly modifyDate: string;
  readonly active: boolean;
  readonly productCategory: null;
  readonly productType: null;
  readonly warehouseLocation: string | null;
  readonly defaultCarrierCode: string | null;
  readonly defaultServiceCode: string | null;
  readonly defaultPackageCode: string | null;
  readonly defaultIntlCarrierCode: string | null;
  readonly defaultIntlServiceCode: string | null;
  readonly defaultIntlPackageCode: string | null;
  readonly defaultConfirmation: string | null;
  readonly defaultIntlConfirmation: string | null;
  readonly customsDescription: string | null;
  readonly customsValue: number | null;
  readonly customsTariffNo: string | null;
  readonly customsCountryCode: string | null;
  readonly noCustoms: boolean;
  readonly tags: null;
};

/** What the first order tells of a product; the rest is for people to fill in. */
export function newProduct(item: OrderItem & { readonly sku: string }, productId: number): Product {
  const { sku, name, fulfillmentSku, warehouseLocation, createDate, modifyDate } = item;
  return {
    ...emptyProduct,
    productId,
    sku,
    name,
    price: item.unitPrice,
    weightOz: item.weight === null ? null : ouncesOf(item.weight),
    fulfillmentSku,
    warehouseLocation,
    createDate,
    modifyDate,
  };
}

/** What the product's record supplies where the item says nothing. */
export function withProduct(item: OrderItem, product: Product): OrderItem {
  const weight = product.weightOz === null
    ? null
    : { value: product.weightOz, units: 'ounces', WeightUnits: 1 };
  return {
    ...item,
    productId: product.productId,
    weight: item.weight ?? weight,
    warehouseLocation: item.warehouseLocation ?? product.warehouseLocation,
    fulfillmentSku: item.fulfillmentSku ?? product.fulfillmentSku,
  };
}

/** Carrier, service and package of the first product that has any, for an order without. */
export function withDefaultService(order: Order, products: readonly Product[]): Order {
  if (order.carrierCode !== null || order.serviceCode !== null) return order;
  const isAbroad = order.shipTo.country !== 'GB';
  for (const product of products) {
    const carrierCode = isAbroad ? product.defaultIntlCarrierCode : product.defaultCarrierCode;
    const serviceCode = isAbroad ? product.defaultIntlServiceCode : product.defaultServiceCode;
    if (carrierCode === null || serviceCode === null) continue;
    const packageCode = isAbroad ? product.defaultIntlPackageCode : product.defaultPackageCode;
    return { ...order, carrierCode, serviceCode, packageCode: order.packageCode ?? packageCode };
  }
  return order;
}

const ouncesPerUnit: Readonly<Record<string, number>> = {
  pounds: 16,
  ounces: 1,
  grams: 1 / 28.3495,
};

const ouncesOf = (weight: Weight): number =>
  Math.round(weight.value * (ouncesPerUnit[weight.units] ?? 1) * 100) / 100;

/** An order without a weight weighs what its goods weigh, if each of them has a weight. */
export function summedWeight(items: readonly OrderItem[]): Weight | null {
  if (items.length === 0) return null;
  let ounces = 0;
  for (const { weight, quantity } of items) {
    if (weight === null) return null;
    ounces += ouncesOf(weight) * quantity;
  }
  return { value: Math.round(ounces * 100) / 100, units: 'ounces', WeightUnits: 1 };
}

const emptyProduct = {
  aliases: null,
  defaultCost: null,
  length: null,
  width: null,
  height: null,
  internalNotes: null,
  active: true,
  productCategory: null,
  productType: null,
  defaultCarrierCode: null,
  defaultServiceCode: null,
  defaultPackageCode: null,
  defaultIntlCarrierCode: null,
  defaultIntlServiceCode: null,
  defaultIntlPackageCode: null,
  defaultConfirmation: null,
  defaultIntlConfirmation: null,
  customsDescription: null,
  customsValue: null,
  customsTariffNo: null,
  customsCountryCode: null,
  noCustoms: false,
  tags: null,
} as const;
