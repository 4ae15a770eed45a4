import { z } from 'zod';
import { bodyTruth } from './order-body.ts';
import { orderStatuses } from './shapes.ts';

/** Bodies of calls on stores and warehouses, as the model binder reads them. */
const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const text = z.string().nullish().transform(absent);
const truth = bodyTruth.nullish().transform(absent);
/** The example of deactivate writes the id as text. */
const id = z.union([z.int(), z.string().regex(/^\d{1,15}$/).transform(Number)]);

export const storeBody = z.object({
  storeName: z.string().min(1),
  accountName: text,
  email: text,
  integrationUrl: text,
  active: truth,
  companyName: text,
  phone: text,
  publicEmail: text,
  website: text,
  autoRefresh: truth,
  statusMappings: z
    .array(z.object({ orderStatus: z.enum(orderStatuses), statusKey: z.string() }))
    .nullish()
    .transform(absent),
});
export type StoreBody = z.infer<typeof storeBody>;

export const storeNamed = z.object({ storeId: id });

export const refreshBody = z.object({ storeId: id.nullish(), refreshDate: z.string().nullish() });

const address = z.object({
  name: text,
  company: text,
  street1: z.string().min(1),
  street2: text,
  street3: text,
  city: z.string().min(1),
  state: text,
  postalCode: z.string().min(1),
  country: z.string().length(2),
  phone: text,
  residential: truth,
});
export type WarehouseAddress = z.infer<typeof address>;

export const warehouseBody = z.object({
  warehouseName: text,
  originAddress: address,
  returnAddress: address.nullish().transform(absent),
  isDefault: truth,
});
export type WarehouseBody = z.infer<typeof warehouseBody>;

export const ratesBody = z.object({
  carrierCode: z.string(),
  serviceCode: text,
  packageCode: text,
  fromPostalCode: z.string().min(1),
  toState: text,
  toCountry: z.string().length(2),
  toPostalCode: z.string().min(1),
  weight: z.object({
    value: z.number().positive(),
    units: z.enum(['pounds', 'ounces', 'grams']),
  }),
  residential: truth,
});
