import type { Moment } from '../machine.ts';

/** The demo's orders: invented people and goods. The first is the example of the documents. */
const people = [
  ['Imogen Hartley', '18 Lantern Street', 'Bristol', 'BS1 5TT'],
  ['Callum Reyes', '3 Kiln Court', 'Leeds', 'LS2 8JT'],
  ['Zofia Nowak', '77 Harbour Way', 'Cardiff', 'CF10 4GA'],
  ['Thandi Mokoena', '9 Orchard Rise', 'Norwich', 'NR1 3QG'],
] as const;

const goods = [
  ['TEE-BLK-M', 'T-shirt, black, M', 1_999, 180],
  ['MUG-ENAMEL', 'Enamel mug', 1_250, 320],
  ['SOCK-WOOL-L', 'Wool socks, L', 1_400, 110],
  ['LAMP-DESK', 'Desk lamp', 4_900, 1_450],
] as const;

const services = ['DPD-12', 'STANDARD', 'STANDARD', 'DPD-12'] as const;
const firstNumber = 412_345;
const hourMs = 3_600_000;

/** What the shop sells and the warehouse packs as order number `index` of the demo, from 0. */
export function demoOrder(index: number, now: Moment) {
  const orderNumber = `SO-${firstNumber + index}`;
  const [name, street1, city, postalCode] = pick(people, index);
  const service = pick(services, index);
  const shipBy = new Date(now + 4 * hourMs).toISOString();
  const shipTo = {
    name,
    company: null,
    street1,
    street2: null,
    street3: null,
    city,
    state: null,
    postalCode,
    country: 'GB',
    phone: '0117 496 0000',
    email: 'customer@example.com',
  };
  const bought = [
    { line: '1', channelLine: `${881 + index * 2}`, item: pick(goods, index), ordered: 2 },
    { line: '2', channelLine: `${882 + index * 2}`, item: pick(goods, index + 1), ordered: 1 },
  ].slice(0, 1 + (index % 2));
  return {
    sold: {
      orderNumber,
      status: 'paid',
      requestedService: service,
      shipBy,
      shipTo,
      lines: bought.map(({ channelLine, item: [sku, title, pence], ordered }) => ({
        line: channelLine,
        sku,
        name: title,
        ordered,
        cancelled: 0,
        unitPrice: { amount: pence, currency: 'GBP' },
      })),
    },
    packed: {
      orderNumber,
      channel: 'shopify-uk',
      service,
      wave: 'W-118',
      sequence: 42 + index,
      shipBy,
      shipTo,
      lines: bought.map(({ line, channelLine, item: [sku, title, pence, grams], ordered }) => ({
        line,
        channelLine,
        sku,
        name: title,
        ordered,
        bin: `A-0${3 + index}-2`,
        unitPrice: { amount: pence, currency: 'GBP' },
        weightGrams: grams,
      })),
    },
  };
}

function pick<Row>(rows: readonly Row[], index: number): Row {
  const row = rows[index % rows.length];
  if (row === undefined) throw new Error('The demo has no rows to choose from');
  return row;
}
