/** How many units of which lines: what is in a parcel, what was sent, what is left. */

/** How many of each line, by the line's name; none that is nothing. */
export type Units = ReadonlyMap<string, number>;

export const unitsOf = (
  lines: readonly { readonly line: string; readonly quantity: number }[],
): Units => {
  const units = new Map<string, number>();
  for (const { line, quantity } of lines) {
    if (quantity > 0) units.set(line, (units.get(line) ?? 0) + quantity);
  }
  return units;
};

/** What is in the first and not in the second; never less than nothing. */
export const without = (units: Units, others: Units): Units => unitsOf(
  [...units].map(([line, quantity]) => ({ line, quantity: quantity - (others.get(line) ?? 0) })));

export const together = (all: readonly Units[]): Units =>
  unitsOf(all.flatMap((units) => [...units].map(([line, quantity]) => ({ line, quantity }))));

export const areSame = (one: Units, other: Units): boolean =>
  one.size === other.size && [...one].every(([line, quantity]) => other.get(line) === quantity);
