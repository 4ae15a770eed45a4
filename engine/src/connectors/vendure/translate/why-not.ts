/** Why the shop takes no such parcel, in words for whoever has to see to it. */
import type { Units } from '../../../contract/units.ts';
import type { Standing } from './standing.ts';

export type No = { readonly code: string; readonly text: string };

/** `lacking` is empty where it is the order as a whole that takes none. */
export const whyNot = (lacking: Units, { state, ordered, lines, sent }: Standing): No => {
  if (state === 'Cancelled') {
    return { code: 'order.closed', text: 'The order was cancelled in the shop' };
  }
  const [first] = lacking;
  if (first === undefined) {
    return {
      code: 'order.not-ready',
      text: `The order stands as ${state} in the shop: see to it there, then tell it again`,
    };
  }
  const [line, quantity] = first;
  const units = `${String(quantity)} of line ${line}`;
  if (!lines.includes(line)) {
    return { code: 'line.unknown', text: `The order in the shop has no line ${line}` };
  }
  const others = sent.filter((one) => one.units.has(line));
  if (others.length === 0) {
    return {
      code: 'line.cancelled',
      text: `The shop has no more than ${String(ordered.get(line) ?? 0)} of line ${line} left in ` +
        'the order: the rest was cancelled or changed there',
    };
  }
  const named = others.slice(0, 5).map(({ id, method, tracking }) =>
    `fulfillment ${id} (${[method, tracking ?? 'without tracking']
      .filter((one) => one !== null).join(', ')})`);
  return {
    code: 'line.closed',
    text: `The shop has nothing left of ${units}: it was sent there by ${named.join(', ')}. If ` +
      'that is wrong, cancel it there, then tell it again',
  };
};
