/** Empty is an answer: what would be here, when we last looked, one next step. */
import { Link } from '@tanstack/react-router';
import type { OrderFilter } from '../api/client.ts';
import { clockTimeToTheSecond } from '../time/clock.ts';
import { serverTimeOf } from '../time/server-clock.ts';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';

export function NoOrders({ filter, lookedAt }: { filter: OrderFilter; lookedAt: number }) {
  const { orders } = words;
  const now = useNow();
  const looked = orders.lastLooked(
    clockTimeToTheSecond(serverTimeOf(lookedAt), useZone(), now),
  );
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <section className="panel stack">
        <h2>{orders.emptyTitle}</h2>
        <p>{orders.empty}</p>
        <p>{orders.emptyNext} <code>{orders.emptyCommand}</code></p>
        <p className="quiet">{looked}</p>
      </section>
    );
  }
  return (
    <section className="panel stack">
      <h2>{orders.noMatchTitle}</h2>
      <p>
        {filter.orderNumber === undefined ? orders.noMatch : orders.noNumber(filter.orderNumber)}
      </p>
      <p><Link to="/orders" search={{}}>{orders.clear}</Link></p>
      <p className="quiet">{looked}</p>
    </section>
  );
}
