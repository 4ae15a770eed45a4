/** What the contract is tried with on the example of docs/guides/writing-a-connector.md. */
import { hayloft } from '../../src/connectors/hayloft/connector.ts';
import type { WireRequest } from '../../src/contract/wire.ts';
import { tell } from '../items.ts';
import type { Kit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';
import { pretendHayloft, type HayloftOrder } from './hayloft-warehouse.ts';

/** Ten milliseconds apart, all inside the window that the kit looks at. */
const timeOf = (number: number): string =>
  new Date(Date.UTC(2026, 10, 22, 13, 31) + number * 10).toISOString();

export const hayloftOrder = (number: number, { word, name, sortsAs }: Told = {}) => ({
  id: 7_000 + number, version: 3, changed: timeOf(sortsAs ?? number),
  number: `SO-${String(1_000 + number)}`, shop: 'web', state: 'packed', service: word ?? 'DPD-12',
  to: {
    name: name ?? 'Iris Bell', street: '7 Canal Street', town: 'Leeds', postcode: 'LS1 4BT',
    country: 'GB',
  },
  items: [{
    item: '1', sku: 'TEE-BLK-M', title: 'T-shirt', wanted: 2, reserved: 2, picked: 2, packed: 2,
    missing: 0, grams: 180,
  }],
  gone: null,
});

type Box = { readonly pence: number; readonly grams: number };

const boxesIn = ({ body }: WireRequest): readonly Box[] =>
  // What this connector sends there has boxes.
  (JSON.parse(body ?? '{}') as { readonly boxes: readonly Box[] }).boxes;

export const hayloftKit: Kit = {
  connector: hayloft,
  known: {
    triedAgainst: 'nothing but the pretended Hayloft of its guide: there is no such system',
    doesNot: [],
  },
  settings: { url: 'https://hayloft.example', token: 'hl_51c0ffee+token/of&the"kit"' },
  secrets: ['hl_51c0ffee+token/of&the"kit"'],
  other: {
    settings: { url: 'https://other.example', token: 'hl_other_00000001' },
    secrets: ['hl_other_00000001'],
  },
  probed: () => pretendHayloft().answer,
  operations: {
    'tell-warehouse': {
      item: tell('warehouse'),
      good: () => pretendHayloft().answer,
      naturalKeys: ({ url }) => [new URL(url).pathname],
      money: { unit: 'minor', of: (request) => boxesIn(request).map((box) => box.pence) },
      grams: (request) => boxesIn(request).map((box) => box.grams),
      answers: [
        {
          title: 'a no in their words is a refusal', items: 1, becomes: ['refused'],
          answer: () => jsonAnswer(409, { error: { code: 'order-closed', text: 'It has gone' } }),
        },
        {
          title: 'a page of a proxy is no judgement on the message', items: 1,
          becomes: ['unknown'],
          answer: () => ({ is: 'answer', status: 404, headers: {}, body: '<h1>Not found</h1>' }),
        },
        {
          title: 'a yes to another message is not believed', items: 1, becomes: ['unknown'],
          answer: () => jsonAnswer(200, { stored: 'msg_of_somebody_else' }),
        },
      ],
    },
  },
  feeds: {
    orders: {
      row: hayloftOrder,
      // A state that nobody has heard of.
      spoilt: (number) => ({ ...hayloftOrder(number), state: 'teleported' }),
      // The kit gives rows back as it was given them, some of them spoilt.
      list: (rows) => pretendHayloft(() => rows as readonly HayloftOrder[]).answer,
    },
  },
};
