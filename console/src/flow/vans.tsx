import type { Flow } from '../api/client.ts';
import { OrdersLink } from '../frame/list-link.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

type Van = Flow['vans'][number];
const { flow } = words;

/** The next collections, and whether what is to go makes them. */
export function Vans({ vans, zone }: { vans: Flow['vans']; zone: string }) {
  return (
    <section className="panel stack" aria-labelledby="vans">
      <h2 id="vans">{flow.vansTitle}</h2>
      {vans.length === 0 ? <p className="quiet">{flow.noVans}</p> : (
        <ul className="vans">
          {vans.map((van) => (
            <li
              key={`${van.warehouse} ${van.carrier} ${van.collectedAt}`}
              data-misses={(van.willMiss ?? 0) > 0 ? '' : undefined}
            >
              <VanLine van={van} zone={zone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function VanLine({ van, zone }: { van: Van; zone: string }) {
  const left = Date.parse(van.collectedAt) - useNow();
  return (
    <>
      <span className="van-name">
        <strong>{van.carrier}</strong> <span className="quiet">{van.warehouse}</span>
      </span>
      <span className="van-when">
        <strong><Clock at={van.collectedAt} zone={zone} /></strong>{' '}
        {left > 0 ? flow.vanIn(durationInWords(left)) : flow.vanDue}
      </span>
      <OrdersLink list={van.labelledList}>{flow.vanLabelled(van.labelled)}</OrdersLink>
      <OrdersLink list={van.toGoList}>{flow.vanToGo(van.toGo)}</OrdersLink>
      <span
        className={(van.willMiss ?? 0) > 0 ? 'problem-text' : 'quiet'} data-unlisted="worked-out"
      >
        {paceOf(van)}
      </span>
    </>
  );
}

function paceOf({ toGo, willMiss }: Van): string {
  if (toGo === 0) return flow.vanAllLabelled;
  if (willMiss === null) return flow.vanNoPace;
  return willMiss > 0 ? flow.vanMisses(willMiss) : flow.vanMakesIt;
}
