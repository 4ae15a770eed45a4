/**
 * `SO-412345-2` in ShipStation is a later release of the floor's `SO-412345`, and `SO-412345-1` may
 * be a half that people split off. The longest known beginning is meant.
 */
export function floorNumberOf(known: ReadonlySet<string>): (orderNumber: string) => string {
  return (orderNumber) => {
    for (let end = orderNumber.length; end > 0; end = orderNumber.lastIndexOf('-', end - 1)) {
      const beginning = orderNumber.slice(0, end);
      if (known.has(beginning)) return beginning;
    }
    return orderNumber;
  };
}
