import { answerJson } from '../machine.ts';
import type { IdRoute, PlainRoutes } from './call.ts';
import { read } from './call.ts';
import { getRates, listPackages, listServices, oneCarrier } from './carriers.ts';
import { shownCarriers } from './funds.ts';
import { refuseNever } from './never-calls.ts';
import {
  listCustomers,
  listProducts,
  oneCustomer,
  oneProduct,
  updateProduct,
} from './record-calls.ts';
import {
  listStores,
  marketplaces,
  oneStore,
  refreshStatus,
  refreshStores,
  switchStore,
  updateStore,
} from './store-calls.ts';
import {
  createWarehouse,
  deleteWarehouse,
  listWarehouses,
  oneWarehouse,
  updateWarehouse,
} from './warehouses.ts';

/** Stores, ship-from locations and carriers (3.6). */
export const accountRoutes: PlainRoutes = {
  'get /stores': read(({ account, query }) => listStores(account, query)),
  'get /stores/marketplaces': read(() => answerJson(200, marketplaces)),
  'get /stores/getrefreshstatus': read(({ account, query }) => refreshStatus(account, query)),
  'post /stores/refreshstore': refreshStores,
  'post /stores/deactivate': (call) => switchStore(call, false),
  'post /stores/reactivate': (call) => switchStore(call, true),
  'get /warehouses': read(({ account }) => listWarehouses(account)),
  'post /warehouses/createwarehouse': createWarehouse,
  'get /carriers/getcarrier': read(({ account, query }) =>
    oneCarrier(shownCarriers(account), query)),
  'get /carriers/listservices': read(({ query }) => listServices(query)),
  'get /carriers/listpackages': read(({ query }) => listPackages(query)),
  'post /carriers/addfunds': ({ account, now }) => refuseNever(account, 'addfunds', now),
  'get /products': read(({ account, query }) => listProducts(account, query)),
  'get /customers': read(({ account, query }) => listCustomers(account, query)),
  'post /shipments/getrates': read(({ body }) => getRates(body)),
};

export const accountIdRoutes: readonly IdRoute[] = [
  {
    shape: /^get \/stores\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneStore(account, id) }),
  },
  {
    shape: /^get \/products\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneProduct(account, id) }),
  },
  { shape: /^put \/products\/(\d+)$/, perform: updateProduct },
  {
    shape: /^get \/customers\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneCustomer(account, id) }),
  },
  { shape: /^put \/stores\/(\d+)$/, perform: updateStore },
  {
    shape: /^get \/warehouses\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneWarehouse(account, id) }),
  },
  { shape: /^put \/warehouses\/(\d+)$/, perform: updateWarehouse },
  {
    shape: /^delete \/warehouses\/(\d+)$/,
    perform: ({ account }, id) => deleteWarehouse(account, id),
  },
];
