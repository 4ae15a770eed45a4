/** The V1 documents as they stand on the wire (shipstation.md 3.5), kept in the state as such. */

export const orderStatuses = [
  'awaiting_payment',
  'awaiting_shipment',
  'pending_fulfillment',
  'on_hold',
  'shipped',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
/** Outside the documented list, and seen in production (3.8); nobody can send them. */
export type SeenStatus = OrderStatus | 'rejected_fulfillment' | 'processing';

export type Address = {
  readonly name: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly street3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly residential: boolean | null;
  readonly addressVerified: string | null;
};

export type Weight = {
  readonly value: number;
  readonly units: string;
  readonly WeightUnits: number | null;
};

export type Dimensions = {
  readonly units: string;
  readonly length: number;
  readonly width: number;
  readonly height: number;
};

export type Insurance = {
  readonly provider: string | null;
  readonly insureShipment: boolean;
  readonly insuredValue: number;
};

export type OrderItem = {
  readonly orderItemId: number;
  readonly lineItemKey: string | null;
  readonly sku: string | null;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly weight: Weight | null;
  readonly quantity: number;
  readonly unitPrice: number | null;
  readonly taxAmount: number | null;
  readonly shippingAmount: number | null;
  readonly warehouseLocation: string | null;
  readonly options: readonly { readonly name: string | null; readonly value: string | null }[];
  readonly productId: number | null;
  readonly fulfillmentSku: string | null;
  readonly adjustment: boolean;
  readonly upc: string | null;
  readonly createDate: string;
  readonly modifyDate: string;
};

export type CustomsItem = {
  readonly customsItemId: number;
  readonly description: string | null;
  readonly quantity: number;
  readonly value: number;
  readonly harmonizedTariffCode: string | null;
  readonly countryOfOrigin: string | null;
};

export type International = {
  readonly contents: string | null;
  readonly customsItems: readonly CustomsItem[] | null;
  readonly nonDelivery: string | null;
};

export type Advanced = {
  readonly warehouseId: number | null;
  readonly nonMachinable: boolean;
  readonly saturdayDelivery: boolean;
  readonly containsAlcohol: boolean;
  readonly mergedOrSplit: boolean;
  readonly mergedIds: readonly number[];
  readonly parentId: number | null;
  readonly storeId: number;
  readonly customField1: string | null;
  readonly customField2: string | null;
  readonly customField3: string | null;
  readonly source: string | null;
  readonly billToParty: string | null;
  readonly billToAccount: string | null;
  readonly billToPostalCode: string | null;
  readonly billToCountryCode: string | null;
  readonly billToMyOtherAccount: number | null;
};

export type Order = {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly orderKey: string;
  readonly orderDate: string;
  readonly createDate: string;
  readonly modifyDate: string;
  readonly paymentDate: string | null;
  readonly shipByDate: string | null;
  readonly orderStatus: SeenStatus;
  readonly customerId: number | null;
  readonly customerUsername: string | null;
  readonly customerEmail: string | null;
  readonly billTo: Address;
  readonly shipTo: Address;
  readonly items: readonly OrderItem[];
  readonly orderTotal: number;
  readonly amountPaid: number | null;
  readonly taxAmount: number | null;
  readonly shippingAmount: number | null;
  readonly customerNotes: string | null;
  readonly internalNotes: string | null;
  readonly gift: boolean | null;
  readonly giftMessage: string | null;
  readonly paymentMethod: string | null;
  readonly requestedShippingService: string | null;
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
  readonly packageCode: string | null;
  readonly confirmation: string | null;
  readonly shipDate: string | null;
  readonly holdUntilDate: string | null;
  readonly weight: Weight | null;
  readonly dimensions: Dimensions | null;
  readonly insuranceOptions: Insurance;
  readonly internationalOptions: International;
  readonly advancedOptions: Advanced;
  readonly tagIds: readonly number[] | null;
  readonly userId: string | null;
  readonly externallyFulfilled: boolean;
  readonly externallyFulfilledBy: string | null;
  readonly externallyFulfilledById: number | null;
  readonly externallyFulfilledByName: string | null;
  readonly labelMessages: null;
};

export type ShipmentItem = Omit<OrderItem, 'adjustment' | 'upc' | 'createDate' | 'modifyDate'>;

export type Shipment = {
  readonly shipmentId: number;
  readonly orderId: number | null;
  readonly orderKey: string | null;
  readonly userId: string | null;
  readonly customerEmail: string | null;
  readonly orderNumber: string | null;
  readonly createDate: string;
  readonly shipDate: string;
  readonly shipmentCost: number;
  readonly insuranceCost: number;
  readonly trackingNumber: string;
  readonly isReturnLabel: boolean;
  readonly batchNumber: string | null;
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly packageCode: string;
  readonly confirmation: string | null;
  readonly warehouseId: number | null;
  readonly voided: boolean;
  readonly voidDate: string | null;
  readonly marketplaceNotified: boolean;
  readonly notifyErrorMessage: string | null;
  readonly shipTo: Address;
  readonly weight: Weight;
  readonly dimensions: Dimensions | null;
  readonly insuranceOptions: Insurance;
  readonly advancedOptions: {
    readonly billToParty: string | null;
    readonly billToAccount: string | null;
    readonly billToPostalCode: string | null;
    readonly billToCountryCode: string | null;
    readonly storeId: number;
  };
  readonly shipmentItems: readonly ShipmentItem[] | null;
  readonly labelData: null;
  readonly formData: null;
};

export type Fulfillment = {
  readonly fulfillmentId: number;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly userId: string | null;
  readonly customerEmail: string | null;
  readonly trackingNumber: string | null;
  readonly createDate: string;
  readonly shipDate: string;
  readonly voidDate: string | null;
  readonly deliveryDate: string | null;
  readonly carrierCode: string;
  readonly sellerFillProviderId: number | null;
  readonly sellerFillProviderName: string | null;
  readonly fulfillmentProviderCode: string | null;
  readonly fulfillmentServiceCode: string | null;
  readonly fulfillmentFee: number;
  readonly voidRequested: boolean;
  readonly voided: boolean;
  readonly marketplaceNotified: boolean;
  readonly notifyErrorMessage: string | null;
  readonly shipTo: Address;
};
