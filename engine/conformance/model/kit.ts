/** The kit of the model connector, with an other side that does as it is asked. */
import type { Connector } from '../../src/contract/connector.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { createOrder, markAsShipped, voidLabel } from '../items.ts';
import type { Kit, OperationKit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';
import { own } from './parts.ts';

type Order = {
  readonly key: string;
  readonly lines: readonly { readonly price: number; readonly grams: number }[];
};

const ordersIn = (request: WireRequest): readonly Order[] => {
  const body: unknown = JSON.parse(request.body ?? '{}');
  // What the model sends is its own; the kit only hands it back.
  return (own(body, 'orders') ?? []) as readonly Order[];
};

const taken = (one: Order, index: number) => ({ key: one.key, id: 700 + index });

const pathOf = ({ url }: WireRequest): string => new URL(url).pathname;

/** One order that can be marked as shipped, and whatever else is asked. */
export const obliging = (): ((request: WireRequest) => WireAnswer) => {
  let state = 'awaiting';
  return (request) => {
    const path = pathOf(request);
    if (path === '/ping') return jsonAnswer(200, { well: true });
    if (path === '/labels') return jsonAnswer(200, { rows: [], hasMore: false });
    if (path === '/orders') return jsonAnswer(200, { results: ordersIn(request).map(taken) });
    if (path.endsWith('/void')) return jsonAnswer(200, { state: 'void' });
    if (path.endsWith('/shipped')) state = 'shipped';
    return jsonAnswer(200, { state });
  };
};

const no = () => jsonAnswer(422, { message: 'Not on a Sunday' });

const byId = (item: OperationKit['item']): OperationKit => ({
  item,
  good: obliging,
  naturalKeys: (request) => [pathOf(request)],
  answers: [{ title: 'a no is refused', items: 1, answer: no, becomes: ['refused'] }],
});

const row = (number: number, { word, name, cost, weight, sortsAs }: Told = {}) => ({
  id: 900 + number, at: (sortsAs ?? number) + 1, carrier: word ?? 'van', name: name ?? 'T-shirt',
  cost: Number(cost ?? '6.42'), weight: weight ?? null, tags: ['a'],
});

/** After a second, or from a place on, as it is asked. */
const list = (rows: readonly unknown[]) => ({ url }: WireRequest): WireAnswer => {
  const query = new URL(url).searchParams;
  const after = Number(query.get('after') ?? 0);
  const later = rows.filter((one) => one === null || Number(own(one, 'at')) > after);
  const rest = later.slice(Number(query.get('skip') ?? 0));
  const size = Number(query.get('size'));
  return jsonAnswer(200, { rows: rest.slice(0, size), hasMore: rest.length > size });
};

const ourAddress = 'https://gatepass.example/hooks/model/t';

const hookAccount = () => {
  let hooks = [{ id: 1, address: 'https://other.example/hook' }];
  return {
    other: (request: WireRequest): WireAnswer => {
      if (request.method === 'GET') return jsonAnswer(200, { rows: hooks });
      if (request.method === 'DELETE') {
        hooks = hooks.filter((one) => one.id !== Number(pathOf(request).split('/').at(-1)));
      } else {
        hooks = [...hooks, { id: hooks.length + 1, address: ourAddress }];
      }
      return jsonAnswer(200, { state: 'kept' });
    },
    isAsWanted: () => hooks.filter((one) => one.address === ourAddress).length === 1,
    strangers: () => hooks.filter((one) => one.address !== ourAddress),
  };
};

export const modelKit = (connector: Connector): Kit => ({
  connector,
  known: { triedAgainst: 'nothing: it shows how small a connector can be', doesNot: [] },
  settings: { url: 'https://model.example', token: 'token/of+the "model" & <co>' },
  secrets: ['token/of+the "model" & <co>'],
  other: {
    settings: { url: 'https://other.example', token: 'another-token' }, secrets: ['another-token'],
  },
  probed: obliging,
  operations: {
    'create-order': {
      item: createOrder,
      good: obliging,
      naturalKeys: (request) => ordersIn(request).map((one) => one.key),
      money: {
        unit: 'major',
        of: (request) => ordersIn(request).flatMap((one) => one.lines.map(({ price }) => price)),
      },
      grams: (request) => ordersIn(request).flatMap((one) => one.lines.map(({ grams }) => grams)),
      partly: (refused, words) => (request) => jsonAnswer(200, {
        results: ordersIn(request).map((one, index) => (refused.has(index)
          ? { key: one.key, success: false, why: words } : taken(one, index))).toReversed(),
      }),
      answers: [
        { title: 'a no is refused', items: 1, answer: no, becomes: ['refused'] },
        {
          title: 'an order that is not spoken of is unknown', items: 2,
          answer: (request) => jsonAnswer(200, { results: ordersIn(request).slice(1).map(taken) }),
          becomes: ['unknown', 'done'],
        },
      ],
    },
    'mark-as-shipped': byId(markAsShipped),
    'void-label': byId(voidLabel),
  },
  surveys: {
    tags: {
      ask: { list: 'tags' }, row: (number) => ({ id: number + 1, name: 'Gift' }),
      spoilt: { id: 'x' }, list: (rows) => jsonAnswer(200, { rows }),
    },
  },
  hooks: { wanted: { connection: 'model', address: ourAddress }, account: hookAccount },
  feeds: {
    labels: {
      row, list,
      spoilt: (number) => ({ ...row(number), id: 'none' }),
      weightUnits: { grams: 'g', ounces: 'oz' },
    },
  },
});
