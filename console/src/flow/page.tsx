/** The first page: what needs somebody, whether the vans are made, and where orders are. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Flow } from '../api/client.ts';
import { keptZone, useKept } from '../frame/kept.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { useCalm } from '../live/calm.ts';
import { Changed } from '../live/changed.tsx';
import { Standstill } from '../standstill/standstill.tsx';
import { zoneFor } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { Causes } from './causes.tsx';
import { Counted } from './counted.tsx';
import { Needs } from './needs.tsx';
import { Pace } from './pace.tsx';
import { Stages } from './stages.tsx';
import { Today } from './today.tsx';
import { Unheard } from './unheard.tsx';
import { useFlow } from './use-flow.ts';
import { Vans } from './vans.tsx';
import './flow.css';

const route = getRouteApi('/framed/');

export function FlowPage() {
  useTitle(words.flow.title);
  const { warehouse } = route.useSearch();
  const answer = useFlow(warehouse);
  return (
    <div className="stack wide flow">
      <div className="row">
        <h1>{words.flow.title}</h1>
        <Link className="row-link flow-wall" to="/wall" search={{ warehouse }}>
          {words.wall.title}
        </Link>
        {answer.data === undefined ? null : (
          <Counted flow={answer.data} hasFailed={answer.isError} />
        )}
      </div>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet flow-looking">{words.flow.looking}</p> : null}
      {answer.data === undefined ? null : <Numbers flow={answer.data} about={warehouse ?? ''} />}
    </div>
  );
}

/** Numbers stay in their places; what comes and goes in lists waits for the hand to leave. */
function Numbers({ flow, about }: { flow: Flow; about: string }) {
  const zone = zoneFor(useKept(keptZone), flow.timeZone);
  const { vans, causes } = flow;
  const calmVans = useCalm(vans, about);
  const calmCauses = useCalm(causes, about);
  const isQuiet = flow.needsYou.every(({ count }) => count === 0)
    && flow.stages.every(({ total }) => total === 0);
  const namesChanged = useMemo(
    () => orderIn(calmCauses.shown) !== orderIn(causes) || vansIn(calmVans.shown) !== vansIn(vans),
    [calmCauses.shown, causes, calmVans.shown, vans],
  );
  return (
    <>
      {isQuiet ? (
        <p className="panel">
          <strong>{words.flow.quiet}</strong> {words.flow.quietNext}{' '}
          <Link to="/connections">{words.frame.connections}</Link>
        </p>
      ) : null}
      <Standstill troubles={flow.troubles} zone={zone} />
      <Unheard addresses={flow.unheardAlerts} />
      <Needs
        needs={flow.needsYou} questions={flow.questions} held={flow.held} zone={zone}
      />
      <div {...calmVans.area}><Vans vans={calmVans.shown} zone={zone} /></div>
      <Stages stages={flow.stages} />
      <Today today={flow.today} zone={zone} />
      <div className="flow-pair">
        <div {...calmCauses.area}>
          <Causes causes={calmCauses.shown} isStopped={flow.troubles.length > 0} />
          <Changed
            isShown={namesChanged} text={words.flow.changed} button={words.flow.show}
            onShow={() => {
              calmVans.show();
              calmCauses.show();
            }}
          />
        </div>
        <Pace flow={flow} zone={zone} />
      </div>
    </>
  );
}

const orderIn = (causes: Flow['causes']): string =>
  JSON.stringify(causes.map(({ code, fault }) => [code, fault]));

const vansIn = (vans: Flow['vans']): string =>
  JSON.stringify(vans.map(({ warehouse, carrier, collectedAt }) => [
    warehouse, carrier, collectedAt,
  ]));
