/** The other systems: how each answers, what waits for it, and the hands on its tap. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { connectionsQuestion, policyQuestion } from '../api/questions.ts';
import type { ConnectionsSearch } from '../frame/address.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { pollWhileOffMilliseconds } from '../live/live.ts';
import { WhyNot } from '../may/may-button.tsx';
import { warehouseOver } from '../time/of-warehouse.ts';
import { AboutWarehouse } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Card } from './card.tsx';
import { whyNoCount, whyNoSteering, whyNoTest } from './steer.tsx';
import './connections.css';

const route = getRouteApi('/framed/connections');

/** Nobody tells of calls and budgets; they are asked for as often as when the line is off. */
const everyMilliseconds = pollWhileOffMilliseconds;

export function ConnectionsPage() {
  useTitle(words.connections.title);
  const { open, calls, failed, refused, untold, leftOut } = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useQuery({ ...connectionsQuestion, refetchInterval: everyMilliseconds });
  const policy = useQuery(policyQuestion).data;
  const views = answer.data?.items;
  const asked = useLocation({ select: ({ hash }) => hash });
  const isThere = views !== undefined;
  // The cards come after the page: the browser looked for the one that is asked for too soon.
  useEffect(() => {
    const card = isThere && asked !== '' ? document.getElementById(asked) : null;
    card?.scrollIntoView();
    card?.focus({ preventScroll: true });
  }, [asked, isThere]);
  const show = (part: ConnectionsSearch) => void navigate({
    search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false,
  });
  return (
    <div className="stack wide">
      <h1>{words.connections.title}</h1>
      <WhyNot right="test-connection" id={whyNoTest} />
      <WhyNot right="steer-connection" id={whyNoSteering} />
      {views?.some(({ sweep }) => sweep !== null) === true ? (
        <WhyNot right="count-open-orders" id={whyNoCount} />
      ) : null}
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet">{words.connections.looking}</p> : null}
      {views?.length === 0 ? <None /> : null}
      <p><Link className="row-link" to="/connect">{words.connections.connect}</Link></p>
      <ul className="cards">
        {views?.map((view) => (
          <li key={view.name}>
            <AboutWarehouse value={warehouseOver(policy, view.name) ?? null}>
              <Card
                view={view} isOpen={open === view.name}
                onOpen={(isOpen) => show({ open: isOpen ? view.name : undefined })}
                folds={[
                  {
                    part: 'refused', isOpen: refused === view.name,
                    onOpen: (isOpen) => show({ refused: isOpen ? view.name : undefined }),
                  },
                  {
                    part: 'untold', isOpen: untold === view.name,
                    onOpen: (isOpen) => show({ untold: isOpen ? view.name : undefined }),
                  },
                  {
                    part: 'leftOut', isOpen: leftOut === view.name,
                    onOpen: (isOpen) => show({ leftOut: isOpen ? view.name : undefined }),
                  },
                ]}
                shown={calls !== view.name ? 'none' : failed === 'yes' ? 'failed' : 'all'}
                onShow={(shown) => show({
                  calls: shown === 'none' ? undefined : view.name,
                  failed: shown === 'failed' ? 'yes' : undefined,
                })}
              />
            </AboutWarehouse>
          </li>
        ))}
      </ul>
    </div>
  );
}

function None() {
  const { connections } = words;
  return (
    <section className="panel stack">
      <h2>{connections.noneTitle}</h2>
      <p>{connections.noneMeans} <code>{connections.noneCommand}</code></p>
    </section>
  );
}
