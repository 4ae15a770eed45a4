/** What the list shows of each order, column by column. */
import { Link } from '@tanstack/react-router';
import type { OrderRow } from '../api/client.ts';
import type { Column } from '../table/table.tsx';
import { clockTime } from '../time/clock.ts';
import { useNow } from '../time/use-now.ts';
import { AgeTag } from '../time/when.tsx';
import { LocalClock, LocalHowLong, useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { exceptionInWords } from '../words/exception-code.ts';
import { moneyInWords } from '../words/measures.ts';
import { shownColumns, type ColumnName } from './column-names.ts';
import { Differ } from './differ.tsx';

const { heads } = words.orders;

type OrderColumn = Column<OrderRow> & { readonly key: ColumnName };

const always: readonly OrderColumn[] = [
  { key: 'order', head: heads.order, kind: 'name', cell: (order) => (
    <Link to="/orders/$id" params={{ id: order.id }} data-row-link="" className="row-link">
      {order.orderNumber}
    </Link>
  ) },
  { key: 'channel', head: heads.channel, cell: (order) => order.channel },
  { key: 'warehouse', head: heads.warehouse, cell: (order) => order.warehouse },
  { key: 'stage', head: heads.stage, cell: (order) => (
    <span className="tag">{words.stages[order.stage]}</span>
  ) },
  { key: 'waiting', head: heads.waiting, cell: (order) => <Waiting order={order} /> },
  { key: 'systems', head: heads.systems, cell: (order) => <Mark differ={order.disagrees} /> },
  { key: 'carrier', head: heads.carrier, cell: (order) =>
    [order.carrier, order.service].filter((one) => one !== null).join(', ') },
  { key: 'tracking', head: heads.tracking, cell: ({ id, tracking: [first, ...more] }) =>
    first === undefined ? null : (
      <>
        {first}
        {more.length === 0 ? null : (
          <>
            {' '}
            <Link to="/orders/$id" params={{ id }} className="row-link">
              {words.orders.moreParcels(more.length)}
            </Link>
          </>
        )}
      </>
    ) },
  { key: 'blocked', head: heads.blocked, cell: (order) => (
    <>
      {order.disagrees ? <span className="on-card"><Differ />{' '}</span> : null}
      {order.asked ? <><span className="tag">{words.orders.askedMark}</span>{' '}</> : null}
      {order.held === null ? null : (
        <><Held held={order.held} warehouse={order.warehouse} />{' '}</>
      )}
      {order.exception === null ? null : (
        <span className="problem-text">{exceptionInWords(order.exception)}: </span>
      )}
      {isOnlyHeld(order) ? null : order.sentence}
    </>
  ) },
  { key: 'owner', head: heads.owner, cell: ({ owner }) =>
    owner === null ? null : words.owners[owner] ?? owner },
  { key: 'collection', head: heads.collection, cell: ({ collectionAt, warehouse }) =>
    collectionAt === null ? null : <LocalClock at={collectionAt} warehouse={warehouse} /> },
];

const costs: OrderColumn = {
  key: 'cost', head: heads.cost, kind: 'number',
  cell: (order) => (order.costs ?? []).map(moneyInWords).join(', '),
};

export function columnsFor(
  maySeeCosts: boolean, chosen: string | undefined,
): readonly OrderColumn[] {
  const shown = shownColumns(chosen);
  return (maySeeCosts ? [...always, costs] : always).filter(({ key }) => shown.has(key));
}

/** Orders of several warehouses share the list: each tells its times by its own warehouse. */
function Waiting({ order }: { order: OrderRow }) {
  const { waiting, waitsOn, held } = order;
  if (held !== null) {
    return (
      <>
        <span className="tag on-hold">{words.orders.onHold}</span>{' '}
        <LocalHowLong since={held.since} warehouse={order.warehouse} />
      </>
    );
  }
  if (waiting === null) return null;
  const isLate = waiting.age === 'late' || waiting.age === 'very-late';
  return (
    <>
      <AgeTag wait={{ ...waiting, isLate }} otherwise={waiting.age} />{' '}
      <LocalHowLong since={waiting.since} warehouse={order.warehouse} />{' '}
      {waitsOn === null ? null : (
        <span className="quiet on">{words.orders.on(words.parties[waitsOn])}</span>
      )}
    </>
  );
}

type HeldProps = {
  readonly held: NonNullable<OrderRow['held']>;
  readonly warehouse: OrderRow['warehouse'];
};

function Held({ held, warehouse }: HeldProps) {
  return <span>{heldInWords(held, useZone(warehouse), useNow())}</span>;
}

/** Who, until when and why, in one sentence. */
export const heldInWords = (
  { by, until, why }: NonNullable<OrderRow['held']>, zone: string, now: number,
): string => words.orders.heldBy(by, until === null ? null : clockTime(until, zone, now), why);

/** Its own sentence is about the hold as well: nothing else keeps it. */
const isOnlyHeld = ({ held, exception, waitsOn }: OrderRow): boolean =>
  held !== null && exception === null && waitsOn === 'person';

function Mark({ differ }: { differ: boolean }) {
  return differ ? <Differ /> : (
    <span className="agreeing"><span aria-hidden="true">=</span> {words.orders.differ.no}</span>
  );
}
