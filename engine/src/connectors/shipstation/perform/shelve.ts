/**
 * What ShipStation fetches from us by Custom Store is put on our shelf, and is done with that. What
 * its V1 face shows already is changed there as well, at once; the shelf says the same when
 * ShipStation comes again, so that no import brings back what was taken out.
 */
import type { ItemOutcome, Performed } from '../../../contract/connector.ts';
import type { Shelve } from '../../../contract/shelf.ts';
import type { Action } from '../../../core/model/decision.ts';
import { keyOnShelf } from '../../../core/model/ids.ts';
import { faultIn } from '../custom-store/order.ts';

/** `perform` does the others, in their order. */
export const performShelved = async (
  items: readonly Action[],
  perform: (others: readonly Action[]) => Promise<Performed>,
): Promise<Performed> => {
  const all = items.map((item) => ({ item, at: onShelf(item) }));
  const others = all.filter(({ at }) => at.is === 'elsewhere' || at.isAlsoThere).map((one) =>
    one.item);
  const shelve = all.flatMap(({ at }) => (at.is === 'shelve' ? [at.shelve] : []));
  if (others.length === items.length && shelve.length === 0) return perform(items);
  const performed: Performed = others.length === 0
    ? { outcomes: [], unanswered: null } : await perform(others);
  let next = 0;
  const outcomes = all.flatMap(({ at }): readonly ItemOutcome[] => {
    if (at.is === 'refused') return [{ is: 'refused', code: 'not-fit', text: at.text }];
    if (at.is === 'shelve' && !at.isAlsoThere) return [done];
    const outcome = performed.outcomes[next];
    next += 1;
    return outcome === undefined ? [] : [outcome];
  });
  return { ...performed, outcomes, ...(shelve.length === 0 ? {} : { shelve }) };
};

const done: ItemOutcome = { is: 'done', seen: [], acknowledged: false };

type OnShelf =
  | { readonly is: 'elsewhere'; readonly isAlsoThere: true }
  | { readonly is: 'refused'; readonly isAlsoThere: false; readonly text: string }
  | { readonly is: 'shelve'; readonly isAlsoThere: boolean; readonly shelve: Shelve };

const elsewhere: OnShelf = { is: 'elsewhere', isAlsoThere: true };

const onShelf = (item: Action): OnShelf => {
  switch (item.do) {
    case 'create-order':
    case 'amend-order': {
      const { release } = item;
      if (release.isFetched !== true) return elsewhere;
      // One that cannot be handed out would spoil the page of all others.
      const text = faultIn(release);
      if (text !== null) return { is: 'refused', isAlsoThere: false, text };
      return {
        is: 'shelve', isAlsoThere: item.do === 'amend-order' && keyOnShelf(item.order) === null,
        shelve: { key: release.key, status: 'awaiting', release },
      };
    }
    case 'withdraw-order':
    case 'mark-as-shipped': {
      const key = item.shelf ?? keyOnShelf(item.order);
      if (key === null) return elsewhere;
      return {
        is: 'shelve', isAlsoThere: keyOnShelf(item.order) === null,
        shelve: {
          key, status: item.do === 'withdraw-order' ? 'cancelled' : 'shipped', release: null,
        },
      };
    }
    case 'park-order':
    case 'unpark-order':
    case 'buy-label':
    case 'void-label':
    case 'tell-warehouse':
    case 'tell-channel':
      return elsewhere;
    default:
      // What is no operation at all is for the other face to throw at.
      item satisfies never;
      return elsewhere;
  }
};
