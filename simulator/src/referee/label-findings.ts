import type { DeskDeed } from '../desk/deed.ts';
import type { Moment } from '../machine.ts';
import type { Evidence, LabelSeen } from './evidence.ts';
import type { Found } from './findings.ts';
import { counted, span, time } from './findings.ts';
import { statusAt } from './notebook.ts';
import { unpackedUnder } from './units.ts';

/** Who is to blame: the program, or people at the desk, whom no program could have prevented. */
export type Blamed = {
  readonly found: Found;
  readonly blame: 'program' | 'desk';
  readonly shipmentId: number;
};

/** Labels that should not have been made, at the moment when they were made. */
export function labelFindings(evidence: Evidence): readonly Blamed[] {
  return [...beforePick(evidence), ...onCancelled(evidence), ...duplicates(evidence)];
}

/** A label voided within the grace is a slip that was put right; it is judged as money only. */
const stood = (evidence: Evidence, label: LabelSeen): boolean =>
  label.voidedAt === null || label.voidedAt - label.madeAt > evidence.rules.withdrawWithinMs;

function beforePick(evidence: Evidence): readonly Blamed[] {
  const standing = evidence.labels.filter((label) => stood(evidence, label));
  return standing.flatMap((label) => {
    // A second label on the same goods is found as a duplicate, not once more here.
    const hasEarlier = label.wire.orderId !== null && standing.some(
      ({ wire, madeAt, voidedAt }) => wire.orderId === label.wire.orderId
        && wire.shipmentId < label.wire.shipmentId
        && madeAt <= label.madeAt && (voidedAt ?? Infinity) > label.madeAt,
    );
    if (hasEarlier) return [];
    return unpackedUnder(evidence, label).flatMap(({ orderNumber, sku, labelled, packed }) => {
      // What was given up lies in its bins again: that is found as a label on a cancelled order.
      const givenUpAt = evidence.cancelled.get(orderNumber)?.at ?? Infinity;
      if (givenUpAt <= label.madeAt) return [];
      return [{
        shipmentId: label.wire.shipmentId,
        blame: blameForUnits(evidence, label, orderNumber),
        found: {
          code: 'label-before-pick' as const,
          at: label.madeAt,
          orderNumber,
          sentence: `${orderNumber} was labelled at ${time(label.madeAt)} with ${labelled} of `
            + `${sku}, of which ${packed} had been ${evidence.rules.gate}.`,
          isExcusable: false,
        },
      }];
    });
  });
}

/**
 * The program is to blame for what it bought itself, for what it let into ShipStation before the
 * floor confirmed it, and for what it left there although it had been told in time.
 */
function blameForUnits(
  evidence: Evidence,
  label: LabelSeen,
  orderNumber: string,
): Blamed['blame'] {
  if (label.madeBy === 'program') return 'program';
  if (deedOf(evidence, label) !== undefined) return 'desk';
  const { rules } = evidence;
  const until = label.madeAt - rules.withdrawWithinMs;
  const jobs = evidence.jobs.get(orderNumber) ?? [];
  const wasTold = jobs.some((job) => {
    const heard = (job.said ?? []).filter((row) => (row.takenAt ?? Infinity) <= until);
    const last = heard.toSorted((a, b) => a.revision - b.revision).at(-1);
    return last !== undefined && !last.isWhole[rules.gate];
  });
  // What nobody on the floor had ever confirmed could not be there without the program's doing.
  const wasNeverWhole = jobs.every(
    (job) => !(job.said ?? []).some((row) => row.isWhole[rules.gate] && row.at <= label.madeAt),
  );
  return wasTold || wasNeverWhole ? 'program' : 'desk';
}

function onCancelled(evidence: Evidence): readonly Blamed[] {
  return evidence.labels.filter((label) => stood(evidence, label)).flatMap((label) =>
    label.orderNumbers.flatMap((orderNumber): readonly Blamed[] => {
      const cancelled = evidence.cancelled.get(orderNumber);
      if (cancelled === undefined) return [];
      const { toldAt } = cancelled;
      const grace = evidence.rules.withdrawWithinMs;
      if (label.madeAt <= cancelled.at + grace) return [];
      const isTold = toldAt !== null && label.madeAt > toldAt + grace;
      const isProgram = label.madeBy === 'program'
        || (isTold && isWithinReach(evidence, label) && deedOf(evidence, label) === undefined);
      return [{
        shipmentId: label.wire.shipmentId,
        blame: isProgram ? 'program' : 'desk',
        found: {
          code: 'label-on-cancelled',
          at: label.madeAt,
          orderNumber,
          sentence: `${orderNumber} was cancelled at ${time(cancelled.at)} and labelled `
            + `${span(label.madeAt - cancelled.at)} later.`,
          isExcusable: false,
        },
      }];
    }),
  );
}

/** Whether the desk found the order on its list, where the program should have taken it away. */
function isWithinReach(evidence: Evidence, label: LabelSeen): boolean {
  const note = evidence.world.notebook.orders.get(label.wire.orderId ?? -1);
  return note === undefined || statusAt(note, label.madeAt) !== 'on_hold';
}

function duplicates(evidence: Evidence): readonly Blamed[] {
  const standing = evidence.labels.filter((label) => stood(evidence, label));
  const byOrder = Map.groupBy(standing, ({ wire }) => wire.orderId ?? -1);
  return [...byOrder].flatMap(([orderId, labels]) => {
    if (orderId === -1) return [];
    return labels.flatMap((label, index): readonly Blamed[] => {
      const earlier = labels.slice(0, index).filter((other) =>
        overlaps(other, label.madeAt, evidence.rules.withdrawWithinMs));
      if (earlier.length === 0) return [];
      const orderNumber = label.orderNumbers[0] ?? '';
      return [{
        shipmentId: label.wire.shipmentId,
        blame: label.madeBy,
        found: {
          code: 'label-duplicate',
          at: label.madeAt,
          orderNumber,
          sentence: `${orderNumber} was labelled again at ${time(label.madeAt)} (number `
            + `${label.wire.trackingNumber}) while ${counted(earlier.length, 'label')} stood.`,
          isExcusable: false,
        },
      }];
    });
  });
}

/** An earlier label that was voided soon after the new one was bought is a relabel in two steps. */
const overlaps = (earlier: LabelSeen, at: Moment, graceMs: number): boolean =>
  earlier.voidedAt === null || earlier.voidedAt > at + graceMs;

export const deedOf = (evidence: Evidence, label: LabelSeen): DeskDeed | undefined =>
  evidence.world.desk.deeds.find((deed) => deed.shipmentIds.includes(label.wire.shipmentId)
    && isMistake(deed));

const isMistake = ({ habit }: DeskDeed): boolean =>
  habit === 'labelOffBench' || habit === 'labelOnHold' || habit === 'labelTwice'
  || habit === 'relabelWithoutVoid' || habit === 'releaseHold';
