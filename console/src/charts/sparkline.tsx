/**
 * A curve over time with a second one above it, a limit where there is one, and marks of what
 * happened meanwhile. Gaps stay gaps. The same numbers stand in a table below.
 */
import { words } from '../words/words.ts';
import './charts.css';

export type SparkPoint = {
  readonly at: number;
  readonly when: string;
  readonly count: number;
  readonly median: number;
  readonly slowest: number;
};

export type SparkMark = {
  readonly at: number;
  /** When it was over, of what lasted: drawn as a band. */
  readonly until: number | null;
  /** The same in words. */
  readonly when: string;
  readonly text: string;
};

type SparklineProps = {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Points farther apart than this are not joined. */
  readonly step: number;
  readonly points: readonly SparkPoint[];
  readonly marks?: readonly SparkMark[];
  readonly limit?: number | null;
  readonly fromWhen: string;
  readonly inWords: (value: number) => string;
};

const width = 480;
const height = 120;
/** A mark in the list below is found in the picture by its letter. */
const letters = 'abcdefghijklmnopqrstuvwxyz';
const { charts } = words;

type Placed = { readonly x: number; readonly median: number; readonly slowest: number };

export function Sparkline(props: SparklineProps) {
  const { title, from, to, points, marks = [], limit = null, inWords } = props;
  const top = Math.max(1, limit ?? 0, ...points.map(({ slowest }) => slowest)) * 1.05;
  const x = (at: number) => (Math.min(Math.max((at - from) / (to - from), 0), 1)) * width;
  const y = (value: number) => height - (value / top) * height;
  const runs = runsOf(points, props.step).map((run) =>
    run.map((one): Placed => ({ x: x(one.at), median: y(one.median), slowest: y(one.slowest) })));
  return (
    <figure className="spark">
      <div className="spark-frame">
        <span className="spark-top">{inWords(top / 1.05)}</span>
        <svg
          role="img" aria-label={title} viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          {runs.map((run) => (
            <path key={run[0]?.x ?? 0} className="spark-area" d={areaOf(run)} />
          ))}
          {marks.map((mark) => mark.until === null ? null : (
            <path
              key={`${mark.at} ${mark.text}`} className="spark-span"
              d={bandOf(x(mark.at), x(mark.until))}
            />
          ))}
          {runs.map((run) => (
            <g key={run[0]?.x ?? 0}>
              <path className="spark-slowest" d={lineOf(run, 'slowest')} />
              <path className="spark-median" d={lineOf(run, 'median')} />
            </g>
          ))}
          {limit === null ? null : <path className="spark-limit" d={`M0 ${y(limit)}H${width}`} />}
          {marks.map((mark) => (
            <path
              key={`${mark.at} ${mark.text}`} className="spark-mark"
              d={`M${rounded(x(mark.at))} 0V${height}`}
            />
          ))}
        </svg>
        {marks.map((mark, index) => (
          <span
            key={`${mark.at} ${mark.text}`} className="spark-letter" aria-hidden="true"
            style={{ insetInlineStart: `${(x(mark.at) / width) * 100}%` }}
          >
            {letters[index]}
          </span>
        ))}
      </div>
      <div className="spark-times"><span>{props.fromWhen}</span><span>{charts.now}</span></div>
      <figcaption className="row spark-key">
        <span><Sample name="spark-median" /> {charts.median}</span>
        <span><Sample name="spark-slowest" /> {charts.slowest}</span>
        {limit === null ? null : (
          <span><Sample name="spark-limit" /> {charts.limit(inWords(limit))}</span>
        )}
      </figcaption>
      {marks.length === 0 ? null : <Marks marks={marks} />}
      <PointsTable points={points} inWords={inWords} />
    </figure>
  );
}

function Sample({ name }: { name: string }) {
  return (
    <svg aria-hidden="true" width="28" height="8" viewBox="0 0 28 8">
      <path className={name} d="M0 4H28" />
    </svg>
  );
}

function Marks({ marks }: { marks: readonly SparkMark[] }) {
  return (
    <ul className="spark-marks" aria-label={charts.marks}>
      {marks.map((mark, index) => (
        <li key={`${mark.at} ${mark.text}`}>
          <b aria-hidden="true">{letters[index]}</b> {mark.when} {mark.text}
        </li>
      ))}
    </ul>
  );
}

type PointsTableProps = Pick<SparklineProps, 'points' | 'inWords'>;

function PointsTable({ points, inWords }: PointsTableProps) {
  return (
    <details>
      <summary>{charts.asTable}</summary>
      <table className="spark-table" data-unlisted="worked-out">
        <thead>
          <tr>
            <th scope="col">{charts.hourFrom}</th><th scope="col">{charts.count}</th>
            <th scope="col">{charts.median}</th><th scope="col">{charts.slowest}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at}>
              <th scope="row">{point.when}</th><td>{point.count}</td>
              <td>{inWords(point.median)}</td><td>{inWords(point.slowest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Neighbours in time, joined; an hour without any order ends a run. */
function runsOf(points: readonly SparkPoint[], step: number): readonly (readonly SparkPoint[])[] {
  const runs: SparkPoint[][] = [];
  for (const point of points.toSorted((one, other) => one.at - other.at)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isNext = before !== undefined && point.at - before.at <= 1.5 * step;
    if (run !== undefined && isNext) run.push(point);
    if (!isNext) runs.push([point]);
  }
  return runs;
}

/** A lone point is drawn as a line of no length, which the round cap makes a dot. */
function lineOf(run: readonly Placed[], name: 'median' | 'slowest'): string {
  const drawn = run.map((one) => `${rounded(one.x)} ${rounded(one[name])}`).join('L');
  return run.length === 1 ? `M${drawn}h0.01` : `M${drawn}`;
}

function areaOf(run: readonly Placed[]): string {
  const first = run[0]?.x ?? 0;
  const last = run.at(-1)?.x ?? 0;
  const drawn = run.map((one) => `L${rounded(one.x)} ${rounded(one.slowest)}`).join('');
  return `M${rounded(first)} ${height}${drawn}L${rounded(last)} ${height}Z`;
}

const bandOf = (from: number, to: number): string =>
  `M${rounded(from)} 0H${rounded(to)}V${height}H${rounded(from)}Z`;

const rounded = (value: number): string => value.toFixed(1);
