import { z } from 'zod';
import { readPacific } from './pacific.ts';
import { orderStatuses } from './shapes.ts';

/**
 * What the model binder of V1 lets through (shipstation.md 3.2, 3.5): unknown fields are ignored,
 * numbers may come as text, booleans as true, false or their text, never as 0 or 1.
 */
const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;

export const text = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .nullish()
  .transform(absent);
const numeric = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);
const decimal = z.union([z.number(), numeric]).nullish().transform(absent);
export const whole = z
  .union([z.int(), numeric.pipe(z.int())])
  .nullish()
  .transform(absent);
export const bodyTruth = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((value) => value.toLowerCase() === 'true'),
]);
export const truth = bodyTruth.nullish().transform(absent);

export const dateText = z.string().transform((given, context) => {
  const read = readPacific(given);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'Could not convert the value to a date' });
  return z.NEVER;
});
const date = dateText.nullish().transform(absent);

export const address = z.object({
  name: text,
  company: text,
  street1: text,
  street2: text,
  street3: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  phone: text,
  residential: truth,
});
export type AddressBody = z.infer<typeof address>;

export const weight = z
  .object({ value: decimal, units: z.enum(['pounds', 'ounces', 'grams']).nullish() })
  .nullish()
  .transform(absent);
export type WeightBody = z.infer<typeof weight>;

export const dimensions = z
  .object({
    length: decimal,
    width: decimal,
    height: decimal,
    units: z.enum(['inches', 'centimeters']).nullish(),
  })
  .nullish()
  .transform(absent);
export type DimensionsBody = z.infer<typeof dimensions>;

export const insurance = z
  .object({ provider: text, insureShipment: truth, insuredValue: decimal })
  .nullish()
  .transform(absent);

const customsItem = z.object({
  customsItemId: whole,
  description: text,
  quantity: whole,
  value: decimal,
  harmonizedTariffCode: text,
  countryOfOrigin: text,
});

export const international = z
  .object({
    contents: z
      .enum(['merchandise', 'documents', 'gift', 'returned_goods', 'sample'])
      .nullish()
      .transform(absent),
    customsItems: z.array(customsItem).nullish().transform(absent),
    nonDelivery: z.enum(['return_to_sender', 'treat_as_abandoned']).nullish().transform(absent),
  })
  .nullish()
  .transform(absent);

export const advanced = z
  .object({
    warehouseId: whole,
    nonMachinable: truth,
    saturdayDelivery: truth,
    containsAlcohol: truth,
    storeId: whole,
    customField1: text,
    customField2: text,
    customField3: text,
    source: text,
    billToParty: text,
    billToAccount: text,
    billToPostalCode: text,
    billToCountryCode: text,
    billToMyOtherAccount: whole,
  })
  .nullish()
  .transform(absent);

const item = z.object({
  lineItemKey: text,
  sku: text,
  name: z.string(),
  imageUrl: text,
  weight,
  quantity: z.union([z.int(), numeric.pipe(z.int())]),
  unitPrice: decimal,
  taxAmount: decimal,
  shippingAmount: decimal,
  warehouseLocation: text,
  options: z
    .array(z.object({ name: text, value: text }))
    .nullish()
    .transform(absent),
  productId: whole,
  fulfillmentSku: text,
  adjustment: truth,
  upc: text,
});
export type ItemBody = z.infer<typeof item>;

export const confirmation = z
  .enum(['none', 'delivery', 'signature', 'adult_signature', 'direct_signature'])
  .nullish()
  .transform(absent);

export const orderBody = z.object({
  orderId: whole,
  orderNumber: z.string().min(1).max(50),
  orderKey: text,
  orderDate: dateText,
  paymentDate: date,
  shipByDate: date,
  orderStatus: z.enum(orderStatuses),
  customerUsername: text,
  customerEmail: text,
  billTo: address,
  shipTo: address,
  items: z.array(item).nullish().transform(absent),
  amountPaid: decimal,
  taxAmount: decimal,
  shippingAmount: decimal,
  customerNotes: text,
  internalNotes: text,
  gift: truth,
  giftMessage: text,
  paymentMethod: text,
  requestedShippingService: text,
  carrierCode: text,
  serviceCode: text,
  packageCode: text,
  confirmation,
  shipDate: date,
  weight,
  dimensions,
  insuranceOptions: insurance,
  internationalOptions: international,
  advancedOptions: advanced,
  tagIds: z.array(z.int()).nullish().transform(absent),
});
export type OrderBody = z.infer<typeof orderBody>;

export const holdBody = z.object({ orderId: z.int(), holdUntilDate: dateText });
export const orderIdBody = z.object({ orderId: z.int() });
