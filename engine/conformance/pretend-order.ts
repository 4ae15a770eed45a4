/** One order in a pretended V1 that does what it is asked: enough to hold a conversation with. */
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import { renderRelease } from '../src/connectors/shipstation/translate/release.ts';
import { orderIdOf, releaseOf } from './items.ts';
import { jsonAnswer } from './stand-in.ts';

export type Document = Readonly<Record<string, unknown>>;

/** As V1 shows the order of this number after somebody at the desk has worked on it. */
export const documentOf = (number: number, over: Document = {}): Document => {
  const rendered = renderRelease(releaseOf(number), 'GBP');
  return {
    ...rendered,
    orderId: Number(orderIdOf(number)),
    // V1 shows a time in another form than the one it asks for.
    orderDate: `${rendered.orderDate.replace(' ', 'T')}.0000000`,
    createDate: '2026-11-22T05:00:00.0000000',
    modifyDate: '2026-11-22T05:00:00.0000000',
    orderTotal: 39.98,
    billTo: { ...noAddress, ...rendered.billTo },
    holdUntilDate: null,
    serviceCode: 'dpd_next_day',
    customerNotes: 'Ring twice',
    internalNotes: 'Customer called on Monday',
    tagIds: [4],
    dimensions: { units: 'centimeters', length: 30, width: 20, height: 10 },
    items: rendered.items.map((item, index) => ({
      ...item, orderItemId: 9000 + index, options: [{ name: 'Colour', value: 'Black' }],
      adjustment: false,
    })),
    advancedOptions: {
      ...rendered.advancedOptions, customField1: 'kept', mergedOrSplit: false, mergedIds: [],
      parentId: null,
    },
    ...over,
  };
};

/** As V1 shows a bill-to of which nothing but the name was sent. */
const noAddress = {
  company: null, street1: null, street2: null, street3: null, city: null, state: null,
  postalCode: null, country: null, phone: null, residential: null, addressVerified: null,
};

const bodyOf = (request: WireRequest): Document => {
  const body: unknown = JSON.parse(request.body ?? '{}');
  // What this connector sends about one order is an object; the kit only hands it back.
  return body as Document;
};

const said = (message: string) => jsonAnswer(200, { success: true, message });

/** Answers calls about that one order; what is asked of it is kept in it. */
export const pretendOrder = (first: Document): ((request: WireRequest) => WireAnswer) => {
  let order = first;
  return (request) => {
    const path = new URL(request.url).pathname;
    if (request.method === 'GET') return jsonAnswer(200, order);
    const body = bodyOf(request);
    const change = (over: Document) => { order = { ...order, ...over }; };
    switch (path) {
      case '/orders/createorder':
        change(body);
        return jsonAnswer(200, order);
      case '/orders/holduntil':
        change({ orderStatus: 'on_hold', holdUntilDate: body['holdUntilDate'] });
        return said('The order is now on hold.');
      case '/orders/restorefromhold':
        change({ orderStatus: 'awaiting_shipment', holdUntilDate: null });
        return said('The requested order has been restored from hold.');
      case '/orders/markasshipped':
        change({ orderStatus: 'shipped' });
        return jsonAnswer(200, { orderId: order['orderId'], orderNumber: order['orderNumber'] });
      default:
        return jsonAnswer(405, { Message: `no such call: ${path}` });
    }
  };
};

/** The other side answers the calls one after the other with these, the last one for ever. */
export const inTurn = (...answers: readonly WireAnswer[]) => {
  let call = 0;
  return (): WireAnswer => {
    const answer = answers[Math.min(call, answers.length - 1)];
    call += 1;
    if (answer === undefined) throw new Error('there is no answer to give');
    return answer;
  };
};
