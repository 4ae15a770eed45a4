/** The causes of a list, sorted and grouped as the address says. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { Cause, CauseList as ListName, CausePage } from '../api/causes.ts';
import { causeFilter, type ExceptionsSearch } from '../frame/address.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useCalm } from '../live/calm.ts';
import { Changed } from '../live/changed.tsx';
import { More } from '../table/more.tsx';
import { serverTimeOf } from '../time/server-clock.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { CauseList } from './cause-list.tsx';

const said = words.exceptions;
const none: readonly Cause[] = [];

/** To be sorted or grouped, causes are fetched without being asked for up to here. */
const pagesFetchedUnasked = 5;

type CausesProps = {
  readonly search: ExceptionsSearch;
  readonly answer: UseInfiniteQueryResult<InfiniteData<CausePage>>;
  /** Whether a whole connection stands still, which is said above. */
  readonly isStopped: boolean;
};

export function Causes({ search, answer, isStopped }: CausesProps) {
  const { list = 'all', sorted = 'severity', group } = search;
  const filter = useMemo(() => causeFilter(search), [search]);
  const isArranged = group !== undefined || sorted !== 'severity';
  const pages = answer.data?.pages;
  const fresh = useMemo(() => pages?.flatMap((page) => page.items) ?? none, [pages]);
  const calm = useCalm(fresh, JSON.stringify([list, filter, group, sorted, pages?.length ?? 0]));
  useAllPages(answer, isArranged);
  const isFiltered = Object.values(filter).some((part) => part !== undefined);
  return (
    <section className="exceptions-list" aria-label={said.causes[sorted]}>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet">{said.looking}</p> : null}
      {pages !== undefined && calm.shown.length === 0 ? (
        <div className="panel stack">
          <p>{isFiltered ? said.noneFiltered : noneOf(list, isStopped)}</p>
          <p className="quiet">
            {said.lookedAt}{' '}
            <LocalClock
              at={new Date(serverTimeOf(answer.dataUpdatedAt)).toISOString()}
              toTheSecond
            />
          </p>
          {isFiltered ? (
            <p>
              <Link
                className="row-link" to="/exceptions"
                search={{ list: search.list, group, sorted: search.sorted }}
              >
                {said.allFilters}
              </Link>
            </p>
          ) : null}
        </div>
      ) : null}
      {calm.shown.length === 0 ? null : (
        <div className="panel" {...calm.area}>
          <CauseList causes={calm.shown} search={search} />
          <Changed
            isShown={calm.isBehind && lookOf(calm.shown) !== lookOf(fresh)} text={said.changed}
            button={said.show} onShow={calm.show}
          />
        </div>
      )}
      {isArranged && answer.hasNextPage && !answer.isFetchingNextPage ? (
        <p className="quiet">{said.amongShown}</p>
      ) : null}
      <More answer={answer} text={said.more} />
    </section>
  );
}

/** Which comes first is known once all are here; so they are fetched, within reason. */
function useAllPages(
  { data, hasNextPage, isFetchingNextPage, fetchNextPage }: CausesProps['answer'],
  isWanted: boolean,
): void {
  const count = data?.pages.length ?? pagesFetchedUnasked;
  useEffect(() => {
    const isNext = isWanted && count < pagesFetchedUnasked && hasNextPage;
    if (isNext && !isFetchingNextPage) void fetchNextPage();
  }, [isWanted, count, hasNextPage, isFetchingNextPage, fetchNextPage]);
}

const noneOf = (list: ListName, isStopped: boolean): string =>
  list === 'all' && isStopped ? said.noneButStopped : said.none[list];

const lookOf = (causes: readonly Cause[]): string =>
  JSON.stringify(causes.map(({ id, orders, state, owner }) => [id, orders, state, owner]));
