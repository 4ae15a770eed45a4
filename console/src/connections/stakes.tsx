/** What stops if a connection is down, and what stands there now; louder while it is. */
import type { ConnectionView } from '../api/client.ts';
import { OrdersLink } from '../frame/list-link.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { words } from '../words/words.ts';

const said = words.connections.stakes;

export function Stakes({ view: { state, stakes, feeds } }: { view: ConnectionView }) {
  // One that is only told things was not called because there was nothing to tell.
  const is = state === 'not-reached' && feeds.length === 0 ? 'well' : state;
  const some = stakes.waiting.filter(({ orders }) => orders > 0);
  return (
    <section className="stakes" data-state={is}>
      <h3>{said.titles[is]}</h3>
      <p>{stakes.sentence}</p>
      {stakes.waiting.length === 0 ? null : some.length === 0 ? (
        <p className="quiet">{said.none}</p>
      ) : (
        <ul className="plain">
          {some.map(({ what, orders, parcels, list }) => (
            <li key={JSON.stringify([what, list])}>
              <OrdersLink list={list} className="row-link">{said.waiting[what](orders)}</OrdersLink>
              {parcels === null || parcels === 0 ? null : (
                <>{' '}<Unlisted why="gauge">({said.parcels(parcels)})</Unlisted></>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
