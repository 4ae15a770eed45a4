/** A parcel that crosses a customs border needs tariff code and origin on every line. */
import { type Rule } from '../draft.ts';
import { block, isPreFlight } from '../pre-flight.ts';

/** Between its members goods travel without a declaration (Regulation (EU) 952/2013). */
const customsUnion = new Set([
  'AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV',
  'LT', 'LU', 'MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'MC',
]);

export const customsCheck: Rule = (at, draft) => {
  const from = at.warehouse?.country ?? null;
  const to = at.snapshot.shipTo.country?.trim().toUpperCase() ?? null;
  if (!isPreFlight(at, draft) || from === null || to === null || !crossesBorder(from, to)) {
    return draft;
  }
  const bare = at.snapshot.lines.filter((one) => one.customs === null);
  if (bare.length === 0) return draft;
  const skus = bare.map((one) => one.sku);
  return block(at, draft, 'customs.missing', skus.join(', '), {
    is: 'customs-missing', skus, country: to,
  }, bare.map((one) => one.line));
};

const crossesBorder = (from: string, to: string): boolean =>
  from !== to && !(customsUnion.has(from) && customsUnion.has(to));
