import type { Moment } from '../machine.ts';
import { chanceBelow } from '../chance.ts';
import { insuranceCents, postageCents } from './carrier-terms.ts';
import { apiUserId } from './catalogue.ts';
import { pacificText } from './pacific.ts';
import type {
  Address, Dimensions, Insurance, Order, Shipment, ShipmentItem, Weight,
} from './shapes.ts';
import { trackingNumber } from './tracking.ts';

/** What is written on a label, whoever made it. */
export type Writing = {
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly packageCode: string;
  readonly weight: Weight;
  readonly dimensions: Dimensions | null;
  readonly confirmation: string | null;
  readonly shipDate: string;
};

/** Which label it is: its ids follow from what the account made before. */
export type Made = {
  readonly shipmentId: number;
  readonly batchId: number;
  readonly batchNumber: string | null;
  readonly now: Moment;
  readonly seed: number;
};

/** Postage of a label in whole cents: the invented tariff and a few cents of chance. */
export const priceCents = (
  writing: Pick<Writing, 'carrierCode' | 'weight'>,
  made: Pick<Made, 'shipmentId' | 'seed'>,
): number =>
  postageCents(writing.carrierCode, writing.weight) +
  chanceBelow(made.seed, 'cost', made.shipmentId, 20);

export type Parcel = {
  readonly writing: Writing;
  /** Null for a label that belongs to no order. */
  readonly order: Order | null;
  readonly items: readonly ShipmentItem[] | null;
  readonly insurance: Insurance;
  readonly shipTo: Address;
  readonly billTo: Shipment['advancedOptions'];
  readonly warehouseId: number | null;
  readonly isReturnLabel: boolean;
};

/** One row of /shipments (3.5). */
export function renderShipment(parcel: Parcel, made: Made): Shipment {
  const { writing, order, billTo } = parcel;
  return {
    shipmentId: made.shipmentId,
    orderId: order?.orderId ?? null,
    orderKey: order?.orderKey ?? null,
    userId: apiUserId,
    customerEmail: order?.customerEmail ?? null,
    orderNumber: order?.orderNumber ?? null,
    createDate: pacificText(made.now),
    shipDate: writing.shipDate,
    shipmentCost: priceCents(writing, made) / 100,
    insuranceCost: insuranceCents(parcel.insurance) / 100,
    trackingNumber: trackingNumber(writing.carrierCode, made.shipmentId, made.seed),
    isReturnLabel: parcel.isReturnLabel,
    batchNumber: made.batchNumber,
    carrierCode: writing.carrierCode,
    serviceCode: writing.serviceCode,
    packageCode: writing.packageCode,
    confirmation: writing.confirmation,
    warehouseId: parcel.warehouseId,
    voided: false,
    voidDate: null,
    // The channel is told later, if it is told at all (3.13).
    marketplaceNotified: false,
    notifyErrorMessage: null,
    shipTo: { ...parcel.shipTo, residential: null, addressVerified: null },
    weight: writing.weight,
    dimensions: writing.dimensions,
    insuranceOptions: parcel.insurance,
    advancedOptions: {
      billToParty: billTo.billToParty,
      billToAccount: billTo.billToAccount,
      billToPostalCode: billTo.billToPostalCode,
      billToCountryCode: billTo.billToCountryCode,
      storeId: billTo.storeId,
    },
    shipmentItems: parcel.items,
    labelData: null,
    formData: null,
  };
}

export const shipmentItem = ({
  adjustment: _adjustment,
  upc: _upc,
  createDate: _created,
  modifyDate: _modified,
  ...item
}: Order['items'][number]): ShipmentItem => item;
