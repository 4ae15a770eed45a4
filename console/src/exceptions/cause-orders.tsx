/** The orders of a cause, each a link, marked or not; and one thing done to all of them. */
import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { CauseDetail, ExceptionItem } from '../api/causes.ts';
import { causeOrdersQuestion } from '../api/cause-questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { useCalm } from '../live/calm.ts';
import { Changed } from '../live/changed.tsx';
import { LiveCount } from '../live/live-count.tsx';
import { usePolling } from '../live/provider.tsx';
import { Differ } from '../orders/differ.tsx';
import { More } from '../table/more.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalHowLong } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Do } from './do.tsx';

const route = getRouteApi('/framed/exceptions');
const said = words.exceptions;
const none: readonly ExceptionItem[] = [];
const unmarked: ReadonlySet<string> = new Set();

export function CauseOrders({ cause }: { cause: CauseDetail }) {
  const { warehouse } = route.useSearch();
  const answer = useInfiniteQuery({
    ...causeOrdersQuestion(cause.id, warehouse), refetchInterval: usePolling(),
  });
  const pages = answer.data?.pages;
  const fresh = useMemo(() => pages?.flatMap((page) => page.items) ?? none, [pages]);
  const calm = useCalm(fresh, `${cause.id} ${warehouse ?? ''} ${pages?.length ?? 0}`);
  const [marked, setMarked] = useState(unmarked);
  const still = useMemo(() => {
    const known = new Set(fresh.map(({ id }) => id));
    return new Set([...marked].filter((id) => known.has(id)));
  }, [fresh, marked]);
  const columns = useMemo(() => columnsWith(still, fresh, (id) => {
    const next = new Set(still);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  }), [still, fresh]);
  return (
    <>
      {cause.count === 0 ? null : (
        <Do cause={cause} warehouse={warehouse} marked={still} example={fresh[0]} />
      )}
      <section className="panel stack" aria-labelledby="cause-orders" {...calm.area}>
        <div className="row">
          <h3 id="cause-orders">{said.ordersTitle}</h3>
          <p className="quiet">
            <Unlisted why="list-is-here">
              <LiveCount text={said.orders(cause.orders)} />
              <span role="status">
                {still.size === 0 ? null : <>, {said.marked(still.size)}</>}
              </span>
            </Unlisted>
          </p>
          {still.size === 0 ? null : (
            <Button variant="default" size="compact-md" onClick={() => setMarked(unmarked)}>
              {said.unmark}
            </Button>
          )}
        </div>
        {answer.isError ? (
          <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
        ) : null}
        {pages !== undefined && calm.shown.length === 0 ? <p>{said.noOrders}</p> : null}
        {calm.shown.length === 0 ? null : (
          <Table
            caption={said.ordersTable} className="cause-orders" columns={columns}
            rows={calm.shown} keyOf={({ id }) => id}
          />
        )}
        <More answer={answer} text={said.more} />
        <Changed
          isShown={calm.isBehind && idsOf(calm.shown) !== idsOf(fresh)} text={said.changed}
          button={said.show} onShow={calm.show}
        />
      </section>
    </>
  );
}

const idsOf = (items: readonly ExceptionItem[]): string => items.map(({ id }) => id).join();

/** What all of them say alike stands above, and is not said again in each row. */
const columnsWith = (
  marked: ReadonlySet<string>, items: readonly ExceptionItem[], onMark: (id: string) => void,
): readonly Column<ExceptionItem>[] => [
  { key: 'mark', head: said.heads.mark, cell: ({ id, order }) => (
    <Checkbox
      aria-label={said.mark(order.orderNumber)} checked={marked.has(id)} data-mark=""
      onChange={() => onMark(id)}
    />
  ) },
  { key: 'order', head: said.heads.order, kind: 'name', cell: ({ order }) => (
    <>
      <Link to="/orders/$id" params={{ id: order.id }} data-row-link="" className="row-link">
        {order.orderNumber}
      </Link>
      {order.disagrees ? <>{' '}<Differ /></> : null}
    </>
  ) },
  { key: 'since', head: said.heads.since, cell: ({ since, state, warehouse }) => (
    <>
      <LocalHowLong since={since} warehouse={warehouse} />
      {state === 'returned' ? <> <span className="tag">{said.states.returned}</span></> : null}
    </>
  ) },
  { key: 'warehouse', head: said.heads.warehouse, cell: ({ warehouse }) => warehouse },
  ...(items.every(({ lines }) => lines.length === 0) ? [] : [{
    key: 'lines', head: said.heads.lines,
    cell: ({ lines }: ExceptionItem) => lines.join('; '),
  }]),
  ...(new Set(items.map(({ sentence }) => sentence)).size < 2 ? [] : [{
    key: 'what', head: said.heads.what, kind: 'wide' as const,
    cell: ({ sentence }: ExceptionItem) => sentence,
  }]),
];
