/** Bars on one scale, each with its name and its number. */
import type { ReactNode } from 'react';
import { Bar, type BarPart } from './bar.tsx';
import './charts.css';

export type BarRow = {
  readonly key: string;
  readonly name: ReactNode;
  readonly parts: readonly BarPart[];
  /** What is said of it below the bar. */
  readonly more?: ReactNode;
};

export function StackedBars({ rows }: { rows: readonly BarRow[] }) {
  const scale = Math.max(1, ...rows.map(({ parts }) => sumOf(parts)));
  return (
    <ul className="bars">
      {rows.map(({ key, name, parts, more }) => (
        <li key={key}>
          <div className="row bars-name">{name}</div>
          <Bar parts={parts} scale={scale} isThin />
          {more}
        </li>
      ))}
    </ul>
  );
}

const sumOf = (parts: readonly BarPart[]): number =>
  parts.reduce((sum, { count }) => sum + count, 0);
