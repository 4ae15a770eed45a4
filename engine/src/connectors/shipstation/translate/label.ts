import { z } from 'zod';
import { labelId, shipStationOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Money } from '../../../core/model/measures.ts';
import type { Label } from '../../../core/model/shipstation.ts';
import { noticeOf } from './notice.ts';
import { goods, itemShape } from './order.ts';
import { pacificInstant } from './pacific.ts';
import {
  idText, idTextOrNull, listOf, numericOrNull, statement, textOrNull, time,
} from './reading.ts';

const shipmentRow = z.object({
  shipmentId: idText,
  orderId: idTextOrNull,
  orderKey: textOrNull,
  orderNumber: textOrNull,
  createDate: time,
  shipmentCost: numericOrNull,
  insuranceCost: numericOrNull,
  trackingNumber: textOrNull,
  isReturnLabel: statement,
  carrierCode: textOrNull,
  serviceCode: textOrNull,
  voided: statement,
  voidDate: textOrNull,
  marketplaceNotified: statement,
  notifyErrorMessage: textOrNull,
  weight: z.object({ value: numericOrNull, units: textOrNull }).nullish(),
  shipmentItems: listOf(itemShape),
});

/**
 * V1 Shipment -> label. V1 names no currency: the account's is given. `seenAt` stands in for the
 * time of a void that carries none.
 */
export const labelShape = (currency: string, seenAt: Instant) =>
  shipmentRow.transform((row): Label => ({
    id: labelId(row.shipmentId),
    order: row.orderId === null ? null : shipStationOrderId(row.orderId),
    orderNumber: row.orderNumber,
    orderKey: row.orderKey,
    madeAt: row.createDate,
    trackingNumber: row.trackingNumber,
    // A label must not vanish for want of a carrier: people are asked about this one by name.
    carrier: row.carrierCode ?? 'unknown',
    service: row.serviceCode,
    cost: costOf(row.shipmentCost, row.insuranceCost, currency),
    weightGrams: gramsOf(row.weight?.value ?? null, row.weight?.units ?? null),
    isReturn: row.isReturnLabel,
    voidedAt: row.voided ? (pacificInstant(row.voidDate ?? '') ?? seenAt) : null,
    lines: goods(row.shipmentItems),
    channelNotice: noticeOf(row.marketplaceNotified, row.notifyErrorMessage),
  }));

export const costOf = (
  postage: number | null,
  insurance: number | null,
  currency: string,
): Money => ({
  amount: minorUnits((postage ?? 0) + (insurance ?? 0)),
  currency,
});

/**
 * Through decimal text, because 1.005 * 100 is less than 100.5 in binary. Halves go away from
 * nothing, so that a refund is as much as its charge.
 */
const minorUnits = (units: number): number => {
  const whole = Math.round(Number((Math.abs(units) * 100).toPrecision(12)));
  return units < 0 && whole > 0 ? -whole : whole;
};

const gramsPer: ReadonlyMap<string, number> = new Map([
  ['grams', 1], ['ounces', 28.349_523_125], ['pounds', 453.592_37],
]);

export const gramsOf = (value: number | null, units: string | null): number | null => {
  const grams = gramsPer.get(units?.toLowerCase() ?? '');
  return value === null || grams === undefined ? null : Math.round(value * grams);
};
