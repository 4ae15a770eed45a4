import type { ShopOrderAsked } from '../channel/shop.ts';
import type { Moment } from '../machine.ts';
import type { PackAsked } from '../warehouse/floor.ts';
import type { Draw } from './draw.ts';
import type { Article } from './goods.ts';
import { articles, people, services } from './goods.ts';
import type { CourseTrouble, Shares, ShapeTrouble } from './troubles.ts';
import { drawn } from './troubles.ts';

/** One order as the customer places it, before anybody has touched it. */
export type Sale = {
  readonly index: number;
  readonly at: Moment;
  readonly order: ShopOrderAsked;
  readonly consignments: readonly PackAsked[];
  readonly course: CourseTrouble | null;
  readonly shape: ShapeTrouble | null;
};

type Bought = { readonly line: string; readonly article: Article; readonly ordered: number };

const usualFirstNumber = 500_000;

export function makeSale(about: {
  readonly index: number;
  readonly at: Moment;
  readonly shipBy: Moment;
  readonly shares: Shares;
  readonly draw: Draw;
  readonly firstNumber?: number | undefined;
}): Sale {
  const { index, at, shipBy, shares, draw, firstNumber = usualFirstNumber } = about;
  const course = drawn(shares.course, draw.unit('course'));
  const shape = drawn(shares.shape, draw.unit('shape'));
  const orderNumber = `SO-${firstNumber + index}`;
  const bought = basket(course, shape, draw);
  const service =
    shape === 'unmappedService' ? services.unmapped : draw.of('service', services.usual);
  const shipTo = address(shape, draw);
  const shipByText = new Date(shipBy).toISOString();
  const order: ShopOrderAsked = {
    orderNumber,
    status: 'paid',
    requestedService: service,
    shipBy: shipByText,
    shipTo,
    lines: bought.map(({ line, article, ordered }) => ({
      line: `${line}01`,
      sku: article.sku,
      name: article.name,
      ordered,
      cancelled: 0,
      unitPrice: { amount: article.pence, currency: 'GBP' },
    })),
  };
  const half = Math.ceil(bought.length / 2);
  const isApart = shape === 'twoConsignments';
  const parts = isApart ? [bought.slice(0, half), bought.slice(half)] : [bought];
  const consignments = parts.map((part, number) =>
    consignment({
      orderNumber,
      reference: `LE-${orderNumber}${parts.length > 1 ? `-${'AB'[number]}` : ''}`,
      service,
      shipBy: shipByText,
      shipTo,
      lines: part,
      isWeightless: shape === 'weightless',
    }),
  );
  return { index, at, order, consignments, course, shape };
}

const needsTwoUnits: readonly (CourseTrouble | null)[] = [
  'shortPick', 'shortThenFound', 'recountGoesBack', 'contradiction',
];

function basket(course: CourseTrouble | null, shape: ShapeTrouble | null, draw: Draw): Bought[] {
  const needsTwoLines = shape === 'twoConsignments' || course === 'stockOut';
  const size = needsTwoLines ? draw.whole('size', 2, 4) : draw.whole('size', 1, 4);
  const start = draw.whole('article', 0, articles.length);
  return Array.from({ length: size }, (_, number) => {
    const article = articles[(start + number * 3) % articles.length];
    if (article === undefined) throw new Error('There are no articles');
    const units = draw.whole(`units/${number}`, 1, 4);
    const least = needsTwoUnits.includes(course) && number === 0 ? 2 : 1;
    const ordered = shape === 'manyUnits' && number === 0 ? 9 : Math.max(least, units);
    return { line: `${number + 1}`, article, ordered };
  });
}

function address(shape: ShapeTrouble | null, draw: Draw) {
  const [name, street1, city, postalCode] = draw.of('person', people);
  const place =
    shape === 'abroad'
      ? { city: 'Lyon', postalCode: '69002', country: 'FR' }
      : { city, postalCode: shape === 'badAddress' ? null : postalCode, country: 'GB' };
  return {
    name,
    company: null,
    street1,
    street2: null,
    street3: null,
    ...place,
    state: null,
    phone: '0117 496 0000',
    email: 'customer@example.com',
  };
}

function consignment(part: {
  readonly orderNumber: string;
  readonly reference: string;
  readonly service: string;
  readonly shipBy: string;
  readonly shipTo: PackAsked['shipTo'];
  readonly lines: readonly Bought[];
  readonly isWeightless: boolean;
}): PackAsked {
  const { lines, isWeightless, ...head } = part;
  return {
    ...head,
    channel: 'shopify-uk',
    wave: null,
    sequence: null,
    lines: lines.map(({ line, article, ordered }) => ({
      line,
      channelLine: `${line}01`,
      sku: article.sku,
      name: article.name,
      ordered,
      shortReason: null,
      bin: article.bin,
      unitPrice: { amount: article.pence, currency: 'GBP' },
      weightGrams: isWeightless ? 0 : article.grams,
    })),
    stepMs: 0,
    until: 'packed',
  };
}
