import { shipstation } from '../src/connectors/shipstation/connector.ts';
import type { WireRequest } from '../src/contract/wire.ts';
import { createOrder } from './items.ts';
import { conformance } from './kit.ts';
import { jsonAnswer } from './stand-in.ts';

type Sent = { readonly orderKey: string; readonly orderNumber: string };

// What this connector sends to createorders is a list of orders; the kit only hands it back.
const sent = (request: WireRequest) => JSON.parse(request.body ?? '[]') as readonly Sent[];

const taken = ({ orderKey, orderNumber }: Sent, index: number) => ({
  orderId: 7000 + index, orderNumber, orderKey, success: true, errorMessage: null,
});

const refusedRow = ({ orderKey, orderNumber }: Sent) => ({
  orderId: null, orderNumber, orderKey, success: false, errorMessage: 'Invalid serviceCode',
});

const results = (rows: readonly unknown[], hasErrors = false) =>
  jsonAnswer(200, { hasErrors, results: rows });

const theirException = jsonAnswer(500, {
  Message: 'An error has occurred.', ExceptionMessage: 'Null reference',
});

const order = (number: number) => ({
  orderId: 7000 + number, orderNumber: 'SO-1', orderKey: 'con_1:1', orderStatus: 'shipped',
  modifyDate: '2026-11-22T05:00:00.0000000', items: [],
});

const shipment = (number: number) => ({
  shipmentId: 8000 + number, orderId: 7000, createDate: '2026-11-22T05:00:00.0000000',
  shipmentCost: 6.42, carrierCode: 'dpd', shipmentItems: null,
});

const page = (rowsUnder: string, rows: readonly unknown[]) =>
  jsonAnswer(200, { [rowsUnder]: rows, total: rows.length, page: 1, pages: 1 });

const count = (rows: number) => Array.from({ length: rows }, (_, i) => i);

conformance({
  connector: shipstation,
  settings: { v1: { apiKey: 'key-of-the-test', apiSecret: 'secret-of-the-test' } },
  secrets: [
    'secret-of-the-test',
    Buffer.from('key-of-the-test:secret-of-the-test').toString('base64'),
  ],
  operations: {
    'create-order': {
      item: createOrder,
      good: (request) => results(sent(request).map(taken)),
      naturalKeys: (request) => sent(request).map((one) => one.orderKey),
      answers: [
        {
          title: 'rows in another order are matched by key',
          items: 3,
          answer: (request) => {
            const [first, second, third] = sent(request);
            if (!first || !second || !third) return results([]);
            return results([taken(third, 3), refusedRow(first), taken(second, 2)], true);
          },
          becomes: ['refused', 'done', 'done'],
        },
        {
          title: 'a missing row, a null row and an unreadable row are unknown',
          items: 4,
          answer: (request) => {
            const [first] = sent(request);
            return results([null, { orderKey: { a: 1 } }, ...(first ? [taken(first, 1)] : [])]);
          },
          becomes: ['done', 'unknown', 'unknown', 'unknown'],
        },
        {
          title: 'yes without an order id is unknown',
          items: 1,
          answer: (request) =>
            results(sent(request).map((one) => ({ ...taken(one, 0), orderId: 0 }))),
          becomes: ['unknown'],
        },
        {
          title: 'a refused row without its key is matched by its number',
          items: 2,
          answer: (request) =>
            results(sent(request).map((one, i) =>
              i === 0 ? { ...refusedRow(one), orderKey: null } : taken(one, i)), true),
          becomes: ['refused', 'done'],
        },
        {
          title: 'one order alone turned down by a business rule is refused',
          items: 1,
          answer: () => jsonAnswer(400, { Message: 'Invalid serviceCode' }),
          becomes: ['refused'],
        },
        {
          title: 'one order alone that makes them trip is refused',
          items: 1,
          answer: () => theirException,
          becomes: ['refused'],
        },
        {
          title: 'several turned down together: nobody knows which one it was',
          items: 2,
          answer: () => theirException,
          becomes: ['unknown', 'unknown'],
        },
        {
          title: 'a wrong address is not held against the order',
          items: 1,
          answer: () => ({ is: 'answer', status: 404, headers: {}, body: '<html>404</html>' }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: {
    labels: {
      page: (rows) => page('shipments', count(rows).map(shipment)),
      spoilt: page('shipments', [shipment(1), { ...shipment(2), createDate: 'soon' }, shipment(3)]),
    },
    orders: {
      page: (rows) => page('orders', count(rows).map(order)),
      spoilt: page('orders', [order(1), { ...order(2), orderId: null }, order(3)]),
    },
  },
});
