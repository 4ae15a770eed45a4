/** A list of any length: the rows in sight and a few around them are in the page, no others. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties } from 'react';
import type { OrderRow } from '../api/client.ts';
import type { Column } from '../table/table.tsx';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { heldInWords } from './columns.tsx';
import { useMarked } from './marked.ts';
import type { OrdersList } from './windows.ts';

type ListProps = {
  readonly list: OrdersList;
  readonly caption: string;
  readonly columns: readonly Column<OrderRow>[];
  /** How wide each is, where not all of them are shown. */
  readonly layout: string | null;
  /** Tells which rows are in sight, so that their windows are fetched. */
  readonly onSeen: (from: number, to: number) => void;
};

/** Rows that are kept ready above and below those in sight. */
const spareRows = 8;
const rowRems = 3.75;

/** All rows are of one height, so that the place of each is known before it is fetched. */
const heightOfRow = (): number =>
  rowRems * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

export function List({ list, caption, columns, layout, onSeen }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const count = list.total ?? 0;
  // Its functions answer anew as the box scrolls; nothing here keeps what they answered.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count, getScrollElement: () => box.current, estimateSize: heightOfRow, overscan: spareRows,
  });
  const inSight = rows.getVirtualItems();
  const from = inSight[0]?.index ?? 0;
  const to = inSight.at(-1)?.index ?? 0;
  useEffect(() => onSeen(from, to), [onSeen, from, to]);
  return (
    <div
      ref={box} className="orders-box" role="region" aria-label={caption} tabIndex={0}
      data-columns={columns.length}
      {...(layout === null ? {} : {
        // `as` because the names of own properties of a style sheet are not known to React.
        'data-chosen': '', 'style': { '--orders-columns': layout } as CSSProperties,
      })}
    >
      <div role="table" aria-label={caption} aria-rowcount={count + 1} className="orders-table">
        <div role="rowgroup" className="orders-head">
          <div role="row" aria-rowindex={1} className="orders-row">
            <span role="columnheader" data-column="mark">
              <span className="hidden">{words.orders.heads.mark}</span>
            </span>
            {columns.map(({ key, head }) => (
              <span key={key} role="columnheader" data-column={key}>{head}</span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="orders-body" style={{ height: rows.getTotalSize() }}>
          {inSight.map(({ index, start, size }) => (
            <Row
              key={list.rowAt(index)?.id ?? index} order={list.rowAt(index)} index={index}
              columns={columns} top={start} height={size}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The whole of what a row may have to cut. */
const titleOf = (
  order: OrderRow | undefined, zone: string, now: number,
): string | undefined => order?.held == null
  ? order?.sentence : `${heldInWords(order.held, zone, now)} ${order.sentence}`;

type RowProps = {
  readonly order: OrderRow | undefined;
  readonly index: number;
  readonly columns: readonly Column<OrderRow>[];
  readonly top: number;
  readonly height: number;
};

function Row({ order, index, columns, top, height }: RowProps) {
  const marked = useMarked();
  const zone = useZone(order?.warehouse);
  const now = useNow();
  const isMarked = order !== undefined && marked.has(order.id);
  return (
    <div
      role="row" aria-rowindex={index + 2} className="orders-row"
      title={titleOf(order, zone, now)}
      data-marked={isMarked ? '' : undefined}
      style={{ height, transform: `translateY(${String(top)}px)` }}
    >
      {order === undefined ? (
        <span role="cell" className="quiet">{words.orders.rowOnItsWay}</span>
      ) : (
        <>
          <span role="cell" data-column="mark">
            <label className="mark-box">
              <input
                type="checkbox" checked={isMarked} data-mark=""
                aria-label={words.orders.markOrder(order.orderNumber)}
                onChange={() => marked.toggle(order.id)}
              />
            </label>
          </span>
          {columns.map(({ key, kind, cell }) => (
            <span
              key={key} role={kind === 'name' ? 'rowheader' : 'cell'} data-column={key}
              {...(kind === 'number' ? { 'data-number': '' } : {})}
            >
              {cell(order)}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
