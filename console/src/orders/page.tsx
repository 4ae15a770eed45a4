/** The plain list of orders, newest change first: what goes on with each, and whose turn it is. */
import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { OrderFilter, OrderSummary } from '../api/client.ts';
import { ordersQuestion } from '../api/questions.ts';
import { ordersSearch } from '../frame/address.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { useCalm } from '../live/calm.ts';
import { Changed } from '../live/changed.tsx';
import { usePolling } from '../live/provider.tsx';
import { words } from '../words/en-gb.ts';
import { exceptionInWords } from '../words/exception-code.ts';
import { countChanged } from './count-changed.ts';
import { NoOrders } from './no-orders.tsx';
import { OrdersTable } from './orders-table.tsx';
import './orders.css';

const route = getRouteApi('/framed/');
const none: readonly OrderSummary[] = [];

export function OrdersPage() {
  useTitle(words.orders.title);
  const search = route.useSearch();
  const filter = useMemo(() => ordersSearch(search), [search]);
  const answer = useInfiniteQuery({ ...ordersQuestion(filter), refetchInterval: usePolling() });
  const pages = answer.data?.pages;
  const fresh = useMemo(() => pages?.flatMap((page) => page.items) ?? none, [pages]);
  const calm = useCalm(fresh, JSON.stringify([filter, pages?.length ?? 0]));
  return (
    <div className="stack">
      <div className="row">
        <h1>{words.orders.title}</h1>
        <p className="quiet" role="status">
          {pages === undefined ? '' : told(calm.shown.length, answer.hasNextPage)}
        </p>
      </div>
      <Filters filter={filter} />
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet">{words.orders.looking}</p> : null}
      {pages !== undefined && calm.shown.length === 0 ? (
        <NoOrders filter={filter} lookedAt={answer.dataUpdatedAt} />
      ) : null}
      {calm.shown.length === 0 ? null : (
        <div className="panel" {...calm.area}><OrdersTable orders={calm.shown} /></div>
      )}
      {answer.hasNextPage ? (
        <div>
          <Button
            variant="default" disabled={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {answer.isFetchingNextPage ? words.orders.moreWorking : words.orders.more}
          </Button>
        </div>
      ) : null}
      <Changed
        isShown={calm.isBehind} text={words.orders.changed(countChanged(calm.shown, fresh))}
        button={words.orders.show} onShow={calm.show}
      />
    </div>
  );
}

const told = (count: number, hasMore: boolean) =>
  hasMore ? words.orders.shownOfMore(count) : words.orders.shown(count);

const optionsOf = (any: string, named: Readonly<Record<string, string>>) => [
  { value: '', label: any },
  ...Object.entries(named).map(([value, label]) => ({ value, label })),
];

/** The filters stand in the address, so that a reload or a shared link shows the same list. */
function Filters({ filter }: { filter: OrderFilter }) {
  const navigate = route.useNavigate();
  const { orders } = words;
  const change = (part: OrderFilter) => void navigate({ search: { ...filter, ...part } });
  return (
    <div className="row" role="group" aria-label={orders.filters}>
      <NativeSelect
        aria-label={orders.stage} data={optionsOf(orders.anyStage, words.stages)}
        value={filter.stage ?? ''}
        onChange={(event) => change({ stage: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label={orders.waitsOn} data={optionsOf(orders.anyParty, words.parties)}
        value={filter.waitingOn ?? ''}
        onChange={(event) => change({ waitingOn: event.currentTarget.value || undefined })}
      />
      {filter.orderNumber === undefined ? null : (
        <Chip
          text={orders.number(filter.orderNumber)}
          onRemove={() => change({ orderNumber: undefined })}
        />
      )}
      {filter.exception === undefined ? null : (
        <Chip
          text={orders.exception(exceptionInWords(filter.exception))}
          onRemove={() => change({ exception: undefined })}
        />
      )}
    </div>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <Button
      variant="default" size="compact-md" aria-label={words.orders.remove(text)} onClick={onRemove}
      rightSection={<span aria-hidden="true">×</span>}
    >
      {text}
    </Button>
  );
}
