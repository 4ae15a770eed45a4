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
              data-misses={missesAny(van) ? '' : undefined}
            >
              <VanLine van={van} zone={zone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Without a label no parcel goes, whether nobody comes to it or nobody may make it. */
export const blockedOf = ({ blocked, anyCarrier }: Van): number =>
  blocked + (anyCarrier?.orders ?? 0);
export const missesAny = (van: Van): boolean => (van.willMiss ?? 0) > 0 || blockedOf(van) > 0;

function VanLine({ van, zone }: { van: Van; zone: string }) {
  const left = Date.parse(van.collectedAt) - useNow();
  const { anyCarrier } = van;
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
      <span className="van-more">
        {van.blocked === 0 ? null
          : <OrdersLink list={van.blockedList}>{flow.vanBlocked(van.blocked)}</OrdersLink>}
        {anyCarrier === null || anyCarrier.orders === 0 ? null : (
          <OrdersLink list={anyCarrier.list}>{flow.vanAnyCarrier(anyCarrier.orders)}</OrdersLink>
        )}
        <span className={missesAny(van) ? 'problem-text' : 'quiet'} data-unlisted="worked-out">
          {paceOf(van, flow)}
        </span>
      </span>
    </>
  );
}

export type PaceWords = Pick<typeof flow, 'vanOnlyBlocked' | 'vanAllLabelled' | 'vanNoPace'
  | 'vanMisses' | 'vanMissesToo' | 'vanMakesIt' | 'vanOthersMakeIt'>;

/** Whether what is left makes the van; where there is little room, in shorter words. */
export function paceOf(van: Van, said: PaceWords): string {
  const { toGo, willMiss } = van;
  const isBlocked = blockedOf(van) > 0;
  if (toGo === 0) return isBlocked ? said.vanOnlyBlocked : said.vanAllLabelled;
  if (willMiss === null) return said.vanNoPace;
  if (willMiss > 0) return isBlocked ? said.vanMissesToo(willMiss) : said.vanMisses(willMiss);
  return isBlocked ? said.vanOthersMakeIt : said.vanMakesIt;
}
