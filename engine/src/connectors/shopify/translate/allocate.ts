/** Which of the shop's work a parcel does: line by line, as few locations as can be. */
import type { Units } from '../../../contract/units.ts';
import type { Work } from './standing.ts';

/** What one call may say was sent: its lines are of one location [shp-fulfillmentCreate]. */
export type Piece = readonly {
  readonly work: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}[];

/** How much of each of the work's lines is left, by the id of that line. */
export type Left = ReadonlyMap<string, number>;

export type Allocation = {
  readonly pieces: readonly Piece[];
  readonly left: Left;
  /** Empty where there is work for all of it. */
  readonly lacking: Units;
};

export const leftOf = (work: readonly Work[]): Left => new Map(
  work.flatMap(({ lines }) => lines.map(({ id, remaining }) => [id, remaining] as const)));

export const allocate = (units: Units, work: readonly Work[], left: Left): Allocation => {
  const locations = [...Map.groupBy(work, placeOf).values()];
  const whole = locations.map((of) => fromLocation(units, of, left))
    .find(({ lacking }) => lacking.size === 0);
  if (whole !== undefined) return whole;
  return locations.reduce<Allocation>((so, of) => {
    const more = fromLocation(so.lacking, of, so.left);
    return { ...more, pieces: [...so.pieces, ...more.pieces] };
  }, { pieces: [], left, lacking: units });
};

const placeOf = ({ location }: Work): string => location.id ?? location.name;

const fromLocation = (units: Units, work: readonly Work[], before: Left): Allocation => {
  const left = new Map(before);
  const lacking = new Map(units);
  const piece = work.map(({ id, lines }) => ({
    work: id,
    lines: lines.flatMap((one) => {
      const wanted = lacking.get(one.line) ?? 0;
      const quantity = Math.min(wanted, left.get(one.id) ?? 0);
      if (quantity === 0) return [];
      left.set(one.id, (left.get(one.id) ?? 0) - quantity);
      if (quantity === wanted) lacking.delete(one.line);
      else lacking.set(one.line, wanted - quantity);
      return [{ id: one.id, quantity }];
    }),
  })).filter(({ lines }) => lines.length > 0);
  return { pieces: piece.length === 0 ? [] : [piece], left, lacking };
};
