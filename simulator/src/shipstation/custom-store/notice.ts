import type { Errand, Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import { pacificMoment, readPacific } from '../pacific.ts';
import type { Order } from '../shapes.ts';
import { storeTime } from './times.ts';

/** The notice of one label or mark to a Custom Store (5.3). */
export type Notify = Extract<Errand, { readonly is: 'custom-store.notify' }>;

/** What the notice names people by; no code of the API (5.1). */
const displayNames: Readonly<Record<string, string>> = {
  dpd: 'DPD UK', royal_mail: 'Royal Mail', ups: 'UPS', fedex: 'FedEx', stamps_com: 'USPS',
  evri: 'Evri', usps: 'USPS',
};

export const displayName = (carrierCode: string): string =>
  displayNames[carrierCode] ?? carrierCode;

const words = (code: string): string =>
  code.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');

const escaped = (text: string): string => text
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Sent = Notify['of'];

/** Null where the row is gone or voided, or its order is. */
export function noticeFor(
  account: Account,
  of: Sent,
): Pick<Notify, 'query' | 'body'> | null {
  const row = of.is === 'shipment'
    ? account.shipments.get(of.id)?.wire : account.fulfillments.get(of.id);
  if (row === undefined || row.voided || row.orderId === null) return null;
  const order = account.orders.get(row.orderId)?.wire;
  if (order === undefined) return null;
  const service = 'serviceCode' in row ? words(row.serviceCode) : '';
  const carrier = displayName(row.carrierCode);
  const trackingNumber = row.trackingNumber ?? '';
  const cost = 'shipmentCost' in row ? row.shipmentCost + row.insuranceCost : 0;
  const items = 'shipmentItems' in row && row.shipmentItems !== null
    ? row.shipmentItems : order.items;
  const made = momentOf(row.createDate);
  const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
  return {
    query: {
      action: 'shipnotify', order_number: order.orderNumber, carrier, service,
      tracking_number: trackingNumber,
    },
    body: '<?xml version="1.0" encoding="utf-8"?>\n<ShipNotice>'
      + element('OrderNumber', order.orderNumber) + element('OrderID', order.orderKey)
      + element('CustomerCode', order.customerUsername ?? '')
      + element('CustomerNotes', '') + element('InternalNotes', '')
      + element('NotesToCustomer', '') + element('NotifyCustomer', 'false')
      + element('LabelCreateDate', storeTime(made))
      + element('ShipDate', storeTime(made).slice(0, 10))
      + element('Carrier', carrier) + element('Service', service)
      + element('TrackingNumber', trackingNumber) + element('ShippingCost', cost.toFixed(2))
      + `<Recipient>${recipientOf(order).map(([name, text]) => element(name, text)).join('')}`
      + '</Recipient><Items>'
      + items.map((item) => `<Item>${element('LineItemID', item.lineItemKey ?? '')}`
        + `${element('SKU', item.sku ?? '')}${element('Name', item.name)}`
        + `${element('Quantity', String(item.quantity))}</Item>`).join('')
      + '</Items></ShipNotice>',
  };
}

const momentOf = (text: string): Moment => {
  const read = readPacific(text);
  return read === null ? 0 : pacificMoment(read);
};

const recipientOf = ({ shipTo }: Order): readonly (readonly [string, string])[] => [
  ['Name', (shipTo.name ?? '').toUpperCase()], ['Company', shipTo.company ?? ''],
  ['Address1', shipTo.street1 ?? ''], ['Address2', shipTo.street2 ?? ''],
  ['City', shipTo.city ?? ''], ['State', shipTo.state ?? ''],
  ['PostalCode', shipTo.postalCode ?? ''], ['Country', shipTo.country ?? ''],
];
