import type { Moment } from '../machine.ts';
import type { Job, LineCounts, PackAsked, Stage } from './floor.ts';

type Line = PackAsked['lines'][number];

const order: readonly Stage[] = [
  'received',
  'allocated',
  'picking',
  'picked',
  'packed',
  'dispatched',
];
const isAtLeast = (stage: Stage, mark: Stage): boolean =>
  order.indexOf(stage) >= order.indexOf(mark);

export const foundUnits = (line: Line): number =>
  Math.min(line.found ?? line.ordered, line.ordered);

/** The whole consignment as the warehouse sees it: the body of its PUT to Gatepass. */
export function snapshotOf(job: Job, now: Moment) {
  const { asked, stage } = job;
  return {
    revision: job.revision,
    updatedAt: new Date(now).toISOString(),
    orderNumber: asked.orderNumber,
    channel: asked.channel,
    status: stage,
    service: asked.service,
    wave: asked.wave,
    sequence: asked.sequence,
    shipBy: asked.shipBy,
    shipTo: asked.shipTo,
    lines: linesOf(job),
    parcels: isAtLeast(stage, 'packed') ? [parcelOf(asked, job.counts)] : [],
    dispatch: dispatchOf(job),
  };
}

/** The lines of the snapshot; one may stand there twice when the system says so. */
export function linesOf({ asked, stage, counts }: Job) {
  if (counts === undefined) {
    return asked.lines.map((line) => snapshotLine(line, countedBy(line, stage)));
  }
  return counts.flatMap((row) => {
    const line = asked.lines.find((candidate) => candidate.line === row.line);
    return line === undefined ? [] : [snapshotLine(line, row)];
  });
}

function countedBy(line: Line, stage: Stage): LineCounts {
  const found = foundUnits(line);
  const isPicked = isAtLeast(stage, 'picked');
  // Half-way through the walk half of the units lie on the trolley.
  const picked = isPicked ? found : stage === 'picking' ? Math.min(found, line.ordered >> 1) : 0;
  return {
    line: line.line,
    allocated: isAtLeast(stage, 'allocated') ? line.ordered : 0,
    picked,
    packed: isAtLeast(stage, 'packed') ? found : 0,
    short: isPicked ? line.ordered - found : 0,
    shortReason: isPicked && found < line.ordered ? (line.shortReason ?? 'not in bin') : null,
  };
}

const snapshotLine = (line: Line, counts: LineCounts) => ({
  line: line.line,
  channelLine: line.channelLine,
  orderNumber: null,
  sku: line.sku,
  name: line.name,
  ordered: line.ordered,
  allocated: counts.allocated,
  picked: counts.picked,
  packed: counts.packed,
  short: counts.short,
  shortReason: counts.shortReason,
  bin: line.bin,
  unitPrice: line.unitPrice,
  weightGrams: line.weightGrams,
  customs: null,
});

function parcelOf(asked: PackAsked, counts: readonly LineCounts[] | undefined) {
  const unitsOf = (line: Line) =>
    counts === undefined
      ? foundUnits(line)
      : (counts.find((row) => row.line === line.line)?.packed ?? 0);
  const lines = asked.lines
    .map((line) => ({ line: line.line, quantity: unitsOf(line) }))
    .filter((line) => line.quantity > 0);
  const goods = asked.lines.reduce((sum, line) => sum + unitsOf(line) * line.weightGrams, 0);
  return {
    reference: 'P1',
    weightGrams: goods + 90,
    lengthMm: 300,
    widthMm: 220,
    heightMm: 40,
    lines,
  };
}

function dispatchOf(job: Job) {
  const [first] = job.label?.parcels ?? [];
  if (job.dispatchedAt === null || job.label === null || first === undefined) return null;
  return {
    at: new Date(job.dispatchedAt).toISOString(),
    carrier: first.carrier,
    service: first.service,
    trackingNumbers: job.label.parcels.map((parcel) => parcel.trackingNumber),
  };
}
