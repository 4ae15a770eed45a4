/** The plain list behind every number: what goes on with each, and whose turn it is. */
import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { exportAddress, orderSorts, type OrderFilter, type OrderSort } from '../api/client.ts';
import { ordersFilter } from '../frame/address.ts';
import { Trouble } from '../frame/trouble.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { useTitle } from '../frame/use-title.ts';
import { Changed } from '../live/changed.tsx';
import { LiveCount } from '../live/live-count.tsx';
import { useMay } from '../may/use-may.ts';
import { useZone } from '../time/zone.tsx';
import { OwnViews } from '../views/own-views.tsx';
import { words } from '../words/words.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { layOut } from './column-names.ts';
import { columnsFor } from './columns.tsx';
import { Filters } from './filters.tsx';
import { List } from './list.tsx';
import { MarkedBar } from './marked-bar.tsx';
import { NoOrders } from './no-orders.tsx';
import { Views } from './views.tsx';
import { useOrders, windowsOf } from './windows.ts';
import './orders.css';

const route = getRouteApi('/framed/orders');

export function OrdersPage() {
  useTitle(words.orders.title);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => ordersFilter(search), [search]);
  const { sort = 'changed' } = search;
  const show = (next: OrderFilter, by: OrderSort) =>
    void navigate({
      search: {
        ...next, sort: by === 'changed' ? undefined : by, columns: search.columns,
      },
    });
  const [{ from, to }, setSeen] = useState({ from: 0, to: 0 });
  const onSeen = useCallback((first: number, last: number) =>
    setSeen((now) => now.from === first && now.to === last ? now : { from: first, to: last }), []);
  const seen = useMemo(() => windowsOf(from, to), [from, to]);
  const list = useOrders(filter, search.sort, seen);
  const maySeeCosts = useMay('see-costs').is === 'yes';
  const columns = columnsFor(maySeeCosts, search.columns);
  const { first, total } = list;
  const isEmpty = first.data?.items.length === 0 && total === 0;
  return (
    <div className="stack wide orders">
      <div className="row">
        <h1>{words.orders.title}</h1>
        <p className="quiet">
          <Unlisted why="list-is-here">
            <LiveCount text={total === null ? '' : words.orders.shown(total)} />
          </Unlisted>
        </p>
      </div>
      <Views filter={filter} />
      <OwnViews page="/orders" shows={search} />
      <div className="row">
        <Filters filter={filter} onChange={(next) => show(next, sort)} />
        <ChooseColumns
          chosen={search.columns} maySeeCosts={maySeeCosts}
          onChange={(chosen) => void navigate({ search: { ...search, columns: chosen } })}
        />
        <Export filter={filter} sort={search.sort} />
        <Sort sort={sort} onChange={(next) => show(filter, next)} />
      </div>
      {first.isError ? (
        <Trouble error={first.error} onAgain={() => void first.refetch()} />
      ) : null}
      {first.isPending ? <p className="quiet orders-looking">{words.orders.looking}</p> : null}
      {isEmpty ? <NoOrders filter={filter} lookedAt={first.dataUpdatedAt} /> : null}
      {first.data === undefined || isEmpty ? null : (
        <div {...list.area}>
          <List
            key={JSON.stringify([filter, sort])} list={list} columns={columns}
            caption={words.orders.table[sort]} onSeen={onSeen}
            layout={search.columns === undefined ? null : layOut(columns.map(({ key }) => key))}
          />
          <Changed
            isShown={list.changes > 0} text={words.orders.changed(list.changes)}
            button={words.orders.show} onShow={list.show}
          />
        </div>
      )}
      <MarkedBar filter={filter} total={total} />
    </div>
  );
}

/** All of the view as a file: the engine writes it, so that its length does not matter here. */
function Export({ filter, sort }: { filter: OrderFilter; sort: OrderSort | undefined }) {
  const zone = useZone();
  return (
    <a className="export" href={exportAddress(filter, sort, zone)} download="orders.csv">
      {words.orders.export}
    </a>
  );
}

function Sort({ sort, onChange }: { sort: OrderSort; onChange: (sort: OrderSort) => void }) {
  return (
    <NativeSelect
      className="sort" aria-label={words.orders.sort} value={sort}
      data={orderSorts.map((value) => ({ value, label: words.orders.sorts[value] }))}
      onChange={(event) => {
        const chosen = orderSorts.find((known) => known === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
