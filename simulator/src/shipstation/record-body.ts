import { z } from 'zod';
import { bodyTruth } from './order-body.ts';

/** The body of PUT /products/{id}; null wherever it says nothing. */
const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const text = z.string().nullish().transform(absent);
const decimal = z.number().nullish().transform(absent);
const truth = bodyTruth.nullish().transform(absent);

export const productBody = z.object({
  productId: z.int(),
  sku: text,
  name: text,
  price: decimal,
  defaultCost: decimal,
  length: decimal,
  width: decimal,
  height: decimal,
  weightOz: decimal,
  internalNotes: text,
  fulfillmentSku: text,
  active: truth,
  warehouseLocation: text,
  defaultCarrierCode: text,
  defaultServiceCode: text,
  defaultPackageCode: text,
  defaultIntlCarrierCode: text,
  defaultIntlServiceCode: text,
  defaultIntlPackageCode: text,
  defaultConfirmation: text,
  defaultIntlConfirmation: text,
  customsDescription: text,
  customsValue: decimal,
  customsTariffNo: text,
  customsCountryCode: text,
  noCustoms: truth,
});
