/** From nothing to a warehouse, ShipStation and a channel, a step at a time, in shadow mode. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { connectorsQuestion, demoQuestion, policyQuestion } from '../api/questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { WhyNot } from '../may/may-button.tsx';
import { words } from '../words/words.ts';
import { blankDraft, keepDrafts, readDrafts, storage, type Drafts, type Secrets } from './draft.ts';
import { Mappings } from './mappings.tsx';
import { Next } from './next.tsx';
import { Step, whyNoApply } from './step.tsx';
import {
  connectedIn, connectPlaces, firstOpen, isStep, type ConnectPlace, type ConnectStep,
} from './steps.ts';
import './connect.css';

const route = getRouteApi('/framed/connect');
const said = words.connect;

export function ConnectPage() {
  useTitle(said.title);
  const connectors = useQuery(connectorsQuestion);
  const policy = useQuery({ ...policyQuestion, staleTime: 0 });
  const demo = useQuery(demoQuestion);
  const asked = [connectors, policy, demo];
  const failed = asked.find(({ isError }) => isError);
  const isHere = connectors.data !== undefined && policy.data !== undefined
    && demo.data !== undefined;
  return (
    <div className="stack connect">
      <h1>{said.title}</h1>
      <p>{said.intro}</p>
      <WhyNot right="change-policy" id={whyNoApply} />
      {failed === undefined ? null : (
        <Trouble error={failed.error} onAgain={() => asked.forEach((one) => void one.refetch())} />
      )}
      {isHere || failed !== undefined ? null : <p className="quiet">{said.looking}</p>}
      {isHere ? (
        <Way
          connectors={connectors.data.items} policy={policy.data} isDemo={demo.data.isDemo}
        />
      ) : null}
    </div>
  );
}

type WayProps = Pick<Parameters<typeof Step>[0], 'connectors' | 'policy' | 'isDemo'>;

function Way({ connectors, policy, isDemo }: WayProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [drafts, setDrafts] = useState<Drafts>(() => readDrafts(storage()));
  const [secrets, setSecrets] = useState<Readonly<Partial<Record<ConnectStep, Secrets>>>>({});
  const [applied, setApplied] = useState<string | null>(null);
  // The demo's own systems are pretended; whoever connects their own has none yet.
  const connected = (step: ConnectStep) =>
    isDemo ? [] : connectedIn(policy.document, step, connectors);
  const title = useRef<HTMLHeadingElement>(null);
  const place = search.step ?? firstOpen((step) => connected(step).length > 0);

  const shown = isStep(place) ? `${place} ${String(connected(place).length)}` : place;
  const shownBefore = useRef(shown);
  useEffect(() => {
    if (shownBefore.current === shown) return;
    shownBefore.current = shown;
    title.current?.focus();
  }, [shown]);

  function keep(next: Drafts): void {
    setDrafts(next);
    keepDrafts(storage(), next);
  }

  return (
    <>
      {isDemo ? <InDemo /> : null}
      <Places
        place={place} isConnected={(step) => connected(step).length > 0}
        onGo={() => setApplied(null)}
      />
      <p role="status" className="applied">{applied}</p>
      {place === 'next' ? (
        <Next title={title} document={policy.document} connectors={connectors} isDemo={isDemo} />
      ) : place === 'mappings' ? (
        <Mappings
          title={title} connectors={connectors} policy={policy} isDemo={isDemo}
          onApplied={setApplied}
        />
      ) : (
        <Step
          key={shown} title={title}
          step={place} connectors={connectors} policy={policy} isDemo={isDemo}
          connected={connected(place)}
          draft={drafts[place] ?? blankDraft} secrets={secrets[place] ?? {}}
          onDraft={(draft) => keep({ ...drafts, [place]: draft })}
          onSecrets={(given) => setSecrets({ ...secrets, [place]: given })}
          onApplied={(sentence) => {
            setApplied(sentence);
            keep({ ...drafts, [place]: undefined });
            setSecrets({ ...secrets, [place]: undefined });
            void navigate({ search: {} });
          }}
        />
      )}
    </>
  );
}

type PlacesProps = {
  readonly place: ConnectPlace;
  readonly isConnected: (step: ConnectStep) => boolean;
  readonly onGo: () => void;
};

function Places({ place, isConnected, onGo }: PlacesProps) {
  return (
    <nav aria-label={said.way}>
      <ol className="connect-way">
        {connectPlaces.map((one) => (
          <li key={one} data-now={one === place ? '' : undefined}>
            <Link
              to="/connect" search={{ step: one }} className="row-link" onClick={onGo}
              {...(one === place ? { 'aria-current': 'step' as const } : {})}
            >
              {said.places[one]}
            </Link>{' '}
            {isStep(one) && isConnected(one) ? (
              <span className="tag">{said.isDone}</span>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const InDemo = () => (
  <p className="panel connect-demo">
    {said.demo} <code>{said.demoCommand}</code>. {said.demoKept}
  </p>
);
