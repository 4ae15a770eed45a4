import type { ConsignmentFacts, OrderSighting } from '../model/dossier.ts';
import { readKey } from '../model/ids.ts';
import type { ShipStationLine } from '../model/shipstation.ts';
import type { LineQuantity } from '../model/warehouse.ts';

/** Units per line. A line that is not named holds none. */
export type Units = ReadonlyMap<string, number>;

export const unitsOf = (lines: readonly LineQuantity[]): Units => {
  const units = new Map<string, number>();
  for (const { line, quantity } of lines) units.set(line, (units.get(line) ?? 0) + quantity);
  return units;
};

export const linesOf = (units: Units): readonly LineQuantity[] =>
  [...units].flatMap(([line, quantity]) => (quantity > 0 ? [{ line, quantity }] : []));

export const totalOf = (units: Units): number =>
  [...units.values()].reduce((sum, one) => sum + one, 0);

/** What remains of one after the other is taken away; never below none. */
export const without = (one: Units, other: Units): Units =>
  new Map([...one].map(([line, quantity]) =>
    [line, Math.max(0, quantity - (other.get(line) ?? 0))] as const));

/** Of one no more than the other allows. */
export const within = (one: Units, most: Units): Units =>
  new Map([...one].map(([line, quantity]) =>
    [line, Math.min(quantity, most.get(line) ?? 0)] as const));

export const sameUnits = (one: Units, other: Units): boolean =>
  [...new Set([...one.keys(), ...other.keys()])].every(
    (line) => (one.get(line) ?? 0) === (other.get(line) ?? 0));

/**
 * The consignment's own units among the lines of a ShipStation order or label: by our line key;
 * for an order that came in by another way (adopted, or brought by a store) by its channel line,
 * then by sku where only one line of ours has it, or only one of them in that quantity.
 */
export const ourUnits = (
  facts: ConsignmentFacts,
  lines: readonly ShipStationLine[],
): readonly LineQuantity[] => {
  const named = facts.says?.snapshot.lines ?? [];
  return lines.flatMap(({ key, sku, quantity }) => {
    const ours = key === null ? null : readKey(key);
    if (ours !== null) {
      return ours.consignment === facts.id ? [{ line: ours.rest, quantity }] : [];
    }
    const byChannel = named.find((one) => key !== null && one.channelLine === key);
    const bySku = named.filter((one) => sku !== null && one.sku === sku);
    const asMany = bySku.filter((one) => one.ordered === quantity);
    const found = byChannel ?? onlyOne(bySku) ?? onlyOne(asMany);
    return found === undefined ? [] : [{ line: found.line, quantity }];
  });
};

const onlyOne = <Value>(values: readonly Value[]): Value | undefined =>
  values.length === 1 ? values[0] : undefined;

/** Whether an order carries lines of other consignments too: a person combined it. */
export const carriesOthers = (facts: ConsignmentFacts, { order }: OrderSighting): boolean =>
  order.combines.length > 0 || order.lines.some(({ key }) => {
    const ours = key === null ? null : readKey(key);
    return ours !== null && ours.consignment !== facts.id;
  });
