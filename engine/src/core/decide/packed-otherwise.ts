/** A bench says what is in a parcel, and the warehouse told otherwise: which articles differ. */
import type { ConsignmentSnapshot } from '../model/warehouse.ts';

export type Difference = {
  readonly sku: string;
  /** Units that the bench says, and those that the newest snapshot says. */
  readonly said: number;
  readonly told: number;
};

/**
 * None where one of the ways in which the bench's word can be read agrees, where it says nothing,
 * or where the snapshot does not say what is in that parcel; others find that out.
 */
export const packedOtherwise = (
  { lines, parcels }: Pick<ConsignmentSnapshot, 'lines' | 'parcels'>,
  parcel: string,
  contents: readonly ReadonlyMap<string, number>[],
): readonly Difference[] => {
  const known = parcels.find((one) => one.reference === parcel);
  if (known === undefined || known.lines.length === 0) return [];
  const told = new Map<string, number>();
  for (const { line, quantity } of known.lines) {
    const sku = lines.find((one) => one.line === line)?.sku;
    if (sku !== undefined) told.set(sku, (told.get(sku) ?? 0) + quantity);
  }
  const each = contents.map((said) => differences(said, told));
  return each.some((one) => one.length === 0) ? [] : (each[0] ?? []);
};

const differences = (
  said: ReadonlyMap<string, number>,
  told: ReadonlyMap<string, number>,
): readonly Difference[] =>
  [...new Set([...said.keys(), ...told.keys()])].flatMap((sku) => {
    const one = { sku, said: said.get(sku) ?? 0, told: told.get(sku) ?? 0 };
    return one.said === one.told ? [] : [one];
  });
