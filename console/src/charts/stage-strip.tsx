/**
 * Where orders are: one bar for each stage on one scale, its parts by age, and every number again
 * in columns. The frame is the stretch that Gatepass is for. It is a table that is also a chart.
 */
import type { ReactNode } from 'react';
import type { Age } from '../time/durations.ts';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';
import { Bar } from './bar.tsx';
import { PlainListLink, type ListLink, type ListQuery } from './list-link.tsx';
import './charts.css';

export type StripRow = {
  readonly key: string;
  readonly name: string;
  readonly ages: Readonly<Record<Age, number>>;
  readonly total: number;
  /** The oldest wait in words; null when none waits. */
  readonly oldest: string | null;
  readonly inLastHour: number;
  readonly outLastHour: number;
  readonly blocked: number;
  /** A person holds them; no part of the bar, since nobody is late with them. */
  readonly onHold: number;
  readonly isFramed: boolean;
  readonly list: ListQuery;
  /** Those that came in, and those that went on. */
  readonly inList: ListQuery;
  readonly outList: ListQuery;
};

type StageStripProps = {
  readonly rows: readonly StripRow[];
  readonly listLink?: ListLink;
  readonly onPick?: (list: ListQuery) => void;
  /** Without what came in and went on in the last hour, where there is little room. */
  readonly isShort?: boolean;
};

const agesInOrder = ['in-time', 'due-soon', 'late', 'very-late'] as const;
const { charts } = words;

export function StageStrip(
  { rows, listLink = PlainListLink, onPick, isShort = false }: StageStripProps,
) {
  const scale = Math.max(1, ...rows.map(({ total }) => total));
  return (
    <table role="table" className="strip">
      <caption className="hidden">{charts.strip}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <Head>{charts.stage}</Head>
          <Head>{charts.waiting}</Head>
          {agesInOrder.map((age) => <Head key={age} age={age}>{words.ages[age]}</Head>)}
          <Head isNumber>{charts.total}</Head>
          <Head isNumber>{charts.oldest}</Head>
          {isShort ? null : (
            <>
              <Head isNumber>{charts.inLastHour}</Head>
              <Head isNumber>{charts.outLastHour}</Head>
            </>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <Row
            key={row.key} row={row} scale={scale} listLink={listLink} onPick={onPick}
            frame={frameOf(rows, index)} isShort={isShort}
          />
        ))}
      </tbody>
    </table>
  );
}

type HeadProps = {
  readonly children: ReactNode;
  readonly age?: Age;
  readonly isNumber?: boolean;
};

function Head({ children, age, isNumber = false }: HeadProps) {
  return (
    <th role="columnheader" scope="col" {...(isNumber || age !== undefined ? number : {})}>
      {age === undefined ? children : <span className="tag" data-age={age}>{children}</span>}
    </th>
  );
}

const number = { 'data-number': '' };

/** Where a row stands in the frame, so that its edges can be drawn. */
function frameOf(rows: readonly StripRow[], index: number): string | undefined {
  const isFramed = (at: number): boolean => rows[at]?.isFramed ?? false;
  if (!isFramed(index)) return undefined;
  const edges = [isFramed(index - 1) ? [] : ['first'], isFramed(index + 1) ? [] : ['last']].flat();
  return edges.length === 0 ? 'inside' : edges.join(' ');
}

type RowProps = {
  readonly row: StripRow;
  readonly scale: number;
  readonly frame: string | undefined;
  readonly listLink: ListLink;
  readonly onPick: ((list: ListQuery) => void) | undefined;
  readonly isShort: boolean;
};

function Row({ row, scale, frame, listLink: LinkTo, onPick, isShort }: RowProps) {
  return (
    <tr role="row" data-frame={frame}>
      <th role="rowheader" scope="row">{row.name}</th>
      <td role="cell" className="strip-bar">
        <Bar
          parts={agesInOrder.map((age) => ({ age, count: row.ages[age] }))} scale={scale}
          onPick={onPick === undefined ? undefined : (age) => onPick({ ...row.list, age })}
        />
        {row.blocked === 0 ? null : (
          <LinkTo list={{ ...row.list, blocked: 'yes' }} className="strip-held">
            {charts.blocked(row.blocked)}
          </LinkTo>
        )}
        {row.onHold === 0 ? null : (
          <LinkTo list={{ ...row.list, held: 'yes' }} className="strip-held">
            {charts.onHold(row.onHold)}
          </LinkTo>
        )}
      </td>
      {agesInOrder.map((age) => (
        <Cell key={age} head={words.ages[age]} isEmpty={row.ages[age] === 0}>
          <Count count={row.ages[age]} list={{ ...row.list, age }} listLink={LinkTo} />
        </Cell>
      ))}
      <Cell head={charts.total}>
        <LinkTo list={row.list} className="count count-total">{numeral(row.total)}</LinkTo>
      </Cell>
      <Cell head={charts.oldest} isEmpty={row.oldest === null}>{row.oldest ?? words.none}</Cell>
      {isShort ? null : (
        <>
          <Cell head={charts.inLastHour}>
            <Count count={row.inLastHour} list={row.inList} listLink={LinkTo} />
          </Cell>
          <Cell head={charts.outLastHour}>
            <Count count={row.outLastHour} list={row.outList} listLink={LinkTo} />
          </Cell>
        </>
      )}
    </tr>
  );
}

type CountProps = {
  readonly count: number;
  readonly list: ListQuery;
  readonly listLink: ListLink;
};

/** Behind nothing there is no list to open. */
function Count({ count, list, listLink: LinkTo }: CountProps) {
  return count === 0 ? numeral(0)
    : <LinkTo list={list} className="count">{numeral(count)}</LinkTo>;
}

type CellProps = {
  readonly head: string;
  readonly isEmpty?: boolean;
  readonly children: ReactNode;
};

function Cell({ head, isEmpty = false, children }: CellProps) {
  return (
    <td role="cell" data-number="" data-head={head} {...(isEmpty ? { 'data-empty': '' } : {})}>
      {children}
    </td>
  );
}
