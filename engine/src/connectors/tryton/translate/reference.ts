/**
 * How a shipment is named outside of Tryton: by its number, which people know, and its id. Numbers
 * come from a series that nothing keeps from giving one twice [measured].
 */
export const referenceOf = ({ number, id }: {
  readonly number: string; readonly id: number;
}): string => `${number}:${String(id)}`;

/** The id in a reference; null in one that was not made here. */
export const idOf = (reference: string): number | null => {
  const digits = /:(\d{1,15})$/.exec(reference)?.[1];
  return digits === undefined ? null : Number(digits);
};
