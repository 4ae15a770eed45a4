import { Link } from '@tanstack/react-router';
import type { OrderSummary } from '../api/client.ts';
import { Table, type Column } from '../table/table.tsx';
import { ownZone } from '../time/clock.ts';
import { AgeTag, HowLong } from '../time/when.tsx';
import { words } from '../words/en-gb.ts';
import { exceptionInWords } from '../words/exception-code.ts';

const { heads } = words.orders;

const columns: readonly Column<OrderSummary>[] = [
  { key: 'order', head: heads.order, kind: 'name', cell: (order) => (
    <Link to="/orders/$id" params={{ id: order.id }} data-row-link="" className="row-link">
      {order.orderNumber}
    </Link>
  ) },
  { key: 'channel', head: heads.channel, cell: (order) => order.channel },
  { key: 'stage', head: heads.stage, cell: (order) => (
    <span className="tag">{words.stages[order.stage]}</span>
  ) },
  { key: 'waits-on', head: heads.waitsOn, cell: (order) =>
    order.waitsOn === null ? words.orders.waitsOnNobody : words.parties[order.waitsOn] },
  { key: 'since', head: heads.since, cell: (order) => <Since order={order} /> },
  { key: 'exception', head: heads.exception, cell: (order) =>
    order.exception === null ? null : (
      <span className="problem-text">{exceptionInWords(order.exception)}</span>
    ) },
  { key: 'sentence', head: heads.sentence, kind: 'wide', cell: (order) => order.sentence },
];

export function OrdersTable({ orders }: { orders: readonly OrderSummary[] }) {
  return (
    <Table
      caption={words.orders.table} className="orders-table" columns={columns} rows={orders}
      keyOf={(order) => order.id}
    />
  );
}

/** Orders of several warehouses share the list: their times stand in the reader's own zone. */
function Since({ order }: { order: OrderSummary }) {
  if (order.since === null || order.waitsOn === null) return null;
  return (
    <span className="since">
      <HowLong since={order.since} zone={ownZone()} /> <AgeTag wait={order} />
    </span>
  );
}
