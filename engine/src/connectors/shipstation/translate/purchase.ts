/** A label to be bought -> V1's createlabelfororder, and its answer -> the label and its PDF. */
import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { LabelDocument } from '../../../contract/connector.ts';
import type { Action } from '../../../core/model/decision.ts';
import { labelId, type LabelId } from '../../../core/model/ids.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { Confirmation, Label } from '../../../core/model/shipstation.ts';
import { costOf } from './label.ts';
import { renderPacific } from './pacific.ts';
import { idNumber, idText, numericOrNull, textOrNull } from './reading.ts';
import { renderWeight } from './release.ts';

export type Purchase = Extract<Action, { readonly do: 'buy-label' }>;

/** V1's words, of which direct_signature is FedEx's alone [mo]. */
const confirmationWords: Readonly<Record<Confirmation, string>> = {
  'none': 'none', 'delivery': 'delivery', 'signature': 'signature',
  'adult-signature': 'adult_signature', 'direct-signature': 'direct_signature',
};

/**
 * The day on the label is that of the next collection, never one that has passed, and Pacific as
 * every time of V1 [req]. Insurance and customs are left to what the order carries.
 */
export const renderPurchase = ({ order, content }: Purchase, now: Instant) => ({
  orderId: idNumber(order),
  carrierCode: content.carrier,
  serviceCode: content.service,
  packageCode: content.package,
  confirmation: confirmationWords[content.confirmation],
  shipDate: renderPacific(instant(Math.max(now, content.collectedAt ?? now))).slice(0, 10),
  weight: renderWeight(content.weightGrams),
  dimensions: renderSize(content.size),
  // A real label: test labels exist for USPS only [v1d].
  testLabel: false,
});

const renderSize = (size: Purchase['content']['size']) =>
  size === null ? null : {
    units: 'centimeters',
    length: size.lengthMm / 10, width: size.widthMm / 10, height: size.heightMm / 10,
  };

const purchaseShape = z.object({
  shipmentId: idText,
  shipmentCost: numericOrNull,
  insuranceCost: numericOrNull,
  trackingNumber: textOrNull,
  labelData: textOrNull.catch(null),
});

type Bought = z.output<typeof purchaseShape>;

/** Null when it is no such answer. A label without its PDF is a label nevertheless. */
export const readPurchase = (answer: unknown): Bought | null =>
  purchaseShape.safeParse(answer).data ?? null;

/**
 * What we know of the label until the feed shows it: the answer, and what was asked. Its lines
 * are those of the order, which went under it whole.
 */
export const labelBought = (
  { order, content }: Purchase,
  bought: Bought,
  { currency, now }: { readonly currency: string; readonly now: Instant },
): Label => ({
  id: labelId(bought.shipmentId),
  order,
  orderNumber: content.number,
  orderKey: content.key,
  madeAt: now,
  trackingNumber: bought.trackingNumber,
  carrier: content.carrier,
  service: content.service,
  cost: costOf(bought.shipmentCost, bought.insuranceCost, currency),
  weightGrams: content.weightGrams,
  isReturn: false,
  voidedAt: null,
  lines: content.lines,
  channelNotice: { is: 'not-told' },
});

/** V1 gives the PDF with the purchase and never again; lists show null in its place [v1d]. */
export const documentIn = ({ labelData }: Bought, label: LabelId): readonly LabelDocument[] => {
  const bytes = new Uint8Array(Buffer.from(labelData ?? '', 'base64'));
  return bytes.length === 0 ? [] : [{ label, contentType: 'application/pdf', bytes }];
};

/** Their own time-out may have come after the carrier had sold the label. */
export const mayHaveBought = (text: string): boolean => /\btime[ -]?(d[ -])?out\b/i.test(text);
