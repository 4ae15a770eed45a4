/** What warehouses and channels say: the whole of a thing as they see it now. */
import { z } from 'zod';
import {
  freeText, instantText, name, nullable, orderNumber, quantity, wholeNumber,
} from './words.ts';

export const moneyShape = z.strictObject({
  amount: z.int().meta({ description: 'minor units: pence, cents' }),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capitals, such as GBP'),
});

export const addressShape = z.strictObject({
  name: nullable(freeText), company: nullable(freeText),
  street1: nullable(freeText), street2: nullable(freeText), street3: nullable(freeText),
  city: nullable(freeText), state: nullable(freeText), postalCode: nullable(freeText),
  country: nullable(freeText), phone: nullable(freeText), email: nullable(freeText),
});

export const consignmentLineShape = z.strictObject({
  line: name,
  channelLine: nullable(name),
  orderNumber: nullable(name),
  sku: name,
  name: freeText.default(''),
  ordered: quantity,
  allocated: quantity.default(0),
  picked: quantity.default(0),
  packed: quantity.default(0),
  short: quantity.default(0),
  shortReason: nullable(freeText),
  bin: nullable(name),
  unitPrice: nullable(moneyShape),
  weightGrams: nullable(quantity),
  customs: nullable(z.strictObject({
    hsCode: name,
    origin: z.string().regex(/^[A-Z]{2}$/, 'must be two capitals, such as PT'),
    description: freeText,
  })),
});

export const parcelShape = z.strictObject({
  reference: name,
  weightGrams: nullable(quantity),
  lengthMm: nullable(quantity), widthMm: nullable(quantity), heightMm: nullable(quantity),
  lines: z.array(z.strictObject({ line: name, quantity })).max(1000).default([]),
});

export const snapshotShape = z.strictObject({
  revision: z.int().min(0),
  updatedAt: instantText,
  orderNumber: orderNumber.meta({ description: 'printed on the tote' }),
  channel: name,
  status: z.enum([
    'received', 'allocated', 'picking', 'picked', 'packed', 'dispatched', 'cancelled',
  ]),
  service: nullable(name),
  wave: nullable(name),
  sequence: nullable(wholeNumber),
  shipBy: nullable(instantText),
  shipTo: addressShape,
  lines: z.array(consignmentLineShape).max(1000),
  parcels: z.array(parcelShape).max(200).default([]),
  dispatch: nullable(
    z.strictObject({
      at: instantText,
      carrier: nullable(name),
      service: nullable(name),
      trackingNumbers: z.array(name).max(200).default([]),
    }),
  ),
});

export const channelOrderShape = z.strictObject({
  revision: z.int().min(0),
  updatedAt: instantText,
  orderNumber,
  status: z.enum(['pending', 'paid', 'cancelled']),
  placedAt: nullable(instantText),
  requestedService: nullable(name),
  shipBy: nullable(instantText),
  shipTo: nullable(addressShape),
  lines: z.array(z.strictObject({
    line: name, sku: name, name: freeText.default(''),
    ordered: quantity, cancelled: quantity.default(0), unitPrice: nullable(moneyShape),
  })).max(1000),
});

export type SnapshotBody = z.output<typeof snapshotShape>;

export type ChannelOrderBody = z.output<typeof channelOrderShape>;
