import type { Evidence } from './evidence.ts';
import { readySince } from './order-findings.ts';
import { firstTelling, owedFrom } from './telling-findings.ts';

/** How long things took in world time, one figure an order or label, in milliseconds. */
export type Timings = {
  /** From the moment the floor had packed all of it to its order standing in ShipStation. */
  readonly packedToVisible: readonly number[];
  readonly labelToWarehouse: readonly number[];
  readonly labelToChannel: readonly number[];
};

export function takeTimes(evidence: Evidence): Timings {
  return {
    packedToVisible: packedToVisible(evidence),
    labelToWarehouse: labelTo(evidence, 'warehouse'),
    labelToChannel: labelTo(evidence, 'channel'),
  };
}

/** Only orders of one consignment that was released after it had become whole for good. */
function packedToVisible(evidence: Evidence): readonly number[] {
  return [...evidence.jobs].flatMap(([orderNumber, jobs]) => {
    const [job, ...more] = jobs;
    if (job === undefined || more.length > 0 || readySince(evidence, job) === null) return [];
    const whole = (job.said ?? []).findLastIndex((row) =>
      !row.isWhole[evidence.rules.gate] && row.stage !== 'dispatched');
    const packedAt = job.said?.[whole + 1]?.at;
    const visible = [...evidence.world.notebook.orders.values()]
      .filter((note) => evidence.numberOf(note.orderNumber) === orderNumber && !note.isSplitOff)
      .map((note) => note.createdAt);
    const first = visible.find((at) => packedAt !== undefined && at >= packedAt);
    return first === undefined || packedAt === undefined ? [] : [first - packedAt];
  });
}

function labelTo(evidence: Evidence, party: 'warehouse' | 'channel'): readonly number[] {
  return evidence.labels.flatMap((label) => {
    const [orderNumber] = label.orderNumbers;
    if (orderNumber === undefined) return [];
    const from = owedFrom(evidence, party, label, orderNumber);
    const telling = firstTelling(evidence, party, label.wire.trackingNumber);
    return from === null || telling === undefined ? [] : [Math.max(0, telling.at - from)];
  });
}
