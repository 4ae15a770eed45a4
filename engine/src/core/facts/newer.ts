import type { OrderSighting } from '../model/dossier.ts';

/**
 * Whether one look at a ShipStation order tells more than another: by ShipStation's own time of
 * change where both carry it, then by when the look began.
 */
export const newer = (
  one: Pick<OrderSighting, 'order' | 'seenAt'>,
  other: Pick<OrderSighting, 'order' | 'seenAt'>,
): boolean => {
  const { modifiedAt: a } = one.order;
  const { modifiedAt: b } = other.order;
  if (a !== null && b !== null && a !== b) return a > b;
  return one.seenAt >= other.seenAt;
};
