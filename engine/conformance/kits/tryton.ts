import { tryton } from '../../src/connectors/tryton/connector.ts';
import type { WireRequest } from '../../src/contract/wire.ts';
import { tell } from '../items.ts';
import type { Kit } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';
import {
  askedIn, complaint, pretendWarehouse, result, shipmentRow, shipmentsOf, usualAnswer,
} from './tryton-warehouse.ts';

const isWriting = (request: WireRequest): boolean =>
  /^model\.stock\.shipment\.out\.(write|done)$/.test(askedIn(request).method);

const secrets = ['p9f0a7c51e2d84b6f+secret/of&the"test'];
const otherSecrets = ['other-secret-0000000001'];

const settings = {
  baseUrl: 'https://tryton.example', database: 'wms', user: 'gatepass', password: secrets[0],
  warehouse: 'WH', channel: 'shop-uk',
};

/** Answers as usual until that method is called. */
const until = (method: string, then: ReturnType<typeof result>) => {
  const { answer } = pretendWarehouse();
  return (request: WireRequest) => (askedIn(request).method === method ? then : answer(request));
};

const closingMethod = 'model.stock.shipment.out.done';
const feed = {
  row: shipmentRow,
  spoilt: (number: number) => ({ ...shipmentRow(number), id: null }),
  list: shipmentsOf,
};

export const trytonKit: Kit = {
  connector: tryton,
  known: {
    triedAgainst: 'real Tryton 6.0 (Debian), running, and a stand-in of it; later versions by ' +
      'their change log alone',
    doesNot: [
      'Nothing is assigned, picked, packed, reset or cancelled from here; a recall is a note.',
      'Stock figures, purchase and return shipments are not read; planned dates are not either.',
      'A line that is not a whole number of its unit (2.5 kg) is named and its shipment left out.',
      'A cost in another currency than the company’s is not written.',
      'A shipment that is packed without a package has no place for a number: refused, in words.',
    ],
  },
  settings,
  secrets,
  other: { settings: { ...settings, password: otherSecrets[0] }, secrets: otherSecrets },
  signsIn: (request) => askedIn(request).method === 'common.db.login',
  probed: () => (request) => usualAnswer(askedIn(request)) ?? result([]),
  operations: {
    'tell-warehouse': {
      item: tell('warehouse'),
      // Signing in, four; found, carrier, written, names of methods, closed, and read again.
      calls: 10,
      writes: 2,
      isWriting,
      good: () => pretendWarehouse().answer,
      naturalKeys: ({ body }) => [body ?? ''],
      answers: [
        {
          title: 'a shipment that Tryton does not show is refused in words', items: 1,
          answer: (request) => usualAnswer(askedIn(request)) ?? result([]), becomes: ['refused'],
        },
        {
          title: 'a yes to closing that closes nothing is refused, in words', items: 1,
          answer: until(closingMethod, result(null)), becomes: ['refused'],
        },
        {
          title: 'what Tryton says no to in words is refused', items: 1,
          answer: until(closingMethod,
            complaint('UserError', ['All the moves must be packed.', '', null])),
          becomes: ['refused'],
        },
        {
          title: 'a question of Tryton’s that nobody listed is for a person', items: 1,
          answer: until(closingMethod,
            complaint('UserWarning', ['f00d.done', 'The moves have no origin.', ''])),
          becomes: ['refused'],
        },
        {
          title: 'a change at the same moment is looked at again', items: 1,
          answer: until('model.stock.shipment.out.write',
            complaint('ConcurrencyException', 'Records were modified in the meanwhile')),
          becomes: ['unknown'],
        },
        {
          title: 'a fault of theirs judges no message', items: 1,
          answer: until(closingMethod, complaint('KeyError: 1', 'Traceback')),
          becomes: ['unknown'],
        },
        {
          title: 'a wrong password judges no message', items: 1,
          answer: () => jsonAnswer(401, {}), becomes: ['unknown'],
        },
      ],
      money: {
        unit: 'major',
        of: (request) => {
          const { method, params } = askedIn(request);
          if (method !== 'model.stock.shipment.out.write') return [];
          const { cost } = params[1] as { readonly cost: { readonly decimal: string } };
          return [Number(cost.decimal)];
        },
      },
    },
  },
  feeds: { 'shipments': feed, 'open-shipments': feed },
  excused: {
    cases: {
      'goods.names': { 'tell-warehouse': 'the carrier is written as the record it is in Tryton' },
      'items.expired': {
        'tell-warehouse': 'a session that has run out is renewed once, and the message goes on',
      },
      'goods.weight': { 'tell-warehouse': 'Tryton works weights out from its articles' },
    },
  },
};
