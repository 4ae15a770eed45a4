/** How long the calls took, as a picture and in one sentence; the list below has each of them. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Call } from '../api/client.ts';
import { Unlisted } from '../frame/unlisted.tsx';
import { clockTime } from '../time/clock.ts';
import { callTimeInWords } from '../time/durations.ts';
import { serverNow } from '../time/server-clock.ts';
import { LocalClock, useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { figuresOf, planeOf, type CallFigures, type PlacedCall } from './call-figures.ts';
import { plotCalls } from './plot-calls.ts';
import { purposeInWords } from './purpose.ts';
import './calls-chart.css';

const said = words.connections.chart;

type ChartProps = { readonly name: string; readonly calls: readonly Call[] };

export default function CallsChart({ name, calls }: ChartProps) {
  const zone = useZone();
  const sentence = useId();
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<PlacedCall | null>(null);
  const figures = useMemo(() => figuresOf(calls), [calls]);
  useEffect(() => box.current === null ? undefined : plotCalls(box.current, {
    plane: planeOf(calls), figures, onPoint: setPointed,
    timeOf: (seconds) => clockTime(seconds * 1000, zone, serverNow()),
    lengthOf: (milliseconds) => words.duration.seconds(String(milliseconds / 1000)),
  }), [calls, figures, zone]);
  return (
    <figure className="calls-chart">
      <p id={sentence}><Unlisted why="list-is-here">{inWords(figures)}</Unlisted></p>
      <div
        ref={box} className="calls-plot" role="img" aria-label={said.title(name)}
        aria-describedby={sentence}
      />
      <p className="quiet calls-pointed" aria-hidden="true" data-unlisted="list-is-here">
        {pointed === null ? said.point : <Pointed call={pointed.call} />}
      </p>
      <figcaption className="row quiet">
        <span><Sample className="calls-dot" d="M4 4h0.01" /> {said.answered}</span>
        <span><Sample className="calls-cross" d="M0 0L8 8M8 0L0 8" /> {said.failed}</span>
        <span><Sample className="calls-half" d="M0 4H24" isLine /> {said.half}</span>
        <span><Sample className="calls-slow" d="M0 4H24" isLine /> {said.slow}</span>
        <span>{said.scale}</span>
      </figcaption>
    </figure>
  );
}

function Sample(
  { className, d, isLine = false }: { className: string; d: string; isLine?: boolean },
) {
  const width = isLine ? 24 : 8;
  return (
    <svg aria-hidden="true" width={width} height="8" viewBox={`0 0 ${width} 8`}>
      <path className={className} d={d} />
    </svg>
  );
}

function Pointed({ call: { at, purpose, tookMilliseconds, isFailed, sentence } }: { call: Call }) {
  const took = tookMilliseconds === null ? words.none : callTimeInWords(tookMilliseconds);
  return (
    <>
      <LocalClock at={at} toTheSecond /> {purposeInWords(purpose)}, {took}
      {isFailed ? <>. <strong className="problem-text">! {sentence}</strong></> : null}
    </>
  );
}

function inWords({ count, failed, untimed, half, slow }: CallFigures): string {
  const times = half === null || slow === null ? said.noTimes(count)
    : said.times(count, callTimeInWords(half), callTimeInWords(slow));
  return [times, said.failures(failed, count), ...untimed === 0 ? [] : [said.untimed(untimed)]]
    .join(' ');
}
