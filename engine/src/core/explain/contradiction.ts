import type { Contradiction } from '../model/reasons.ts';
import { statusWord } from './words.ts';

/** Two statements that cannot both be true, side by side. */
export const explainContradiction = (found: Contradiction): string => {
  switch (found.is) {
    case 'over-picked':
      return `line ${found.line} (${found.sku}): ${String(found.picked)} picked or short, but ` +
        `only ${String(found.ordered)} ordered`;
    case 'packed-unpicked':
      return `line ${found.line} (${found.sku}): ${String(found.packed)} packed, but only ` +
        `${String(found.picked)} picked`;
    case 'status-ahead':
      return `line ${found.line} (${found.sku}): said to be ${statusWord[found.status]}, but ` +
        `${String(found.confirmed)} of ${String(found.ordered)} counted`;
    case 'line-twice':
      return `line ${found.line} stands twice`;
    case 'channel-wants-fewer':
      return `line ${found.line} (${found.sku}): the channel wants ${String(found.wants)}, but ` +
        `${String(found.ordered)} are to go`;
    case 'other-order':
      return `it was for ${found.known} and is now said to be for ${found.says}`;
    case 'no-lines':
      return 'there is no line on it';
    case 'parcel-exceeds':
      return `line ${found.line}: ${String(found.inParcels)} in parcels, but only ` +
        `${String(found.packed)} picked or packed`;
    default:
      return found satisfies never;
  }
};
