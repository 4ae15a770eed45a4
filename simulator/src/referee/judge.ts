import type { Moment } from '../machine.ts';
import type { World } from '../world.ts';
import type { CallNotes, Wasted } from './calls.ts';
import { wastedCalls } from './calls.ts';
import type { JudgedDeed } from './deeds.ts';
import { judgedDeeds, unknownDeeds } from './deeds.ts';
import { endFindings } from './end-findings.ts';
import type { Evidence } from './evidence.ts';
import { gather, knownSince } from './evidence.ts';
import type { Finding, Found } from './findings.ts';
import { counted } from './findings.ts';
import { labelFindings } from './label-findings.ts';
import type { Money } from './money.ts';
import { countMoney } from './money.ts';
import { orderFindings } from './order-findings.ts';
import type { Rules } from './rules.ts';
import { usualRules } from './rules.ts';
import { tellingFindings } from './telling-findings.ts';
import type { Timings } from './timings.ts';
import { takeTimes } from './timings.ts';
import type { UnpackedUnits } from './units.ts';
import { unpackedUnits } from './units.ts';

/**
 * The referee: compares what the floor really packed with what the other systems show, and says
 * what went wrong and who is to blame. It sees everything; the program under test must never ask
 * it.
 */
export type Verdict = {
  /** The seven fields below are empty. They count whoever did it, at the end of the day. */
  readonly isClean: boolean;
  readonly labelsOnUnpackedUnits: readonly UnpackedUnits[];
  readonly duplicateLabels: readonly {
    readonly orderId: number;
    readonly shipmentIds: readonly number[];
  }[];
  readonly duplicateOrders: readonly {
    readonly orderKey: string;
    readonly orderIds: readonly number[];
  }[];
  readonly badSignatures: number;
  readonly refusedForRate: number;
  readonly conflictingMessages: readonly string[];
  readonly unreadableMessages: number;
  /** Nothing can be held against the program. */
  readonly isFaultless: boolean;
  /** What the program is to blame for, in order of time. */
  readonly findings: readonly Finding[];
  /** Loops that are open, and people were told so in time: not to blame. */
  readonly excused: readonly Finding[];
  /** What happened at the desk or in the very moment, and no program could have prevented. */
  readonly unpreventable: readonly Finding[];
  readonly deeds: readonly JudgedDeed[];
  readonly calls: {
    readonly total: number;
    readonly byKind: CallNotes['byKind'];
    readonly perOrder: number | null;
    readonly wasted: Wasted & { readonly total: number };
    readonly refusedForRate: number;
  };
  readonly money: Money;
  readonly timings: Timings;
  readonly orders: number;
  readonly judgedAt: Moment;
};

export function judge(world: World, rules: Partial<Rules> = {}): Verdict {
  const evidence = gather(world, { ...usualRules, ...rules });
  const old = oldFields(evidence);
  const blamed = labelFindings(evidence);
  const deeds = judgedDeeds(evidence);
  const found = [
    ...blamed.filter((row) => row.blame === 'program').map((row) => row.found),
    ...orderFindings(evidence),
    ...tellingFindings(evidence),
    ...endFindings(evidence),
    ...atTheDoors(evidence, old.refusedForRate),
  ];
  const known = found.map((row) => ({ row, finding: withKnowledge(evidence, row) }));
  const isExcused = ({ row, finding }: (typeof known)[number]) =>
    row.isExcusable
    && finding.knownAt !== null && finding.knownAt <= finding.at + evidence.rules.shownWithinMs;
  const findings = [
    ...known.filter((one) => !isExcused(one)).map(({ finding }) => finding),
    ...unknownDeeds(evidence, deeds),
  ].toSorted((a, b) => a.at - b.at);
  const { calls } = world.notebook;
  const orders = evidence.jobs.size;
  return {
    ...old,
    isFaultless: findings.length === 0,
    findings,
    excused: known.filter(isExcused).map(({ finding }) => finding),
    unpreventable: blamed
      .filter((row) => row.blame === 'desk')
      .map((row) => withKnowledge(evidence, row.found)),
    deeds,
    calls: {
      total: calls.total,
      byKind: calls.byKind,
      perOrder: orders === 0 ? null : calls.total / orders,
      wasted: { ...calls.wasted, total: wastedCalls(calls) },
      refusedForRate: old.refusedForRate,
    },
    money: countMoney(evidence, blamed),
    timings: takeTimes(evidence),
    orders,
    judgedAt: evidence.now,
  };
}

/** People may have been told while it was coming, so what was open shortly before counts. */
function withKnowledge(evidence: Evidence, found: Found): Finding {
  const { isExcusable: _isExcusable, ...finding } = found;
  const { orderNumber, code, at } = finding;
  const codes = evidence.rules.codesForFinding[code];
  const knownAt = orderNumber === null ? null : knownSince(evidence, orderNumber, at, codes);
  return { ...finding, knownAt };
}

function atTheDoors(evidence: Evidence, refusedForRate: number): readonly Found[] {
  const { world, now } = evidence;
  const finding = (code: Found['code'], at: Moment, sentence: string): Found => ({
    code, at, orderNumber: null, sentence, isExcusable: false,
  });
  const boxes = [
    ['warehouse', world.warehouse.postbox],
    ['channel', world.shop.postbox],
  ] as const;
  return [
    ...(refusedForRate === 0
      ? []
      : [finding('rate-exceeded', now, `${counted(refusedForRate, 'call')} over the limit.`)]),
    ...world.shipstation.neverCalls.map(({ at, name }) =>
      finding('call-forbidden', at, `${name} was called.`)),
    ...boxes.flatMap(([name, box]) => [
      ...box.conflicts.map(({ at, messageId }) => finding('message-conflicting', at,
        `The ${name} was sent message ${messageId} again with other content.`)),
      ...box.unreadable.map(({ at, problem }) => finding('message-unreadable', at,
        `The ${name} could not read a message: ${problem}`)),
      ...box.badSignatures.map(({ at, why }) => finding('message-unsigned', at,
        `The ${name} was sent a message whose signature is bad: ${why}`)),
    ]),
  ];
}

function oldFields(evidence: Evidence) {
  const { shipstation, warehouse, shop } = evidence.world;
  const boxes = [warehouse.postbox, shop.postbox];
  const found = {
    labelsOnUnpackedUnits: unpackedUnits(evidence),
    duplicateLabels: duplicateLabels(evidence),
    duplicateOrders: duplicateOrders(evidence),
    badSignatures: boxes.reduce((sum, box) => sum + box.badSignatures.length, 0),
    refusedForRate: [...shipstation.keys.values()].reduce(
      (sum, key) => sum + key.refusedForRate,
      0,
    ),
    conflictingMessages: boxes.flatMap((box) => box.conflicts.map((row) => row.messageId)),
    unreadableMessages: boxes.reduce((sum, box) => sum + box.unreadable.length, 0),
  };
  const isClean = Object.values(found).every((value) =>
    typeof value === 'number' ? value === 0 : value.length === 0,
  );
  return { isClean, ...found };
}

function duplicateLabels(evidence: Evidence) {
  const standing = evidence.labels.filter((label) => label.voidedAt === null);
  return [...Map.groupBy(standing, ({ wire }) => wire.orderId)].flatMap(([orderId, rows]) =>
    orderId === null || rows.length < 2
      ? []
      : [{ orderId, shipmentIds: rows.map(({ wire }) => wire.shipmentId) }],
  );
}

/** Halves of an order that people split share its key by right. */
function duplicateOrders(evidence: Evidence) {
  const open = [...evidence.world.shipstation.orders.values()].filter(
    (row) => !row.isDeleted && !row.wire.advancedOptions.mergedOrSplit,
  );
  const byKey = Map.groupBy(open, ({ wire }) => wire.orderKey);
  return [...byKey].flatMap(([orderKey, rows]) =>
    rows.length < 2 ? [] : [{ orderKey, orderIds: rows.map(({ wire }) => wire.orderId) }],
  );
}
