import type { Flow } from '../api/client.ts';
import type { ListLink } from '../charts/list-link.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

type Van = Flow['vans'][number];
const { flow } = words;

type VansProps = {
  readonly vans: readonly Van[];
  readonly zone: string;
  readonly listLink?: ListLink;
};

/** The next collections, and whether what is to go makes them. */
export function Vans({ vans, zone, listLink = OrdersLink }: VansProps) {
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
              <VanLine van={van} zone={zone} listLink={listLink} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Without a label no parcel goes, whether nobody comes to it or nobody may make it. */
const blockedOf = ({ blocked, anyCarrier }: Van): number => blocked + (anyCarrier?.orders ?? 0);
const missesAny = (van: Van): boolean => (van.willMiss ?? 0) > 0 || blockedOf(van) > 0;

type VanLineProps = { readonly van: Van; readonly zone: string; readonly listLink: ListLink };

function VanLine({ van, zone, listLink: LinkTo }: VanLineProps) {
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
      <LinkTo list={van.labelledList}>{flow.vanLabelled(van.labelled)}</LinkTo>
      <LinkTo list={van.toGoList}>{flow.vanToGo(van.toGo)}</LinkTo>
      <span className="van-more">
        {van.blocked === 0 ? null
          : <LinkTo list={van.blockedList}>{flow.vanBlocked(van.blocked)}</LinkTo>}
        {anyCarrier === null || anyCarrier.orders === 0 ? null : (
          <LinkTo list={anyCarrier.list}>{flow.vanAnyCarrier(anyCarrier.orders)}</LinkTo>
        )}
        <span className={missesAny(van) ? 'problem-text' : 'quiet'} data-unlisted="worked-out">
          {paceOf(van)}
        </span>
      </span>
    </>
  );
}

function paceOf(van: Van): string {
  const { toGo, willMiss } = van;
  const isBlocked = blockedOf(van) > 0;
  if (toGo === 0) return isBlocked ? flow.vanOnlyBlocked : flow.vanAllLabelled;
  if (willMiss === null) return flow.vanNoPace;
  if (willMiss > 0) return isBlocked ? flow.vanMissesToo(willMiss) : flow.vanMisses(willMiss);
  return isBlocked ? flow.vanOthersMakeIt : flow.vanMakesIt;
}
