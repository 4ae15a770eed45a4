/**
 * Draws calls with uPlot: a dot for each, a cross for each that failed, lines where half and 95 %
 * of them end. Nothing moves; colours are those of the page and follow it into the dark.
 */
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CallFigures, Plane, PlacedCall } from './call-figures.ts';

type Drawn = {
  readonly plane: Plane;
  readonly figures: CallFigures;
  /** A clock time for seconds since 1970. */
  readonly timeOf: (seconds: number) => string;
  /** A length for milliseconds. */
  readonly lengthOf: (milliseconds: number) => string;
  /** Which call the pointer is nearest to; null when it is elsewhere. */
  readonly onPoint: (placed: PlacedCall | null) => void;
};

/** Draws into a box, as wide as that is; what comes back takes it out again. */
export function plotCalls(box: HTMLElement, drawn: Drawn): () => void {
  const { placed } = drawn.plane;
  const plot = new UPlot(
    optionsFor(box, drawn),
    [placed.map(({ at }) => at), placed.map(({ height }) => height)], box);
  const resized = new ResizeObserver(() => plot.setSize(sizeOf(box)));
  resized.observe(box);
  const recoloured = new MutationObserver(() => plot.redraw());
  recoloured.observe(document.documentElement, {
    attributes: true, attributeFilter: ['data-mantine-color-scheme'],
  });
  return () => {
    resized.disconnect();
    recoloured.disconnect();
    plot.destroy();
  };
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement) =>
  ({ width: clientWidth, height: clientHeight });

function optionsFor(box: HTMLElement, drawn: Drawn): UPlot.Options {
  const { plane: { placed, decades }, timeOf, lengthOf, onPoint } = drawn;
  const letter = Number.parseFloat(getComputedStyle(box).fontSize);
  const axis = {
    stroke: () => colour('--quiet'), font: `${letter}px ${getComputedStyle(box).fontFamily}`,
    grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false },
  };
  return {
    ...sizeOf(box),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { time: true, range: (_, least, most) => withMargin(least, most) },
      // Most answers take a tenth of a second and some take thirty: both are to be read.
      y: { distr: 3, range: () => [decades[0] ?? 1, decades.at(-1) ?? 10] },
    },
    axes: [
      { ...axis, size: 2.2 * letter, space: 6.5 * letter,
        values: (_, splits) => splits.map(timeOf) },
      { ...axis, size: 4.2 * letter, splits: () => [...decades],
        values: (_, splits) => splits.map(lengthOf) },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      draw: [(plot) => drawMarks(plot, drawn)],
      setCursor: [({ cursor: { idx } }) => onPoint(placed[idx ?? -1] ?? null)],
    },
  };
}

/** At least a minute, and a little room beside the first and the last. */
function withMargin(least: number, most: number): UPlot.Range.MinMax {
  const margin = Math.max(60 - (most - least), (most - least) * 0.04) / 2;
  return [least - margin, most + margin];
}

function drawMarks(plot: UPlot, { plane, figures }: Drawn): void {
  const { ctx, bbox } = plot;
  const unit = devicePixelRatio;
  const heightOf = (milliseconds: number) => plot.valToPos(milliseconds, 'y', true);
  const [bottom = 1] = plane.decades;
  ctx.save();
  const across = (at: number | null, name: string, dashes: readonly number[], width: number) => {
    if (at === null) return;
    ctx.beginPath();
    ctx.setLineDash(dashes.map((one) => one * unit));
    ctx.lineWidth = width * unit;
    ctx.strokeStyle = colour(name);
    ctx.moveTo(bbox.left, heightOf(Math.max(bottom, at)));
    ctx.lineTo(bbox.left + bbox.width, heightOf(Math.max(bottom, at)));
    ctx.stroke();
    ctx.setLineDash([]);
  };
  across(figures.half, '--link', [], 1.5);
  across(figures.slow, '--ink', [2, 4], 1.5);
  for (const { call, at, height } of plane.placed) {
    drawMark(ctx, plot.valToPos(at, 'x', true), heightOf(height), call.isFailed);
  }
  ctx.restore();
}

/** Told apart by their form, so that nobody needs to see a colour. */
function drawMark(
  ctx: CanvasRenderingContext2D, x: number, y: number, isFailed: boolean,
): void {
  const reach = (isFailed ? 5 : 3) * devicePixelRatio;
  ctx.beginPath();
  if (!isFailed) {
    ctx.fillStyle = colour('--link');
    ctx.arc(x, y, reach, 0, 2 * Math.PI);
    ctx.fill();
    return;
  }
  ctx.strokeStyle = colour('--problem');
  ctx.lineWidth = 2.5 * devicePixelRatio;
  ctx.moveTo(x - reach, y - reach);
  ctx.lineTo(x + reach, y + reach);
  ctx.moveTo(x + reach, y - reach);
  ctx.lineTo(x - reach, y + reach);
  ctx.stroke();
}

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name);
