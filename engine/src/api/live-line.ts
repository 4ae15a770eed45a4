/** What is said on the line of live events; the route keeps the time and writes it. */

/**
 * As often it says that it is still there, whatever else it says: a browser shows its page no
 * comments, and a line that a proxy has cut looks like one on which nothing happens.
 */
const hereEverySeconds = 5;
const mostOrders = 500;

/** Data is never empty: an event without any is not told to the page. */
const here = 'event: here\ndata: {}\n\n';

/** After a break nobody knows what was missed: whoever listens reads anew. */
export const openingLine = (count: number): string =>
  `retry: 2000\n${changedLine(count, { orders: [], all: true })}`;

/**
 * What is said at a whole second after the opening. `count` numbers the last of what was said;
 * an order without an id stands for any of them.
 */
export function lineAt(second: number, changed: ReadonlySet<string>, count: number): {
  readonly text: string;
  readonly count: number;
} {
  const beat = second % hereEverySeconds === 0 ? here : '';
  if (changed.size === 0) return { text: beat, count };
  const orders = [...changed].filter((id) => id !== '').slice(0, mostOrders);
  const all = changed.size > mostOrders || changed.has('');
  return { text: `${changedLine(count + 1, { orders, all })}${beat}`, count: count + 1 };
}

const changedLine = (
  count: number, said: { readonly orders: readonly string[]; readonly all: boolean },
): string => `id: ${String(count)}\nevent: changed\ndata: ${JSON.stringify(said)}\n\n`;
