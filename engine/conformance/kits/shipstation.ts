import { shipstation } from '../../src/connectors/shipstation/connector.ts';
import { renderRelease } from '../../src/connectors/shipstation/translate/release.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import {
  amendedRelease, amendOrder, buyLabel, changeOf, createOrder, markAsShipped, voidLabel,
} from '../items.ts';
import { heldWire, v1Address } from '../held-to-v1.ts';
import type { Kit, OperationKit } from '../kit.ts';
import { documentOf, inTurn, pretendOrder, type Document } from '../pretend-order.ts';
import { jsonAnswer } from '../stand-in.ts';
import {
  carrier, shipFrom, shipstationHooks, shipstationSurveys, store,
} from './shipstation-account.ts';
import { excuses, shipstationFeeds } from './shipstation-feeds.ts';

type Sent = { readonly orderKey: string; readonly orderNumber: string };

// What this connector sends to createorders is a list of orders; the kit only hands it back.
const sent = (request: WireRequest) => JSON.parse(request.body ?? '[]') as readonly Sent[];

const taken = ({ orderKey, orderNumber }: Sent, index: number) => ({
  orderId: 7000 + index, orderNumber, orderKey, success: true, errorMessage: null,
});

const refusedRow = ({ orderKey, orderNumber }: Sent) => ({
  orderId: null, orderNumber, orderKey, success: false, errorMessage: 'Invalid serviceCode',
});

/** Of every item in one order or in a list of them. */
const itemsIn = (request: WireRequest): readonly Partial<Item>[] => {
  const body: unknown = JSON.parse(request.body ?? '[]');
  // What this connector sends is an order or a list of orders, with items or without.
  const orders = (Array.isArray(body) ? body : [body]) as readonly { items?: readonly Item[] }[];
  return orders.flatMap((one) => one.items ?? []);
};

type Item = { readonly unitPrice: number; readonly weight: { readonly value: number } };

const pricesIn = {
  unit: 'major',
  of: (request: WireRequest) => itemsIn(request).flatMap((one) => one.unitPrice ?? []),
} as const;

const gramsIn = (request: WireRequest) =>
  itemsIn(request).flatMap((one) => one.weight?.value ?? []);

const results = (rows: readonly unknown[], hasErrors = false) =>
  jsonAnswer(200, { hasErrors, results: rows });

const theirException = jsonAnswer(500, {
  Message: 'An error has occurred.', ExceptionMessage: 'Null reference',
});

const shown = (over: Document = {}) => jsonAnswer(200, documentOf(0, over));
const gone = jsonAnswer(404, { message: 'Order not found' });
const yes = jsonAnswer(200, { success: true, message: 'Done.', orderId: 7000 });
const no = jsonAnswer(400, { Message: 'The order is shipped and cannot be updated.' });
const noPath = jsonAnswer(404, {
  Message: 'No HTTP resource was found that matches the request URI.',
});

/** Each change of one order reads, writes and reads again; these are its usual troubles. */
const changeKit = (
  item: OperationKit['item'],
  /** The order before, and as it stands when all was done as asked. */
  { before, after }: { readonly before: Document; readonly after: Document },
  more: OperationKit['answers'],
): OperationKit => {
  const says = (
    title: string,
    becomes: 'done' | 'refused' | 'unknown',
    ...answers: readonly WireAnswer[]
  ) => ({ title, items: 1, becomes: [becomes] as const, answer: inTurn(...answers) });
  return {
    item,
    money: pricesIn,
    grams: gramsIn,
    good: () => pretendOrder(documentOf(0, before)),
    naturalKeys: (request) => {
      const { orderId } = JSON.parse(request.body ?? '{}') as { readonly orderId: number };
      return [String(orderId)];
    },
    answers: [
      says('an order that is gone is refused', 'refused', gone),
      says('gone between write and read is refused', 'refused', shown(before), yes, gone),
      says('a wrong address is not held against the order', 'unknown', noPath),
      says('another order than was asked for is no answer', 'unknown',
        shown({ ...before, orderId: 1234 })),
      says('an order that cannot be read is refused by itself', 'refused',
        shown({ ...before, items: [{ name: 'Tee', quantity: 1.5 }] })),
      says('their exception at a read says nothing of the order', 'unknown', theirException),
      says('a yes that changed nothing is refused', 'refused', shown(before), yes, shown(before)),
      says('a no is refused', 'refused', shown(before), no, shown(before)),
      says('a no to what has happened nevertheless is done', 'done',
        shown(before), no, shown(after)),
      says('what stands as asked already is done, without a write', 'done', shown(after)),
      ...more,
    ],
  };
};

const awaiting = { orderStatus: 'awaiting_shipment' };
const shipped = { orderStatus: 'shipped' };
const cancelled = { orderStatus: 'cancelled' };
const parked = { orderStatus: 'on_hold', holdUntilDate: '2037-12-31' };
const held = { orderStatus: 'on_hold', holdUntilDate: '2026-12-01' };

/** As `amendOrder` wishes it: one of the two, to another street; the weight is the desk's. */
const amended: Document = (() => {
  const { items: rows, shipTo } = renderRelease(amendedRelease(0), 'GBP');
  return { items: rows.map((row, index) => ({ ...row, orderItemId: 9000 + index })), shipTo };
})();

const refuses = (title: string, ...answers: readonly WireAnswer[]) =>
  ({ title, items: 1, becomes: ['refused'] as const, answer: inTurn(...answers) });

/** With letters that are spelled otherwise in addresses, pages and JSON. */
const credentials = { apiKey: 'key+of/the=test&1', apiSecret: 'secret"of<the>test%/+\\1' };
const nextPair = { apiKey: 'next&key', apiSecret: 'next/secret+of=the%test' };
const storePassword = 'store&secret/of+the=test%';
const otherCredentials = { apiKey: 'another-key', apiSecret: 'another-secret-of-the-test' };

const secretsOf = ({ apiKey, apiSecret }: typeof credentials): readonly string[] =>
  [apiKey, apiSecret, Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')];

const sold = {
  shipmentId: 880_114_502, shipmentCost: 9.87, insuranceCost: 0,
  trackingNumber: '1ZX00000000000442', labelData: 'JVBERi0xLjQKJSBzYW1wbGUK', formData: null,
};

export const shipstationKit: Kit = {
  connector: shipstation,
  known: {
    triedAgainst:
      'the pretended ShipStation of this repository, which is held to a contract of V1 ' +
      'made from its reference and to shipstation-node as an independent client; there ' +
      'is no sandbox of ShipStation, and what its reference leaves open is found out on ' +
      'the first real account by `gatepass probe`',
    doesNot: [
      'V2, the third face of an account, is not there yet.',
      'By Custom Store alone (an account without API) a page that ShipStation rejected, a ' +
        'void, a relabel and what people do on its screen are not known, and no label can be ' +
        'bought; its calls are tried against the pretended ShipStation and the schema of its ' +
        'guide.',
      'V1 names no currency: costs are in the one that the settings state.',
      'A mark as shipped that is voided later is seen in the order only, once it is open again.',
      'Webhooks of V1 are not signed: one brings a look forward and is never believed.',
    ],
  },
  settings: { v1: credentials },
  secrets: secretsOf(credentials),
  everySecret: {
    settings: {
      v1: { ...credentials, nextKey: nextPair.apiKey, nextSecret: nextPair.apiSecret },
      customStore: { username: 'gatepass', password: storePassword },
    },
    secrets: [...secretsOf(credentials), ...secretsOf(nextPair), storePassword],
  },
  other: { settings: { v1: otherCredentials }, secrets: secretsOf(otherCredentials) },
  probed: () => ({ url }) => {
    switch (new URL(url).pathname) {
      case '/webhooks':
        return jsonAnswer(200, { webhooks: [] });
      case '/carriers':
        return jsonAnswer(200, [carrier(0)]);
      case '/warehouses':
        return jsonAnswer(200, [shipFrom(0)]);
      default:
        return jsonAnswer(200, [store(0)]);
    }
  },
  surveys: shipstationSurveys,
  hooks: shipstationHooks,
  judged: (wire) => heldWire(v1Address, wire),
  operations: {
    'create-order': {
      item: createOrder,
      good: () => (request) => results(sent(request).map(taken)),
      naturalKeys: (request) => sent(request).map((one) => one.orderKey),
      money: pricesIn,
      grams: gramsIn,
      // In the opposite order: only the keys say which is which.
      partly: (refused, no) => (request) =>
        results(sent(request).map((one, index) => (refused.has(index)
          ? { ...refusedRow(one), errorMessage: no } : taken(one, index))).toReversed(), true),
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
    'amend-order': changeKit(amendOrder, { before: awaiting, after: amended }, [
      refuses('a shipped order is not amended', shown(shipped)),
      refuses('a cancelled order is not amended', shown(cancelled)),
      refuses('a label made between read and write is refused', shown(), yes, shown(shipped)),
      refuses('an order at an outside provider is not amended',
        shown({ orderStatus: 'pending_fulfillment' })),
    ]),
    'withdraw-order': changeKit(
      changeOf('withdraw-order'), { before: awaiting, after: cancelled }, [
        refuses('a shipped order is not withdrawn', shown(shipped)),
        refuses('a label made between read and write is refused', shown(), no, shown(shipped)),
      ]),
    'park-order': changeKit(changeOf('park-order'), { before: awaiting, after: parked }, [
      refuses('a shipped order is not parked', shown(shipped)),
      refuses('a hold of somebody else does not become ours', shown(held)),
      refuses('success false is a no', shown(), jsonAnswer(200, { success: false }), shown()),
    ]),
    'unpark-order': changeKit(changeOf('unpark-order'), { before: parked, after: awaiting }, [
      refuses('a shipped order is not let go', shown(shipped)),
      refuses('a hold of somebody else is not lifted', shown(held)),
    ]),
    'mark-as-shipped': changeKit(markAsShipped, { before: awaiting, after: shipped }, [
      refuses('a cancelled order is not marked as shipped', shown(cancelled)),
    ]),
    'buy-label': {
      item: buyLabel,
      good: () => () => jsonAnswer(200, sold),
      naturalKeys: (request) => {
        const { orderId } = JSON.parse(request.body ?? '{}') as { readonly orderId: number };
        return [String(orderId)];
      },
      answers: [
        refuses('a carrier that says no is a refusal', jsonAnswer(400, {
          Message: 'Invalid packageCode',
        })),
        refuses('their null reference is a refusal', jsonAnswer(500, {
          Message: 'An error has occurred.',
          ExceptionMessage: 'Object reference not set to an instance of an object.',
        })),
        refuses('an order that is gone is refused', gone),
        {
          title: 'their time-out may have come after the label was sold', items: 1,
          answer: () => jsonAnswer(500, {
            Message: 'An error has occurred.', ExceptionMessage: 'Timeout expired.',
          }),
          becomes: ['unknown'],
        },
        {
          title: 'a label without its PDF is a label', items: 1,
          answer: () => jsonAnswer(200, { ...sold, labelData: null }), becomes: ['done'],
        },
        {
          title: 'an answer without the id of a label is unknown', items: 1,
          answer: () => jsonAnswer(200, { ...sold, shipmentId: null }), becomes: ['unknown'],
        },
      ],
    },
    'void-label': {
      item: voidLabel,
      good: () => () => jsonAnswer(200, { approved: true, message: 'Voided' }),
      naturalKeys: (request) => {
        const { shipmentId } = JSON.parse(request.body ?? '{}') as { readonly shipmentId: number };
        return [String(shipmentId)];
      },
      answers: [
        refuses('approved false is a refusal', jsonAnswer(200, {
          approved: false, message: 'The carrier did not approve the void.',
        })),
        {
          title: 'void already is done',
          items: 1,
          answer: () => jsonAnswer(200, {
            approved: false, message: 'The label has already been voided.',
          }),
          becomes: ['done'],
        },
        refuses('an unknown label is refused', jsonAnswer(404, { message: 'Shipment not found' })),
        {
          title: 'an answer that does not say is unknown',
          items: 1,
          answer: () => jsonAnswer(200, { message: 'ok' }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: shipstationFeeds,
  excused: { cases: excuses },
};
