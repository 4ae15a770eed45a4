/** One good exchange an operation, invented, with every field that the contract knows. */
import * as account from './samples/account.ts';
import * as catalogue from './samples/catalogue.ts';
import * as labels from './samples/labels.ts';
import * as orders from './samples/orders.ts';

export type Sample = {
  /** With ids in place of the braces of its pattern. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** `none` for an empty answer. */
  readonly answer: unknown;
};

const page = { total: 1, page: 1, pages: 1 };
const paging = { page: '1', pageSize: '500' };
const outcome = { success: true, message: 'Done.' };
const when = '2026-11-22 05:40:12';
const between = (...names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => [[`${name}Start`, when], [`${name}End`, when]]));
const { orderId } = orders.shown;
const { shipmentId } = labels.shipment;
const { storeId } = account.store;
const { warehouseId } = account.warehouse;

/** By the name of the operation. */
export const samples: Readonly<Record<string, Sample>> = {
  'list-orders': {
    path: '/orders',
    query: {
      ...between('createDate', 'modifyDate', 'orderDate', 'paymentDate'), ...paging,
      customerName: 'Ahn', itemKeyword: 'MUG', orderNumber: 'HV-1', orderStatus: 'on_hold',
      storeId: '41', importBatch: '9b1f', sortBy: 'ModifyDate', sortDir: 'ASC',
    },
    answer: { orders: [orders.shown], ...page },
  },
  'read-order': { path: `/orders/${orderId}`, answer: orders.shown },
  'delete-order': { path: `/orders/${orderId}`, answer: outcome },
  'create-order': { path: '/orders/createorder', body: orders.written, answer: orders.shown },
  'create-orders': {
    path: '/orders/createorders',
    body: [orders.written],
    answer: {
      hasErrors: false,
      results: [{
        orderId, orderNumber: 'HV-1042', orderKey: 'con_7:1', success: true, errorMessage: null,
      }],
    },
  },
  'mark-as-shipped': {
    path: '/orders/markasshipped',
    body: {
      orderId, carrierCode: 'dpd', shipDate: '2026-11-22', trackingNumber: 'T-1',
      notifyCustomer: false, notifySalesChannel: true,
    },
    answer: { orderId, orderNumber: 'HV-1042' },
  },
  'hold-order': {
    path: '/orders/holduntil', body: { orderId, holdUntilDate: '2037-12-31' }, answer: outcome,
  },
  'restore-order': { path: '/orders/restorefromhold', body: { orderId }, answer: outcome },
  'add-tag': { path: '/orders/addtag', body: { orderId, tagId: 3 }, answer: outcome },
  'remove-tag': { path: '/orders/removetag', body: { orderId, tagId: 3 }, answer: outcome },
  'assign-user': {
    path: '/orders/assignuser',
    body: { orderIds: [orderId], userId: account.userId }, answer: outcome,
  },
  'unassign-user': {
    path: '/orders/unassignuser', body: { orderIds: [orderId] }, answer: outcome,
  },
  'list-orders-by-tag': {
    path: '/orders/listbytag', query: { orderStatus: 'shipped', tagId: '3', ...paging },
    answer: { orders: [orders.shown], ...page },
  },
  'create-label-for-order': {
    path: '/orders/createlabelfororder',
    body: labels.labelForOrderWritten,
    answer: {
      shipmentId, shipmentCost: 5.9, insuranceCost: 0, trackingNumber: 'T-1',
      labelData: 'JVBERi0=', formData: null,
    },
  },
  'create-label': {
    path: '/shipments/createlabel', body: labels.labelWritten,
    answer: { ...labels.shipment, orderId: null, orderNumber: null, labelData: 'JVBERi0=' },
  },
  'void-label': {
    path: '/shipments/voidlabel', body: { shipmentId },
    answer: { approved: true, message: 'Voided.' },
  },
  'list-rates': {
    path: '/shipments/getrates', body: labels.ratesWritten,
    answer: [{ serviceName: 'By 12', serviceCode: 'by_12', shipmentCost: 6.1, otherCost: 0.3 }],
  },
  'list-shipments': {
    path: '/shipments',
    query: {
      ...between('createDate', 'shipDate', 'voidDate'), ...paging,
      recipientName: 'Ahn', recipientCountryCode: 'KR', orderNumber: 'HV-1042', orderId: '7',
      carrierCode: 'dpd', serviceCode: 'by_12', trackingNumber: 'T-1', storeId: '41',
      includeShipmentItems: 'True', batchId: '9', shipmentId: '8', sortBy: 'CreateDate',
      sortDir: 'DESC',
    },
    answer: { shipments: [labels.shipment], ...page },
  },
  'list-fulfillments': {
    path: '/fulfillments',
    query: {
      ...between('createDate', 'shipDate'), ...paging, fulfillmentId: '6', orderId: '7',
      orderNumber: 'HV-1042', trackingNumber: 'T-1', recipientName: 'Ahn', sortBy: 'ShipDate',
      sortDir: 'ASC',
    },
    answer: { fulfillments: [labels.fulfillment], ...page },
  },
  'list-carriers': { path: '/carriers', answer: [account.carrier] },
  'read-carrier': {
    path: '/carriers/getcarrier', query: { carrierCode: 'dpd' }, answer: account.carrier,
  },
  'list-services': {
    path: '/carriers/listservices', query: { carrierCode: 'dpd' }, answer: [account.service],
  },
  'list-packages': {
    path: '/carriers/listpackages', query: { carrierCode: 'dpd' }, answer: [account.service],
  },
  'list-warehouses': { path: '/warehouses', answer: [account.warehouse] },
  'read-warehouse': { path: `/warehouses/${warehouseId}`, answer: account.warehouse },
  'update-warehouse': {
    path: `/warehouses/${warehouseId}`, body: account.warehouse, answer: account.warehouse,
  },
  'delete-warehouse': { path: `/warehouses/${warehouseId}`, answer: outcome },
  'create-warehouse': {
    path: '/warehouses/createwarehouse', body: account.warehouse, answer: account.warehouse,
  },
  'list-tags': {
    path: '/accounts/listtags', answer: [{ tagId: 3, name: 'Fragile', color: '#123456' }],
  },
  'list-users': {
    path: '/users', query: { showInactive: 'false' },
    answer: [{ userId: account.userId, userName: 'desk', name: 'The desk' }],
  },
  'list-stores': {
    path: '/stores', query: { showInactive: 'true', marketplaceId: '0' },
    answer: [account.store],
  },
  'read-store': { path: `/stores/${storeId}`, answer: account.store },
  'update-store': { path: `/stores/${storeId}`, body: account.store, answer: account.store },
  'list-marketplaces': { path: '/stores/marketplaces', answer: [account.marketplace] },
  'refresh-store': {
    path: '/stores/refreshstore', query: { storeId: '41', refreshDate: when },
    body: { storeId: 41, refreshDate: when }, answer: outcome,
  },
  'read-refresh-status': {
    path: '/stores/getrefreshstatus', query: { storeId: '41' },
    answer: {
      storeId: 41, refreshStatusId: 2, refreshStatus: 'Updating orders',
      lastRefreshAttempt: '11-22-2026', refreshDate: null,
    },
  },
  'deactivate-store': { path: '/stores/deactivate', body: { storeId: '41' }, answer: outcome },
  'reactivate-store': { path: '/stores/reactivate', body: { storeId: 41 }, answer: outcome },
  'list-products': {
    path: '/products',
    query: {
      sku: 'MUG', name: 'Mug', productCategoryId: '1', productTypeId: '2', tagId: '3',
      startDate: when, endDate: when, showInactive: 'false', upc: '1', sortBy: 'SKU',
      sortDir: 'ASC',
      ...paging,
    },
    answer: { products: [catalogue.product], ...page },
  },
  'read-product': { path: `/products/${catalogue.product.productId}`, answer: catalogue.product },
  'update-product': {
    path: `/products/${catalogue.product.productId}`, body: catalogue.product, answer: outcome,
  },
  'list-customers': {
    path: '/customers',
    query: {
      stateCode: 'ID', countryCode: 'US', marketplaceId: '0', tagId: '3', sortBy: 'Name',
      sortDir: 'DESC', ...paging,
    },
    answer: { customers: [catalogue.customer], ...page },
  },
  'read-customer': {
    path: `/customers/${catalogue.customer.customerId}`, answer: catalogue.customer,
  },
  'list-webhooks': { path: '/webhooks', answer: { webhooks: [account.webhook] } },
  'subscribe-to-webhook': {
    path: '/webhooks/subscribe',
    body: {
      target_url: 'https://hooks.example/ss', event: 'SHIP_NOTIFY', store_id: null,
      friendly_name: 'labels',
    },
    answer: { id: 77 },
  },
  'delete-webhook': { path: '/webhooks/77', answer: 'none' },
};
