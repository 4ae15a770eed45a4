/**
 * The screen on the wall: the four numbers of Flow, the next collections and where orders are, to
 * be read from three metres. Nothing on it leads to an order, and nobody has to touch it: it comes
 * back by itself, and says in words when its numbers are old or somebody has to sign in.
 */
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Flow } from '../api/client.ts';
import type { ListLinkProps } from '../charts/list-link.tsx';
import { StageStrip } from '../charts/stage-strip.tsx';
import { Counted } from '../flow/counted.tsx';
import { NeedList } from '../flow/needs.tsx';
import { stripRows } from '../flow/stages.tsx';
import { useFlow } from '../flow/use-flow.ts';
import { stringifySearch } from '../frame/address.ts';
import { DemoBar } from '../frame/demo-bar.tsx';
import { keptZone, useKept } from '../frame/kept.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { LiveWord } from '../live/live-word.tsx';
import { LiveLineProvider, useLineState } from '../live/provider.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { zoneFor } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { wallState } from './state.ts';
import { WallVans } from './vans.tsx';
import '../flow/flow.css';
import './wall.css';

const route = getRouteApi('/wall');
const said = words.wall;

/** Refused for want of a session, the line is opened again until somebody has signed in. */
export const WallPage = () => <LiveLineProvider isOpen><Wall /></LiveLineProvider>;

function Wall() {
  useTitle(said.title);
  const { warehouse } = route.useSearch();
  const answer = useFlow(warehouse);
  const state = wallState({ flow: answer.data, error: answer.error, line: useLineState() });
  return (
    <div className="wall">
      <header>
        <DemoBar />
        <div className="top">
          <h1>{warehouse ?? words.flow.allWarehouses}</h1>
          {state.is === 'looking' ? <Room /> : null}
          {state.is === 'counted' ? (
            <>
              <HowOld flow={state.flow} isOld={state.isOld} />
              <Stopped count={state.flow.troubles.length} />
            </>
          ) : null}
          <LiveWord />
        </div>
      </header>
      <main className="wall-page">
        {state.is === 'looking' ? <p className="quiet">{words.flow.looking}</p> : null}
        {state.is === 'signed-out' ? <SignedOut warehouse={warehouse} /> : null}
        {state.is === 'troubled' ? (
          <Trouble error={state.error} onAgain={() => void answer.refetch()} />
        ) : null}
        {state.is === 'counted' ? <Numbers flow={state.flow} /> : null}
      </main>
    </div>
  );
}

/** A number without a list behind it: whoever passes by has no business with single orders. */
const Unlinked = ({ className, children }: ListLinkProps) =>
  <span className={className}>{children}</span>;

function Numbers({ flow }: { flow: Flow }) {
  const zone = zoneFor(useKept(keptZone), flow.timeZone);
  return (
    <>
      <section aria-labelledby="wall-needs">
        <h2 className="hidden" id="wall-needs">{words.flow.needsTitle}</h2>
        <NeedList needs={flow.needsYou} listLink={Unlinked} />
      </section>
      <WallVans vans={flow.vans} zone={zone} />
      <section className="panel" aria-labelledby="wall-stages">
        <h2 className="hidden" id="wall-stages">{words.flow.stripTitle}</h2>
        <StageStrip rows={stripRows(flow.stages, useNow())} listLink={Unlinked} isShort />
      </section>
    </>
  );
}

/** As much as the first numbers will need, so that nothing moves when they come. */
function Room() {
  const at = new Date(useNow()).toISOString();
  return (
    <div className="wall-room" aria-hidden="true">
      <HowOld flow={{ at, timeZone: 'UTC' }} isOld={false} />
    </div>
  );
}

type HowOldProps = { readonly flow: Pick<Flow, 'at' | 'timeZone'>; readonly isOld: boolean };

function HowOld({ flow, isOld }: HowOldProps) {
  const age = durationInWords(useNow() - Date.parse(flow.at));
  return (
    <div className="wall-age" data-old={isOld ? '' : undefined}>
      <Counted flow={flow} hasFailed={isOld} />
      <p>{said.ago(age)}</p>
      {isOld ? <p>{said.again}</p> : null}
    </div>
  );
}

function Stopped({ count }: { readonly count: number }) {
  return count === 0 ? null : <p className="problem-text">{said.stopped(count)}</p>;
}

function SignedOut({ warehouse }: { readonly warehouse: string | undefined }) {
  return (
    <section className="panel stack trouble wall-signed-out" role="alert">
      <h2>{said.signedOutTitle}</h2>
      <p>{said.signedOut}</p>
      <p>
        <Link
          className="row-link" to="/sign-in"
          search={{ next: `/wall${stringifySearch({ warehouse })}` }}
        >
          {said.signIn}
        </Link>
      </p>
    </section>
  );
}
