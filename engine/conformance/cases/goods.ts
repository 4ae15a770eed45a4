/** What goes out with an item: names letter by letter, money to the minor unit, whole grams. */
import type { Action } from '../../src/core/model/decision.ts';
import { holdAll, readBody, saysExactly } from '../bench.ts';
import { hold, type Asked, type Case, type OperationGiven } from '../case.ts';
import { decimalOf, names, sums, textsIn } from '../odd-values.ts';
import { isWriting, perform, writes } from '../performing.ts';

const of = 'operation';

/** By the contract: these actions carry goods with prices and weights, or what was paid for. */
const carriers: readonly Action['do'][] = [
  'create-order', 'amend-order', 'tell-warehouse', 'tell-channel',
];

const carriesGoods = {
  needs: 'an operation that carries goods or costs',
  isAsked: ({ name }: Asked<unknown>) => carriers.some((one) => one === name),
};

type Content = { readonly name?: string; readonly minor?: number; readonly grams?: number };

/** The same item, with this in it. */
const filled = (item: Action, { name, minor, grams }: Content): Action => {
  switch (item.do) {
    case 'create-order':
    case 'amend-order': {
      const { release } = item;
      const [line] = release.lines;
      hold(line !== undefined, 'the kit gives an order without lines');
      // A line of its own, since what stands there already may keep its price.
      const more = {
        ...line, key: `${line.key}-more`, sku: 'MORE', name: name ?? line.name,
        unitPrice: minor === undefined || line.unitPrice === null
          ? line.unitPrice : { ...line.unitPrice, amount: minor },
        weightGrams: grams ?? line.weightGrams,
      };
      const shipTo = { ...release.shipTo, name: name ?? release.shipTo.name };
      return { ...item, release: { ...release, shipTo, lines: [...release.lines, more] } };
    }
    case 'tell-warehouse':
    case 'tell-channel': {
      const { message } = item;
      const parcels = message.parcels.map((parcel) => ({
        ...parcel, carrier: name ?? parcel.carrier, weightGrams: grams ?? parcel.weightGrams,
        cost: { ...parcel.cost, amount: minor ?? parcel.cost.amount },
      }));
      return { ...item, message: { ...message, parcels } };
    }
    default:
      return item;
  }
};

/** Done, and what the one writing call of it held. */
const written = async (given: OperationGiven, content: Content) => {
  const { performed, requests } = await perform(given, [filled(given.of.item(0), content)]);
  holdAll(performed, 'done', `with ${JSON.stringify(content).slice(0, 80)}`);
  const write = requests.find(isWriting(given));
  hold(write !== undefined && writes(given, requests).length === (given.of.writes ?? 1),
    'it is not written once');
  return write;
};

export const goodsCases: readonly Case[] = [
  {
    name: 'goods.names', ...carriesGoods, of,
    promise: 'names go out letter by letter, in whatever writing',
    async check(given) {
      for (const name of names) {
        const body = readBody(await written(given, { name }));
        hold(saysExactly(body, name), `the name ${JSON.stringify(name)} did not go out`);
      }
    },
  },
  {
    name: 'goods.money', ...carriesGoods, of,
    promise: 'money goes out exact to the minor unit, without a trace of binary fractions',
    async check(given) {
      const { money } = given.of;
      hold(money !== undefined, 'the kit does not say how money is written');
      for (const minor of new Set(sums.map(([, one]) => one))) {
        const sent = money.of(await written(given, { minor }));
        const promised = money.unit === 'minor' ? minor : decimalOf(minor);
        hold(sent.includes(promised), `${String(minor)} minor units go out as ${sent.join(', ')}`);
      }
    },
  },
  {
    name: 'goods.weight', ...carriesGoods, of,
    promise: 'weights go out as the whole grams that were given',
    async check(given) {
      const { grams: gramsIn } = given.of;
      hold(gramsIn !== undefined, 'the kit does not say how weights are written');
      for (const grams of [1, 28, 450, 454, 999, 30_000, 1_234_567]) {
        const sent = gramsIn(await written(given, { grams }));
        hold(sent.includes(grams), `${String(grams)} grams go out as ${sent.join(', ')}`);
      }
    },
  },
  {
    name: 'goods.readable', ...carriesGoods, of,
    promise: 'what goes out is readable JSON without surprises, whatever was in the texts',
    async check(given) {
      for (const name of ['","x":"', '"}],"x":[{"', '</script>', 'a\\', '\u0000', '\uD800']) {
        const { body } = await written(given, { name });
        const texts = textsIn(JSON.parse(body ?? ''));
        hold(!texts.includes('x'), `a text with ${JSON.stringify(name)} broke out of its place`);
        hold((body ?? '').isWellFormed(), 'the body is no well-formed text');
      }
    },
  },
];
