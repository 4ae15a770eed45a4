import type { Truth } from '../warehouse/floor.ts';
import type { World } from '../world.ts';
import type { Evidence, LabelSeen } from './evidence.ts';
import type { Rules } from './rules.ts';

export type UnpackedUnits = {
  readonly orderNumber: string;
  readonly sku: string;
  readonly labelled: number;
  readonly packed: number;
  readonly shipmentId: number;
};

/**
 * Walks the labels in the order of their making. Each takes units of its order from those packed
 * by then; what is missing was labelled without having been packed. A label made first and packed
 * later is therefore a breach, as the parcel could have gone.
 */
export function unpackedUnits(evidence: Evidence): readonly UnpackedUnits[] {
  const standing = evidence.labels.filter((label) => label.voidedAt === null);
  const taken = new Map<string, number>();
  const breaches: UnpackedUnits[] = [];
  for (const label of standing) {
    for (const { orderNumber, sku, quantity } of labelledUnits(evidence, label)) {
      const key = JSON.stringify([orderNumber, sku]);
      const labelled = (taken.get(key) ?? 0) + quantity;
      taken.set(key, labelled);
      const packed = unitsBy(evidence, orderNumber, sku, label.madeAt);
      if (labelled <= packed) continue;
      breaches.push({ orderNumber, sku, labelled, packed, shipmentId: label.wire.shipmentId });
    }
  }
  return breaches;
}

/** Units of this label that nobody had packed by then, beside those under labels that stood. */
export function unpackedUnder(evidence: Evidence, label: LabelSeen): readonly UnpackedUnits[] {
  const earlier = evidence.labels.filter(
    (other) =>
      other.wire.shipmentId < label.wire.shipmentId &&
      other.madeAt <= label.madeAt &&
      (other.voidedAt ?? Number.POSITIVE_INFINITY) > label.madeAt &&
      other.orderNumbers.some((orderNumber) => label.orderNumbers.includes(orderNumber)),
  );
  const before = earlier.flatMap((other) => labelledUnits(evidence, other));
  return labelledUnits(evidence, label).flatMap(({ orderNumber, sku, quantity }) => {
    const taken = before.filter((row) => row.orderNumber === orderNumber && row.sku === sku);
    const labelled = taken.reduce((sum, row) => sum + row.quantity, quantity);
    const packed = unitsBy(evidence, orderNumber, sku, label.madeAt);
    const { shipmentId } = label.wire;
    return labelled <= packed ? [] : [{ orderNumber, sku, labelled, packed, shipmentId }];
  });
}

/** Each line goes to the order that it first belonged to: a combined box holds several. */
export function labelledUnits(evidence: Evidence, label: LabelSeen) {
  const { wire, order } = label;
  const own = evidence.numberOf(wire.orderNumber ?? '');
  // A second label lists no items, yet it sits on a box with the order's goods.
  const items = wire.shipmentItems?.length ? wire.shipmentItems : (order?.items ?? []);
  const isCombined = label.orderNumbers.length > 1;
  const units = new Map<string, { orderNumber: string; sku: string; quantity: number }>();
  for (const item of items) {
    const owner = item.lineItemKey === null || !isCombined
      ? undefined
      : evidence.world.notebook.lineOwner.get(item.lineItemKey);
    const orderNumber = owner === undefined ? own : evidence.numberOf(owner);
    const sku = item.sku ?? item.name;
    const key = JSON.stringify([orderNumber, sku]);
    const quantity = (units.get(key)?.quantity ?? 0) + item.quantity;
    units.set(key, { orderNumber, sku, quantity });
  }
  return [...units.values()];
}

/** Units of an article that the floor had confirmed by a moment, over all consignments. */
export const unitsBy = (
  { world, rules }: { readonly world: World; readonly rules: Rules },
  orderNumber: string,
  sku: string,
  at: number,
): number => {
  if (rules.gate === 'allocated') return allocatedBy(world, orderNumber, sku, at);
  const latest = new Map<string, Truth>();
  for (const row of world.warehouse.truth) {
    if (row.orderNumber !== orderNumber || row.sku !== sku || row.at > at) continue;
    latest.set(row.reference ?? '', row);
  }
  return [...latest.values()].reduce((sum, row) => sum + confirmed(row, rules), 0);
};

/** Nobody has touched these yet: the warehouse's system alone says that they are for the order. */
const allocatedBy = (world: World, orderNumber: string, sku: string, at: number): number =>
  [...world.warehouse.jobs.values()].reduce((sum, { asked, said = [] }) => {
    const isOfIt = asked.orderNumber === orderNumber &&
      said.some((row) => row.at <= at && row.isWhole.allocated);
    return !isOfIt ? sum : sum + asked.lines.reduce((units, line) =>
      line.sku === sku ? units + line.ordered : units, 0);
  }, 0);

const confirmed = (row: Truth, rules: Rules): number =>
  rules.gate === 'picked' ? (row.picked ?? row.packed) : row.packed;
