/** What the warehouse says of a consignment. What it does not mention stays as it said before. */
import type { ConsignmentFacts } from '../../src/core/model/dossier.ts';
import { consignmentId, warehouseName, type ConsignmentId } from '../../src/core/model/ids.ts';
import type {
  ConsignmentLine, ConsignmentSnapshot, WarehouseStatus,
} from '../../src/core/model/warehouse.ts';
import { wallTime } from '../clock.ts';
import { linesAt, readGoods } from '../goods.ts';
import { consignment, snapshotWith } from '../kit.ts';
import { see, StoryError, word, type Sentence, type World } from '../world.ts';

const statuses: Readonly<Record<string, WarehouseStatus>> = {
  'received': 'received', 'allocated': 'allocated', 'being picked': 'picking', 'picked': 'picked',
  'packed': 'packed', 'gone': 'dispatched', 'cancelled': 'cancelled',
};

const says = new RegExp(
  '^the (?:(?<place>\\w+) )?warehouse says (?:of the (?<which>second) consignment )?' +
  `(?<status>${Object.keys(statuses).join('|')})(?:: (?<goods>[^;]+))?(?:; (?<clauses>.+))?$`);

export const warehouse: readonly Sentence[] = [
  {
    says,
    means: (world, words) => {
      const id = whichOf(words['which'] ?? words['place']);
      const before = world.dossier.consignments[id];
      const known = before?.says?.snapshot ?? snapshotWith({
        revision: 0, lines: [], wave: null, sequence: null,
      });
      const status = statuses[word(words, 'status')] ?? 'received';
      const plain: ConsignmentSnapshot = {
        ...known, status, revision: highest(before) + 1, updatedAt: world.now,
        lines: words['goods'] === undefined
          ? linesStaying(status, known.lines)
          : linesAt(status, readGoods(words['goods']), known.lines),
      };
      const clauses = words['clauses']?.split('; ') ?? [];
      const snapshot = clauses.reduce((so, one) => withClause(so, one), plain);
      return heard(world, id, words['place'], snapshot);
    },
  },
  {
    says: /^the bench asks for the label of (?<parcel>\w+)$/,
    means: (world, words) => see(world, {
      kind: 'label-asked', consignment, parcel: word(words, 'parcel'), at: world.now,
    }),
  },
  {
    says: /^the warehouse sends the same message again$/,
    means: (world) => {
      const snapshot = world.dossier.consignments[consignment]?.says?.snapshot;
      if (snapshot === undefined) throw new StoryError('the warehouse has said nothing yet');
      return heard(world, consignment, undefined, snapshot);
    },
  },
];

const oneParcel = (
  so: ConsignmentSnapshot,
  reference: string,
  skus: readonly string[],
): ConsignmentSnapshot => ({ ...so, parcels: [
  ...so.parcels.filter((one) => one.reference !== reference),
  {
    reference, weightGrams: 400, lengthMm: null, widthMm: null, heightMm: null,
    lines: so.lines.filter((one) => skus.includes(one.sku))
      .map(({ line, packed }) => ({ line, quantity: packed })),
  },
] });

const whichOf = (which: string | undefined): ConsignmentId =>
  which === undefined ? consignment : consignmentId(`con_${which.toLowerCase()}`);

const heard = (
  world: World,
  id: ConsignmentId,
  place: string | undefined,
  snapshot: ConsignmentSnapshot,
): World => see(world, {
  kind: 'warehouse-says', consignment: id,
  warehouse: warehouseName(place?.toLowerCase() ?? 'leicester'),
  reference: `L-${id.slice(4)}`, snapshot, arrivedAt: world.now,
});

const highest = (facts: ConsignmentFacts | undefined): number =>
  facts?.says?.snapshot.revision ?? 0;

/** A status said without goods: all of it, or, once it has gone or ended, as it was. */
const linesStaying = (
  status: WarehouseStatus,
  lines: readonly ConsignmentLine[],
): readonly ConsignmentLine[] =>
  status === 'dispatched' || status === 'cancelled' ? lines
  : linesAt(status, lines.map(({ sku, ordered }) =>
    ({ sku, ordered, picked: ordered, packed: ordered, short: 0 })), lines);

type Clause = readonly [
  shape: RegExp,
  means: (so: ConsignmentSnapshot, words: readonly string[]) => ConsignmentSnapshot,
];

const withClause = (so: ConsignmentSnapshot, clause: string): ConsignmentSnapshot => {
  for (const [shape, means] of clauses) {
    const found = shape.exec(clause);
    if (found !== null) return means(so, found.slice(1));
  }
  throw new StoryError(`the warehouse cannot say “${clause}”`);
};

const parts: Readonly<Record<string, Partial<ConsignmentSnapshot['shipTo']>>> = {
  'name': { name: null, company: null }, 'street': { street1: null }, 'town': { city: null },
  'postcode': { postalCode: null },
};

const abroad: Readonly<Record<string, Partial<ConsignmentSnapshot['shipTo']>>> = {
  'New York': { city: 'New York', state: 'NY', postalCode: '10001', country: 'US' },
  'Dublin': { city: 'Dublin', postalCode: 'D02 AF30', country: 'IE' },
};

const clauses: readonly Clause[] = [
  [/^service (\S+)$/, (so, [service = '']) => ({ ...so, service })],
  [/^no service named$/, (so) => ({ ...so, service: null })],
  [/^without a (name|street|town|postcode)$/, (so, [part = '']) =>
    ({ ...so, shipTo: { ...so.shipTo, ...parts[part] } })],
  [/^postcode (.+)$/, (so, [postalCode = '']) =>
    ({ ...so, shipTo: { ...so.shipTo, postalCode } })],
  [/^to (\d+ [\w ]+)$/, (so, [street1 = '']) => ({ ...so, shipTo: { ...so.shipTo, street1 } })],
  [/^going to (New York|Dublin)$/, (so, [town = '']) =>
    ({ ...so, shipTo: { ...so.shipTo, ...abroad[town] } })],
  [/^ship by (.+)$/, (so, [at = '']) => ({ ...so, shipBy: wallTime(at) })],
  [/^dated (.+)$/, (so, [at = '']) => ({ ...so, updatedAt: wallTime(at) })],
  [/^revision (\d+)$/, (so, [revision]) => ({ ...so, revision: Number(revision) })],
  [/^sold by (\w+)$/, (so, [channel = '']) => ({ ...so, channel })],
  [/^wave (\S+), tote (\d+)$/, (so, [wave = '', tote]) =>
    ({ ...so, wave, sequence: Number(tote) })],
  [/^(\w+) weighs (\d+) g$/, (so, [sku, grams]) => ({ ...so, lines: so.lines.map((one) =>
    (one.sku === sku ? { ...one, weightGrams: Number(grams) } : one)) })],
  [/^in one parcel of (\d+) g$/, (so, [grams]) => ({ ...so, parcels: [{
    reference: 'P1', weightGrams: Number(grams), lengthMm: null, widthMm: null, heightMm: null,
    lines: so.lines.map(({ line, packed }) => ({ line, quantity: packed })),
  }] })],
  [/^(\w+(?: and \w+)*) in parcel (\w+)$/, (so, [skus = '', reference = '']) =>
    oneParcel(so, reference, skus.split(' and '))],
  [/^parcel (\w+) unpacked$/, (so, [reference]) =>
    ({ ...so, parcels: so.parcels.filter((one) => one.reference !== reference) })],
  [/^with tariff codes$/, (so) => ({ ...so, lines: so.lines.map((one) => ({
    ...one, customs: { hsCode: '6109100010', origin: 'PT', description: one.name },
  })) })],
  [/^by (\w+) with (\S+)$/, (so, [carrier = '', number = '']) => left(so, carrier, [number])],
  [/^by (\w+) without a number$/, (so, [carrier = '']) => left(so, carrier, [])],
  [/^with (\S+) and no carrier named$/, (so, [number = '']) => left(so, null, [number])],
  [/^by nobody named$/, (so) => left(so, null, [])],
];

const left = (
  so: ConsignmentSnapshot,
  carrier: string | null,
  trackingNumbers: readonly string[],
): ConsignmentSnapshot =>
  ({ ...so, dispatch: { at: so.updatedAt, carrier, service: null, trackingNumbers } });
