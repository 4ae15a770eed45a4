import type { Moment } from '../machine.ts';
import type { Job } from '../warehouse/floor.ts';
import type { Evidence } from './evidence.ts';
import { knownSince } from './evidence.ts';
import type { Found } from './findings.ts';
import { counted, span, time } from './findings.ts';
import type { OrderNote } from './notebook.ts';
import { unitsBy } from './units.ts';

/** What stands in ShipStation and should not, or should and does not, or came in the wrong turn. */
export function orderFindings(evidence: Evidence): readonly Found[] {
  return [
    ...releasedEarly(evidence),
    ...standingTwice(evidence),
    ...neverReleased(evidence),
    ...outOfSequence(evidence),
  ];
}

const notesOf = (evidence: Evidence, orderNumber: string): readonly OrderNote[] =>
  [...evidence.world.notebook.orders.values()].filter(
    (note) => evidence.numberOf(note.orderNumber) === orderNumber && !note.isSplitOff,
  );

/** Only an order that is absent from ShipStation is safely gated. */
function releasedEarly(evidence: Evidence): readonly Found[] {
  return [...evidence.world.notebook.orders.values()].flatMap((note) => {
    const orderNumber = evidence.numberOf(note.orderNumber);
    if (note.isSplitOff || !evidence.jobs.has(orderNumber)) return [];
    return Object.entries(note.unitsAtFirst).flatMap(([sku, units]): readonly Found[] => {
      const released = units + standingUnits(evidence, note, orderNumber, sku);
      const confirmed = unitsBy(evidence, orderNumber, sku, note.createdAt);
      if (released <= confirmed) return [];
      return [{
        code: 'released-before-gate',
        at: note.createdAt,
        orderNumber,
        sentence: `${orderNumber} stood in ShipStation at ${time(note.createdAt)} with `
          + `${released} of ${sku}, of which ${confirmed} had been ${evidence.rules.gate}.`,
        isExcusable: false,
      }];
    });
  });
}

/** Units of the article in other releases of the order that were open or labelled by then. */
const standingUnits = (
  evidence: Evidence,
  note: OrderNote,
  orderNumber: string,
  sku: string,
): number =>
  notesOf(evidence, orderNumber)
    .filter((other) => other.orderId < note.orderId && !isOverBy(other, note.createdAt))
    .reduce((sum, other) => sum + unitsLeft(evidence, other, sku), 0);

/** What an earlier release came to hold: it may have been reduced since it first stood there. */
function unitsLeft(evidence: Evidence, note: OrderNote, sku: string): number {
  const items = evidence.world.shipstation.orders.get(note.orderId)?.wire.items ?? [];
  const now = items
    .filter((item) => (item.sku ?? item.name) === sku)
    .reduce((sum, item) => sum + item.quantity, 0);
  return Math.min(note.unitsAtFirst[sku] ?? 0, now);
}

const isOverBy = (note: OrderNote, at: Moment): boolean =>
  (note.goneAt !== null && note.goneAt <= at)
  || note.statuses.findLast((row) => row.at <= at)?.status === 'cancelled';

function standingTwice(evidence: Evidence): readonly Found[] {
  const open = [...evidence.world.shipstation.orders.values()].filter(
    (row) => !row.isDeleted && row.wire.advancedOptions.parentId === null
      && row.wire.orderStatus !== 'cancelled',
  );
  return [...Map.groupBy(open, ({ wire }) => wire.orderKey)].flatMap(([orderKey, rows]) => {
    const halves = rows.filter(({ wire }) => !wire.advancedOptions.mergedOrSplit);
    if (halves.length < 2) return [];
    const [first] = halves;
    return [{
      code: 'order-duplicate' as const,
      at: evidence.now,
      orderNumber: evidence.numberOf(first?.wire.orderNumber ?? ''),
      sentence: `${counted(halves.length, 'order')} stand in ShipStation under the key `
        + `${orderKey}.`,
      isExcusable: false,
    }];
  });
}

/** Since when a consignment has been ready, as the program was told; null if it is not. */
export function readySince(evidence: Evidence, job: Job): Moment | null {
  const heard = (job.said ?? []).filter((row) => row.takenAt !== null);
  const inOrder = heard.toSorted((a, b) => a.revision - b.revision);
  const { gate } = evidence.rules;
  const lastNot = inOrder.findLastIndex((row) => !row.isWhole[gate] && row.stage !== 'dispatched');
  const times = inOrder.slice(lastNot + 1).flatMap((row) => row.takenAt ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function neverReleased(evidence: Evidence): readonly Found[] {
  const { rules, now } = evidence;
  return [...evidence.jobs].flatMap(([orderNumber, jobs]): readonly Found[] => {
    if (evidence.cancelled.has(orderNumber)) return [];
    if (rules.askedFor !== null && !rules.askedFor.includes(orderNumber)) return [];
    const ready = jobs.flatMap((job) => readySince(evidence, job) ?? []);
    const due = ready.filter((at) => at + rules.releaseWithinMs < now);
    if (due.length === 0) return [];
    const notes = notesOf(evidence, orderNumber);
    const standing = notes.filter((note) =>
      !isOverBy(note, now) || isMerged(evidence, note) || isTakenOffAtDesk(evidence, note));
    if (standing.length >= due.length) return [];
    const since = Math.max(...due);
    const wasThere = notes.length > standing.length;
    return [{
      code: 'never-released',
      at: since + rules.releaseWithinMs,
      orderNumber,
      sentence: `${orderNumber} has been ready since ${time(since)} and `
        + `${wasThere ? 'stands in ShipStation no more' : 'never stood in ShipStation'}.`,
      isExcusable: true,
    }];
  });
}

/** Swallowed by another order, which carries its goods. */
const isMerged = (evidence: Evidence, note: OrderNote): boolean =>
  [...evidence.world.shipstation.orders.values()].some(({ wire }) =>
    wire.advancedOptions.mergedIds.includes(note.orderId));

/** Deleted or cancelled by people at the desk: that is a deed of theirs, judged as such. */
const isTakenOffAtDesk = (evidence: Evidence, note: OrderNote): boolean =>
  evidence.world.desk.deeds.some(({ habit, orderIds }) =>
    (habit === 'deleteOrder' || habit === 'cancelOrder') && orderIds.includes(note.orderId));

type Turn = {
  readonly orderNumber: string;
  readonly shipBy: string;
  readonly wave: string;
  readonly sequence: number;
  readonly readyAt: Moment;
  readonly releasedAt: Moment;
};

/**
 * Two consignments were ready together; the one with the later cut-off, wave or place went in
 * first, and the other one followed after more than the tolerance. Orders of several consignments,
 * and those that somebody was told about, had reasons of their own and are left out.
 */
function outOfSequence(evidence: Evidence): readonly Found[] {
  const turns = turnsOf(evidence).toSorted((a, b) => a.releasedAt - b.releasedAt);
  const tolerance = evidence.rules.sequenceToleranceMs;
  return turns.flatMap((late, index): readonly Found[] => {
    const first = turns.slice(0, index).find(
      (early) => isBefore(late, early)
        && late.readyAt + tolerance < early.releasedAt
        && early.releasedAt + tolerance < late.releasedAt,
    );
    if (first === undefined) return [];
    return [{
      code: 'released-out-of-sequence',
      at: late.releasedAt,
      orderNumber: late.orderNumber,
      sentence: `${late.orderNumber} (${late.wave}, place ${late.sequence}) was ready at `
        + `${time(late.readyAt)} and went in ${span(late.releasedAt - first.releasedAt)} after `
        + `${first.orderNumber}, which should have come later.`,
      isExcusable: false,
    }];
  });
}

function turnsOf(evidence: Evidence): readonly Turn[] {
  return [...evidence.jobs].flatMap(([orderNumber, jobs]): readonly Turn[] => {
    const [job, ...more] = jobs;
    const [note, ...others] = notesOf(evidence, orderNumber);
    if (job === undefined || note === undefined || more.length + others.length > 0) return [];
    const { wave, sequence, shipBy } = job.asked;
    const whole = (job.said ?? []).filter((row) => row.isWhole[evidence.rules.gate]);
    const readyAt = Math.min(...whole.flatMap((row) => row.takenAt ?? []));
    if (wave === null || sequence === null || !Number.isFinite(readyAt)) return [];
    if (knownSince(evidence, orderNumber, 0) !== null) return [];
    const releasedAt = note.createdAt;
    return [{ orderNumber, shipBy: shipBy ?? '9', wave, sequence, readyAt, releasedAt }];
  });
}

/** By cut-off, then wave, then place in the wave. */
function isBefore(a: Turn, b: Turn): boolean {
  if (a.shipBy !== b.shipBy) return a.shipBy < b.shipBy;
  return a.wave === b.wave ? a.sequence < b.sequence : a.wave < b.wave;
}
