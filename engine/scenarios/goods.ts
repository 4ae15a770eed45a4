/** Goods as people at the bench write them: `2 TEE`, `1 of 2 TEE`, `1 of 2 TEE (1 short)`. */
import type { ConsignmentLine, WarehouseStatus } from '../src/core/model/warehouse.ts';
import { lineWith } from './kit.ts';
import { StoryError } from './world.ts';

export type Count = {
  readonly sku: string;
  readonly ordered: number;
  readonly picked: number;
  readonly packed: number;
  readonly short: number;
};

const shapes: readonly RegExp[] = [
  /^(?<picked>\d+) of (?<ordered>\d+) (?<sku>[A-Z]+)(?: \((?<short>\d+) short\))?$/,
  /^(?<picked>\d+) picked and (?<packed>\d+) packed of (?<ordered>\d+) (?<sku>[A-Z]+)$/,
  /^(?<ordered>\d+) (?<sku>[A-Z]+)$/,
];

export const readGoods = (text: string): readonly Count[] =>
  text.split(', ').map((part) => {
    const found = shapes.map((shape) => shape.exec(part)?.groups).find((one) => one !== undefined);
    const sku = found?.['sku'];
    if (found === undefined || sku === undefined) {
      throw new StoryError(`“${part}” are no goods; say 2 TEE, or 1 of 2 TEE (1 short)`);
    }
    const ordered = Number(found['ordered']);
    const picked = Number(found['picked'] ?? ordered);
    return {
      sku, ordered, picked, packed: Number(found['packed'] ?? picked),
      short: Number(found['short'] ?? 0),
    };
  });

/** The lines of a snapshot: a line keeps its name from one snapshot to the next. */
export const linesAt = (
  status: WarehouseStatus,
  counts: readonly Count[],
  before: readonly ConsignmentLine[],
): readonly ConsignmentLine[] => {
  const names = [...new Set([...before, ...counts].map((one) => one.sku))];
  return counts.map(({ sku, ordered, picked, packed, short }) => {
    const name = String(names.indexOf(sku) + 1);
    const known = before.find((one) => one.sku === sku);
    const isAllocated = status !== 'received' && status !== 'cancelled';
    const isPicked = isAllocated && status !== 'allocated';
    const isPacked = isPicked && status !== 'picking' && status !== 'picked';
    return lineWith({
      ...known, line: name, channelLine: `88${name}`, sku, name: sku, ordered, short,
      allocated: isAllocated ? (status === 'allocated' ? picked : ordered) : 0,
      picked: isPicked ? picked : 0,
      packed: isPacked ? packed : 0,
    });
  });
};
