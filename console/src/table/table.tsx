/**
 * One table for all pages: a real table with a caption, which a narrow screen shows as cards. The
 * roles are spelled out because a browser drops them once the rows are laid out otherwise.
 */
import type { ReactNode } from 'react';
import './table.css';

export type Column<Row> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly kind?: 'name' | 'number' | 'wide';
};

type TableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly className?: string;
};

export function Table<Row>({ caption, columns, rows, keyOf, className = '' }: TableProps<Row>) {
  return (
    <table role="table" className={`table ${className}`}>
      <caption className="hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" {...marks(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => <Cell key={column.key} column={column} row={row} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.kind === 'name') {
    return (
      <th role="rowheader" scope="row" data-column={column.key} data-wide="">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" data-column={column.key} data-head={column.head} {...marks(column)}>
      {column.cell(row)}
    </td>
  );
}

function marks<Row>({ kind }: Column<Row>) {
  if (kind === 'number') return { 'data-number': '' };
  return kind === 'wide' ? { 'data-wide': '' } : {};
}
