import { Link } from '@tanstack/react-router';
import type { Found, FoundOrder } from '../api/service.ts';
import { Unlisted } from '../frame/unlisted.tsx';
import { Differ } from '../orders/differ.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

const { heads } = words.find;

const columnsFor = (typed: string, chosen: string | null): readonly Column<FoundOrder>[] => [
  { key: 'order', head: heads.order, kind: 'name', cell: ({ order }) => (
    <>
      <Link
        to="/find" search={{ q: typed, order: order.id }} data-row-link="" className="row-link"
        {...(order.id === chosen ? { 'aria-current': 'true' } : {})}
      >
        {order.orderNumber}
      </Link>
      {order.disagrees ? <>{' '}<Differ /></> : null}
    </>
  ) },
  { key: 'town', head: heads.town, cell: ({ town }) => town ?? words.find.noTown },
  { key: 'date', head: heads.date, cell: ({ date, order }) => (
    <LocalClock at={date} warehouse={order.warehouse} />
  ) },
  { key: 'stage', head: heads.stage, cell: ({ order }) => (
    <span className="tag">{words.stages[order.stage]}</span>
  ) },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ matched }) => matched.sentence },
];

type HitsProps = {
  readonly typed: string; readonly found: Found; readonly chosen: string | null;
};

/** Several fit: town and date tell them apart. */
export function Hits({ typed, found, chosen }: HitsProps) {
  const { items, hasMore } = found;
  return (
    <section className="panel stack" aria-labelledby="hits">
      <div role="status">
        <h2 id="hits">
          <Unlisted why="list-is-here">
            {hasMore ? words.find.more(items.length) : words.find.several(items.length)}
          </Unlisted>
        </h2>
      </div>
      <Table
        caption={words.find.hits} columns={columnsFor(typed, chosen)} rows={items}
        keyOf={({ order }) => order.id}
      />
      {found.isComplete ? null : <p className="problem-text">{found.sentence}</p>}
    </section>
  );
}
