import { address } from './orders.ts';

export const userId = '7f0b2a1e-64c3-4b7d-9a55-20c1d7e9a001';

export const carrier = {
  name: 'DPD', code: 'dpd', accountNumber: 'GB-1', requiresFundedAccount: true, balance: 12.5,
  nickname: null, shippingProviderId: 301, primary: true,
};

export const service = {
  carrierCode: 'dpd', code: 'by_12', name: 'By 12', domestic: true, international: false,
};

export const warehouse = {
  warehouseId: 12, warehouseName: 'Leicester', originAddress: address, returnAddress: address,
  createDate: '2025-08-11T10:10:02.8800000', isDefault: true,
};

export const store = {
  storeId: 41, storeName: 'The shop', marketplaceId: 36, marketplaceName: 'WooCommerce',
  accountName: null, email: null, integrationUrl: 'https://shop.example', active: true,
  companyName: 'Harbour & Vale', phone: '', publicEmail: '', website: '',
  refreshDate: '2026-11-22T14:00:00.457', lastRefreshAttempt: '2026-11-22T06:00:00.457',
  createDate: '2025-08-11T10:02:44.177', modifyDate: '2026-01-06T09:31:12.26', autoRefresh: true,
  statusMappings: [{ orderStatus: 'awaiting_shipment', statusKey: 'processing' }],
};

export const marketplace = {
  name: 'WooCommerce', marketplaceId: 36, canRefresh: true, supportsCustomMappings: true,
  supportsCustomStatuses: false, canConfirmShipments: true,
};

export const webhook = {
  IsLabelAPIHook: false, WebHookID: 77, SellerID: 400, StoreID: null, HookType: 'SHIP_NOTIFY',
  MessageFormat: 'Json', Url: 'https://hooks.example/ss', Name: 'labels', BulkCopyBatchID: null,
  BulkCopyRecordID: null, Active: true, WebhookLogs: [],
};
