/** What people have to look into, by cause: one cause often holds many orders. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import {
  causeCountsQuestion, causesQuestion, exceptionQuestion, openPlansQuestion,
} from '../api/cause-questions.ts';
import { flowQuestion } from '../api/questions.ts';
import { causeFilter, type ExceptionsSearch } from '../frame/address.ts';
import { Trouble } from '../frame/trouble.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { useTitle } from '../frame/use-title.ts';
import { LiveCount } from '../live/live-count.tsx';
import { usePolling } from '../live/provider.tsx';
import { Standstill } from '../standstill/standstill.tsx';
import { useZone } from '../time/zone.tsx';
import { OwnViews } from '../views/own-views.tsx';
import { words } from '../words/words.ts';
import { ArrangeChoice } from './arrange-choice.tsx';
import { CausePane } from './cause.tsx';
import { Causes } from './causes.tsx';
import { Filters } from './filters.tsx';
import { Lists } from './lists.tsx';
import { PlanPane } from './plan.tsx';
import { RunPane } from './run.tsx';
import { UndoProvider } from './undo.tsx';
import { useOpenedFocus } from './opened-focus.ts';
import { WorkPane } from './work.tsx';
import './exceptions.css';

const route = getRouteApi('/framed/exceptions');
const said = words.exceptions;

export function ExceptionsPage() {
  useTitle(said.title);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => causeFilter(search), [search]);
  const { list = 'all' } = search;
  const refetchInterval = usePolling();
  const counts = useQuery({ ...causeCountsQuestion(filter), refetchInterval }).data;
  const open = useQuery({ ...openPlansQuestion, refetchInterval }).data;
  const flow = useQuery({ ...flowQuestion(filter.warehouse), refetchInterval }).data;
  const zone = useZone();
  const here = counts?.[list];
  const answer = useInfiniteQuery({ ...causesQuestion(list, filter), refetchInterval });
  const first = answer.data?.pages[0]?.items;
  // A link that names code and value means this one cause.
  const only = filter.fault !== undefined && first?.length === 1 ? first[0]?.id : undefined;
  const shown = { ...search, cause: search.cause ?? only };
  const side = useOpenedFocus(search);
  const isOpen = [shown.cause, search.exception, search.plan, search.run, search.work]
    .some((part) => part !== undefined);
  return (
    <UndoProvider>
      <div className="stack wide exceptions-page" data-open={isOpen ? '' : undefined}>
        <div className="row exceptions-head">
          <h1>{said.title}</h1>
          <p className="quiet">
            <Unlisted why="list-is-here">
              <LiveCount
                text={here === undefined ? '' : list === 'closed' ? said.closedSummary(here.causes)
                  : said.summary(here.causes, here.orders)}
              />
            </Unlisted>
          </p>
          <Link
            className="row-link" to="/exceptions"
            search={{ ...search, ...closed, work: 'yes' }}
          >
            {said.workLink((open?.many.length ?? 0) + (open?.others.length ?? 0))}
          </Link>
        </div>
        {flow === undefined ? null : (
          <Standstill troubles={flow.troubles} zone={zone} />
        )}
        <div className="stack exceptions-lists">
          <div className="row">
            <Lists search={search} counts={counts} />
            <ArrangeChoice
              search={search}
              onChange={(next) => void navigate({ search: { ...search, ...next } })}
            />
          </div>
          <OwnViews page="/exceptions" shows={{ ...search, ...closed }} />
          <Filters
            filter={filter}
            onChange={(next) => void navigate({ search: { ...search, ...next } })}
          />
        </div>
        <div className="exceptions-panes">
          <Causes
            search={shown} answer={answer} isStopped={(flow?.troubles.length ?? 0) > 0}
          />
          <div
            ref={side} className="exceptions-side" role="region" aria-label={said.side}
            tabIndex={-1}
          >
            {isOpen ? (
              <p className="exceptions-back">
                <Link
                  className="row-link" to="/exceptions"
                  search={{ ...search, ...closed, ...(only === undefined ? {} : unnamed) }}
                >
                  {said.back}
                </Link>
              </p>
            ) : null}
            <Side search={shown} />
          </div>
        </div>
      </div>
    </UndoProvider>
  );
}

/** Nothing open at the right: the list alone. */
export const closed = {
  cause: undefined, exception: undefined, plan: undefined, run: undefined, work: undefined,
} as const;

const unnamed = { code: undefined, fault: undefined } as const;

function Side({ search }: { search: ExceptionsSearch }) {
  if (search.plan !== undefined) return <PlanPane key={search.plan} id={search.plan} />;
  if (search.run !== undefined) return <RunPane key={search.run} id={search.run} />;
  if (search.work !== undefined) return <WorkPane />;
  if (search.exception !== undefined) return <CauseOf exception={search.exception} />;
  if (search.cause !== undefined) return <CausePane key={search.cause} id={search.cause} />;
  return <p className="panel quiet">{said.choose}</p>;
}

/** Opens the cause of one exception: the order that shows it knows no more than its id. */
function CauseOf({ exception }: { exception: string }) {
  const navigate = route.useNavigate();
  const answer = useQuery(exceptionQuestion(exception));
  const group = answer.data?.group;
  useEffect(() => {
    if (group != null) void navigate({ search: { cause: group }, replace: true });
  }, [group, navigate]);
  return answer.isError
    ? <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
    : <p className="quiet cause-opening">{said.opening}</p>;
}
