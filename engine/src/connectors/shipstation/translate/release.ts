import type { ReleaseContent } from '../../../core/model/decision.ts';
import { shipStationOrderId } from '../../../core/model/ids.ts';
import type { Money } from '../../../core/model/measures.ts';
import type { ShipStationOrder } from '../../../core/model/shipstation.ts';
import { renderPacific } from './pacific.ts';

/**
 * A release -> the V1 Order document. Whole, since V1 knows no partial update; without orderId,
 * since this only ever creates, and the order key makes a repeated call find the first one's.
 */
export const renderRelease = (release: ReleaseContent, accountCurrency: string) => ({
  orderNumber: release.number,
  orderKey: release.key,
  orderDate: renderPacific(release.placedAt),
  shipByDate: release.shipBy === null ? null : renderPacific(release.shipBy),
  orderStatus: 'awaiting_shipment',
  customerEmail: release.shipTo.email,
  // Required by V1; the examples carry the name alone.
  billTo: { name: release.shipTo.name },
  shipTo: renderAddress(release),
  items: release.lines.map((line) => renderLine(line, accountCurrency)),
  requestedShippingService: release.requestedService,
  carrierCode: release.carrier,
  serviceCode: release.service,
  packageCode: release.package,
  weight: renderWeight(release.weightGrams),
  advancedOptions: {
    // Left out, V1 takes the default ship-from location and the first manual store.
    ...(release.shipFromWarehouseId === null ? {} : { warehouseId: release.shipFromWarehouseId }),
    ...(release.storeId === null ? {} : { storeId: release.storeId }),
  },
});

export type ReleaseLine = ReleaseContent['lines'][number];

export const renderLine = (line: ReleaseLine, accountCurrency: string) => ({
  lineItemKey: line.key,
  sku: line.sku,
  // V1 refuses an item without a name.
  name: line.name === '' ? line.sku : line.name,
  quantity: line.quantity,
  unitPrice: renderPrice(line.unitPrice, accountCurrency),
  weight: renderWeight(line.weightGrams),
  warehouseLocation: line.bin,
});

/**
 * What we know of the order right after it was taken in: what we sent, under the id that was
 * answered. V1's own time of change is not in that answer, and its rules may already have changed
 * carrier or service; the orders feed tells.
 */
export const sightingOfReceipt = (release: ReleaseContent, orderId: string): ShipStationOrder => ({
  id: shipStationOrderId(orderId),
  number: release.number,
  key: release.key,
  status: { is: 'awaiting' },
  modifiedAt: null,
  carrier: release.carrier,
  service: release.service,
  package: release.package,
  shipTo: release.shipTo,
  lines: release.lines.map(({ key, sku, name, quantity }) => ({ key, sku, name, quantity })),
  splitFrom: null,
  combines: [],
});

export const renderAddress = ({ shipTo }: ReleaseContent) => ({
  name: shipTo.name,
  company: shipTo.company,
  street1: shipTo.street1,
  street2: shipTo.street2,
  street3: shipTo.street3,
  city: shipTo.city,
  state: shipTo.state,
  postalCode: shipTo.postalCode,
  country: shipTo.country,
  phone: shipTo.phone,
});

/** V1 prices carry no currency: a price in another one would be read as the account's. */
const renderPrice = (price: Money | null, accountCurrency: string): number | null =>
  price === null || price.currency !== accountCurrency ? null : price.amount / 100;

export const renderWeight = (grams: number | null) =>
  grams === null ? null : { value: grams, units: 'grams' };
