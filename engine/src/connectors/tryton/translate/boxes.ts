/** Their boxes -> parcels. What stands in another box goes with the outermost. */
import type { Parcel } from '../../../core/model/warehouse.ts';
import { wholeOf } from './shapes.ts';
import type { Group } from './lines.ts';
import type { Box, Shipment } from './shipment.ts';

/** By the id of each box, the outermost that it stands in. */
export const outermostOf = (
  boxes: readonly Pick<Box, 'id' | 'parent'>[],
): ReadonlyMap<number, number> => {
  const parents = new Map(boxes.map(({ id, parent }) => [id, parent ?? null]));
  return new Map(boxes.map(({ id }) => {
    const passed = new Set<number>();
    let at = id;
    for (let above = parents.get(at) ?? null; above !== null && !passed.has(above);) {
      passed.add(at);
      at = above;
      above = parents.get(at) ?? null;
    }
    return [id, at];
  }));
};

export const parcelsOf = (shipment: Shipment, groups: readonly Group[]): readonly Parcel[] => {
  const boxes = shipment['packages.'];
  const outermost = outermostOf(boxes);
  return boxes.filter(({ id }) => outermost.get(id) === id).map((box): Parcel => {
    const lines = groups.flatMap(({ line, moves }) => {
      const inside = moves.filter((move) => typeof move.package === 'number' &&
        outermost.get(move.package) === box.id);
      const quantity = wholeOf(inside.reduce((all, one) => all + one.quantity, 0)) ?? 0;
      return quantity > 0 ? [{ line, quantity }] : [];
    });
    return {
      reference: box.code, weightGrams: wholeOr((box.total_weight ?? 0) * 1_000),
      lengthMm: millimetres(box.length, box['length_uom.']?.factor),
      widthMm: millimetres(box.width, box['width_uom.']?.factor),
      heightMm: millimetres(box.height, box['height_uom.']?.factor),
      lines,
    };
  });
};

const wholeOr = (given: number): number | null => {
  const whole = Math.round(given);
  return whole > 0 ? whole : null;
};

/** A unit of length has its factor to a metre. */
const millimetres = (
  length: number | null | undefined, factor: number | null | undefined,
): number | null =>
  (typeof length === 'number' && typeof factor === 'number'
    ? wholeOr(length * factor * 1_000) : null);
