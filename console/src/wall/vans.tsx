/** The next collections, a line each: what has its label, what has not, and what will miss it. */
import type { Flow } from '../api/client.ts';
import { blockedOf, missesAny, paceOf, type PaceWords } from '../flow/vans.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { nextVans } from './state.ts';

const { flow, wall: said } = words;
/** After "31 blocked". */
const short: PaceWords = { ...flow, ...said.pace };

export function WallVans({ vans, zone }: { readonly vans: Flow['vans']; readonly zone: string }) {
  const now = useNow();
  const { next, later } = nextVans(vans);
  return (
    <section className="panel" aria-labelledby="wall-vans">
      <h2 id="wall-vans">
        {flow.vansTitle}{' '}
        {later === 0 ? null : <small className="quiet">{said.moreVans(later)}</small>}
      </h2>
      {vans.length === 0 ? <p className="quiet">{flow.noVans}</p> : (
        <ul className="wall-vans">
          {next.map((van) => {
            const { warehouse, carrier, collectedAt } = van;
            const left = Date.parse(collectedAt) - now;
            const blocked = blockedOf(van);
            return (
              <li key={`${warehouse} ${carrier} ${collectedAt}`}>
                <span><strong>{carrier}</strong> <span className="quiet">{warehouse}</span></span>
                <span>
                  <strong><Clock at={collectedAt} zone={zone} /></strong>{' '}
                  {left > 0 ? flow.vanIn(durationInWords(left)) : flow.vanDue}
                </span>
                <span>{flow.vanLabelled(van.labelled)}</span>
                <span>{flow.vanToGo(van.toGo)}</span>
                <span className={blocked > 0 ? 'problem-text' : 'quiet'}>
                  {said.blocked(blocked)}
                </span>
                <span className={missesAny(van) ? 'problem-text' : 'quiet'}>
                  {paceOf(van, short)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
