import type { WireRequest } from '../src/contract/wire.ts';
import type { Action, ReleaseContent } from '../src/core/model/decision.ts';
import {
  connectionName, consignmentId, labelId, lineKey, messageId, releaseKey, shipStationOrderId,
} from '../src/core/model/ids.ts';
import { instant } from '../src/core/model/instant.ts';

const at = instant(Date.UTC(2026, 10, 22, 13, 0));
const urgency = { due: at, cutOff: null, wave: null, sequence: null };
const consignmentOf = (number: number) => consignmentId(`con_${String(number)}`);

export const releaseOf = (number: number): ReleaseContent => ({
  key: releaseKey(consignmentOf(number), 1),
  number: `SO-${String(1000 + number)}`,
  placedAt: at,
  shipBy: null,
  shipTo: {
    name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null, street3: null,
    city: 'Leeds', state: null, postalCode: 'LS1 9ZZ', country: 'GB', phone: null, email: null,
  },
  requestedService: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package',
  storeId: 98_765, shipFromWarehouseId: 12_345, weightGrams: 450,
  lines: [{
    key: lineKey(consignmentOf(number), '1'), sku: 'TEE-BLK-M', name: 'T-shirt', quantity: 2,
    unitPrice: { amount: 1999, currency: 'GBP' }, weightGrams: 180, bin: null,
  }],
});

export const createOrder = (number: number): Action => {
  const release = releaseOf(number);
  return {
    do: 'create-order', about: release.key, connection: connectionName('shipstation-uk'), release,
    urgency,
  };
};

export const tell = (who: 'warehouse' | 'channel') => (number: number): Action => {
  const id = messageId(`msg_${String(number)}`);
  return {
    do: `tell-${who}`,
    about: id,
    connection: connectionName(`${who}-uk`),
    message: {
      id, at, voids: [], kind: who === 'warehouse' ? 'dispatch' : 'notice', consignment: 'C-1',
      orderNumber: `SO-${String(1000 + number)}`,
      parcels: [{
        label: labelId('880114388'), trackingNumber: '15501234567890', trackingUrl: null,
        carrier: 'DPD', service: 'DPD-12', cost: { amount: 671, currency: 'GBP' },
        weightGrams: 450, replaces: null, lines: [{ line: '1', quantity: 2 }],
      }],
    },
    urgency,
  };
};

type Parcel = { readonly cost: { readonly amount: number }; readonly weightGrams: number };

/** The parcels of a message as it went out. */
export const parcelsIn = ({ body }: WireRequest): readonly Parcel[] => {
  const message: unknown = JSON.parse(body ?? '{}');
  // What goes out to warehouses and channels is the one message of the contract.
  return (message as { readonly parcels: readonly Parcel[] }).parcels;
};

/** The id under which ShipStation is said to hold the order of that number. */
export const orderIdOf = (number: number) => shipStationOrderId(String(7000 + number));
export const labelIdOf = (number: number) => labelId(String(8000 + number));

type About = { readonly order?: ReturnType<typeof shipStationOrderId> };

/** One of the two T-shirts is short, and the customer has moved. */
export const amendedRelease = (number: number): ReleaseContent => {
  const release = releaseOf(number);
  return {
    ...release,
    weightGrams: 270,
    shipTo: { ...release.shipTo, street1: '12 Mill Lane', postalCode: 'LS2 4AB' },
    lines: release.lines.map((line) => ({ ...line, quantity: 1 })),
  };
};

export const amendOrder = (number: number, about: About = {}): Action => {
  const order = about.order ?? orderIdOf(number);
  return {
    do: 'amend-order', about: order, order, connection: connectionName('shipstation-uk'), urgency,
    release: amendedRelease(number),
  };
};

export const changeOf = (operation: 'withdraw-order' | 'park-order' | 'unpark-order') =>
  (number: number, about: About = {}): Action => {
    const order = about.order ?? orderIdOf(number);
    return {
      do: operation, about: order, order, connection: connectionName('shipstation-uk'), urgency,
    };
  };

export const markAsShipped = (number: number, about: About = {}): Action => {
  const order = about.order ?? orderIdOf(number);
  return {
    do: 'mark-as-shipped', about: order, order, connection: connectionName('shipstation-uk'),
    urgency, carrier: 'dpd', trackingNumber: '15501234567890', shippedAt: at,
  };
};

export const buyLabel = (number: number, about: About = {}): Action => {
  const order = about.order ?? orderIdOf(number);
  const { key, number: shown, lines } = releaseOf(number);
  return {
    do: 'buy-label', about: order, order, connection: connectionName('shipstation-uk'), urgency,
    content: {
      number: shown, key, carrier: 'dpd', service: 'dpd_by_12', package: 'package',
      lines: lines.map((one) => ({
        key: one.key, sku: one.sku, name: one.name, quantity: one.quantity,
      })),
      confirmation: 'none', weightGrams: 450, collectedAt: null,
      size: { lengthMm: 300, widthMm: 220, heightMm: 40 },
    },
  };
};

export const voidLabel = (number: number, label = labelIdOf(number)): Action => ({
  do: 'void-label', about: label, label, connection: connectionName('shipstation-uk'), urgency,
});
