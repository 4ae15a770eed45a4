/** The warehouse's words into ShipStation's, as the naive loop does it. */
import { z } from 'zod';
import type { Client } from './client.ts';

const snapshotShape = z.object({
  orderNumber: z.string(), status: z.string(), service: z.string().nullish(),
  shipTo: z.record(z.string(), z.unknown()).nullish(),
  lines: z.array(z.object({
    line: z.string(), sku: z.string(), name: z.string(), packed: z.number(),
    weightGrams: z.number().nullish(),
  })),
});

export type Snapshot = z.infer<typeof snapshotShape> & { readonly reference: string };

export const readSnapshot = (reference: string, body: string): Snapshot | null => {
  const read = snapshotShape.safeParse(JSON.parse(body));
  return read.success ? { ...read.data, reference } : null;
};

type Asked = Parameters<Client['orders']['createOrUpdate']>[0];

export const orderOf = (snapshot: Snapshot, orderStatus: string): Asked => {
  const { orderNumber, service, shipTo, lines } = snapshot;
  const place = { name: '', ...shipTo, residential: null };
  const grams = lines.reduce((sum, one) => sum + one.packed * (one.weightGrams ?? 200), 90);
  const asked = {
    orderNumber, orderKey: orderNumber, orderStatus,
    orderDate: '2026-11-20 05:00:00',
    billTo: place, shipTo: place,
    items: lines.filter((one) => one.packed > 0).map((one) => ({
      lineItemKey: one.line, sku: one.sku, name: one.name, quantity: one.packed, unitPrice: 0,
    })),
    weight: { value: grams, units: 'grams' },
    ...(service === 'DPD-12'
      ? { carrierCode: 'dpd', serviceCode: 'dpd_by_12', packageCode: 'package' } : {}),
  };
  // Holds because the service takes an order that lacks what the client's type calls required.
  return asked as unknown as Asked;
};
