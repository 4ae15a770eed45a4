/** What a look at ShipStation shows, and what people at the shipping desk do there. */
import { instant } from '../../src/core/model/instant.ts';
import {
  consignmentId, labelId, lineKey, markId, shipStationOrderId, type ConsignmentId,
} from '../../src/core/model/ids.ts';
import type {
  Label, Mark, ShipStationLine, ShipStationOrder, ShipStationStatus,
} from '../../src/core/model/shipstation.ts';
import { readGoods } from '../goods.ts';
import { consignment, labelWith, markWith } from '../kit.ts';
import {
  everyConsignment, orderNumbered, see, StoryError, word, type Sentence, type World,
} from '../world.ts';

const statuses: Readonly<Record<string, ShipStationStatus>> = {
  'waiting for a label': { is: 'awaiting' }, 'on hold': { is: 'on-hold' },
  'waiting for payment': { is: 'awaiting-payment' },
  'cancelled': { is: 'cancelled' }, 'shipped': { is: 'shipped' },
};

export const shipStation: readonly Sentence[] = [
  {
    says: new RegExp(
      '^ShipStation shows (?<number>\\S+) ' +
      `(?<status>${Object.keys(statuses).join('|')})$`),
    means: (world, words) => {
      const status = statuses[word(words, 'status')] ?? { is: 'awaiting' };
      return change(world, word(words, 'number'), (order) => ({ ...order, status }));
    },
  },
  {
    says: /^ShipStation shows (?<number>\S+), as we asked$/,
    means: (world, words) => asWeAsked(world, word(words, 'number')),
  },
  {
    says: /^ShipStation shows that (?<number>\S+) was deleted$/,
    means: (world, words) => {
      const { consignment: id, sighting } = orderNumbered(world, word(words, 'number'));
      return see(world, {
        kind: 'shipstation-order-gone', consignment: id, order: sighting.order.id, at: world.now,
      });
    },
  },
  {
    says: /^ShipStation shows (?<number>\S+), brought in by the store: (?<goods>.+)$/,
    means: (world, words) => shown(world, consignment, {
      ...plainOrder(word(words, 'number'), 'store'), lines: linesOf(world, words, false),
    }),
  },
  {
    says: /^ShipStation shows (?<number>\S+), made by another program: (?<goods>.+)$/,
    means: (world, words) => shown(world, consignment, {
      ...plainOrder(word(words, 'number'), 'another'), lines: linesOf(world, words, false),
    }),
  },
  {
    says: /^(?<number>\S+) is adopted$/,
    means: (world, words) => {
      const { consignment: id, sighting } = orderNumbered(world, word(words, 'number'));
      return see(world, { kind: 'adopted', consignment: id, order: sighting.order.id, adoption: {
        at: world.now, by: 'Ann', evidence: 'number, lines and quantities are equal',
      } });
    },
  },
  {
    says: /^ShipStation shows a copy of (?<of>\S+), numbered (?<number>\S+): (?<goods>.+)$/,
    means: (world, words) => {
      const { consignment: id, sighting } = orderNumbered(world, word(words, 'of'));
      return shown(world, id, {
        ...sighting.order, ...plainOrder(word(words, 'number'), 'copy'),
        lines: linesOf(world, words, true),
      });
    },
  },
  {
    says: new RegExp(
      '^ShipStation shows (?<number>\\S+) split: (?<goods>.+) ' +
      'stay, (?<rest>.+) in a part of their own$'),
    means: (world, words) => {
      const number = word(words, 'number');
      const { consignment: id, sighting } = orderNumbered(world, number);
      const stays = change(world, number, (order) =>
        ({ ...order, lines: linesOf(world, words, true) }));
      return shown(stays, id, {
        ...sighting.order, id: shipStationOrderId(`${sighting.order.id}-part`),
        number: `${number}-part`, splitFrom: sighting.order.id,
        lines: linesOf(world, { goods: words['rest'] }, true),
      });
    },
  },
  {
    says: /^ShipStation shows (?<number>\S+) combined with another order$/,
    means: (world, words) => change(world, word(words, 'number'), (order) => ({
      ...order,
      combines: [shipStationOrderId('another')],
      lines: [...order.lines, {
        key: lineKey(consignmentId('con_other'), '1'), sku: 'CAP', name: 'CAP', quantity: 1,
      }],
    })),
  },
  {
    says: new RegExp(
      '^the desk labels (?<number>\\S+) by (?<carrier>DPD|Royal Mail|UPS)' +
      '(?:, service (?<service>\\S+))?: (?<tracking>\\S+)$'),
    means: (world, words) => {
      const number = word(words, 'number');
      const { consignment: id, sighting } = orderNumbered(world, number);
      const { service } = words;
      const labelled = label(
        world, id, words, sighting.order, service === undefined ? {} : { service });
      return change(labelled, number, (order) => ({ ...order, status: { is: 'shipped' } }));
    },
  },
  {
    says: /^the desk makes a return label for (?<number>\S+) by (?<carrier>DPD): (?<tracking>\S+)$/,
    means: (world, words) => {
      const { consignment: id, sighting } = orderNumbered(world, word(words, 'number'));
      return label(world, id, words, sighting.order, { isReturn: true });
    },
  },
  {
    says: new RegExp(
      '^a label appears that hangs on no order, by ' +
      '(?<carrier>DPD): (?<tracking>\\S+), for (?<goods>.+)$'),
    means: (world, words) => label(world, consignment, words, null, {
      lines: linesOf(world, words, true),
    }),
  },
  {
    says: /^the desk voids (?<tracking>\S+)$/,
    means: (world, words) => relabel(world, words, { voidedAt: world.now }),
  },
  {
    says: new RegExp(
      '^the desk marks (?<number>\\S+) as shipped' +
      '(?:, by (?<carrier>.+) with (?<tracking>\\S+?))?(?<told>, and the channel is told)?$'),
    means: (world, words) => {
      const number = word(words, 'number');
      const { consignment: id, sighting } = orderNumbered(world, number);
      const marked = see(world, {
        kind: 'mark', consignment: id, seenAt: world.now, mark: markWith(sighting.order, {
          id: markId(`marked-${String(world.now)}`), madeAt: instant(world.now),
          carrier: words['carrier'] ?? null,
          trackingNumber: words['tracking'] ?? null,
          channelNotice: { is: words['told'] === undefined ? 'not-told' : 'told' },
        }),
      });
      return change(marked, number, (order) => ({ ...order, status: { is: 'shipped' } }));
    },
  },
  {
    says: /^ShipStation says that it told the channel that (?<number>\S+) was marked$/,
    means: (world, words) => remark(world, words, { channelNotice: { is: 'told' } }),
  },
  {
    says: /^the mark of (?<number>\S+) is taken back$/,
    means: (world, words) => change(
      remark(world, words, { voidedAt: world.now }), word(words, 'number'),
      (order) => ({ ...order, status: { is: 'awaiting' } })),
  },
  {
    says: /^ShipStation says that it told the channel of (?<tracking>\S+)$/,
    means: (world, words) => relabel(world, words, { channelNotice: { is: 'told' } }),
  },
  {
    says: /^ShipStation says that the channel refused (?<tracking>\S+): “(?<text>.+)”$/,
    means: (world, words) => relabel(world, words, {
      channelNotice: { is: 'refused', text: word(words, 'text') },
    }),
  },
];

const plainOrder = (number: string, key: string): ShipStationOrder => ({
  id: shipStationOrderId(`${key}-${number}`), number, key: null, status: { is: 'awaiting' },
  modifiedAt: null, carrier: null, service: null, package: null, shipTo: null, lines: [],
  splitFrom: null, combines: [],
});

const linesOf = (
  world: World,
  words: { readonly [name: string]: string | undefined },
  isOurs: boolean,
): readonly ShipStationLine[] =>
  readGoods(word(words, 'goods')).map(({ sku, ordered }) => {
    const named = everyConsignment(world).flatMap((facts) =>
      (facts.says?.snapshot.lines ?? []).map((one) => ({ id: facts.id, ...one })))
      .find((one) => one.sku === sku);
    if (named === undefined) throw new StoryError(`the warehouse has named no ${sku}`);
    const key = isOurs ? lineKey(named.id, named.line) : named.channelLine;
    return { key, sku, name: sku, quantity: ordered };
  });

const shown = (world: World, id: ConsignmentId, order: ShipStationOrder): World => see(world, {
  kind: 'shipstation-order', consignment: id, seenAt: world.now,
  order: { ...order, modifiedAt: world.now },
});

const change = (
  world: World,
  number: string,
  to: (order: ShipStationOrder) => ShipStationOrder,
): World => {
  const { consignment: id, sighting } = orderNumbered(world, number);
  return shown(world, id, to(sighting.order));
};

/** The order arrived although nobody answered us: as the newest try would have it. */
const asWeAsked = (world: World, number: string): World => {
  const asked = everyConsignment(world).flatMap((facts) => Object.values(facts.attempts)
    .filter((one) => one.operation === 'create-order')
    .map((attempt) => ({ facts, attempt }))).at(-1);
  if (asked === undefined) throw new StoryError('nothing was asked of ShipStation');
  const { facts, attempt } = asked;
  return shown(world, facts.id, {
    ...plainOrder(number, 'asked'), key: attempt.about,
    lines: (facts.says?.snapshot.lines ?? []).map(({ line, sku, picked }) =>
      ({ key: lineKey(facts.id, line), sku, name: sku, quantity: picked })),
  });
};

const carriers: Readonly<Record<string, string>> = {
  'DPD': 'dpd', 'Royal Mail': 'royal_mail', 'UPS': 'ups',
};

const label = (
  world: World,
  id: ConsignmentId,
  words: { readonly [name: string]: string | undefined },
  order: ShipStationOrder | null,
  changes: Partial<Label>,
): World => {
  const tracking = word(words, 'tracking');
  const made = labelWith(order, {
    id: labelId(tracking), trackingNumber: tracking, madeAt: instant(world.now),
    carrier: carriers[word(words, 'carrier')] ?? 'dpd', ...changes,
  });
  return see(world, { kind: 'label', consignment: id, label: made, seenAt: world.now });
};

const relabel = (
  world: World,
  words: { readonly [name: string]: string | undefined },
  changes: Partial<Label>,
): World => {
  const tracking = labelId(word(words, 'tracking'));
  const facts = everyConsignment(world).find((one) => one.labels[tracking] !== undefined);
  const known = facts?.labels[tracking];
  if (facts === undefined || known === undefined) {
    throw new StoryError(`no label bears ${tracking}`);
  }
  return see(world, {
    kind: 'label', consignment: facts.id, label: { ...known.label, ...changes },
    seenAt: world.now,
  });
};

const remark = (
  world: World,
  words: { readonly [name: string]: string | undefined },
  changes: Partial<Mark>,
): World => {
  const { consignment: id, sighting } = orderNumbered(world, word(words, 'number'));
  const facts = everyConsignment(world).find((one) => one.id === id);
  const known = Object.values(facts?.marks ?? {}).findLast((one) =>
    one.mark.order === sighting.order.id);
  if (known === undefined) throw new StoryError('it was never marked as shipped');
  return see(world, {
    kind: 'mark', consignment: id, mark: { ...known.mark, ...changes }, seenAt: world.now,
  });
};
