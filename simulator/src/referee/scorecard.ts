import type { FindingCode } from './findings.ts';
import { findingTitles } from './findings.ts';
import type { Verdict } from './judge.ts';

/** A verdict in figures, so that two programs over the same day stand beside each other. */
export type Scorecard = {
  readonly orders: number;
  /** How often each finding was made; those that were not made are left out. */
  readonly findings: Partial<Readonly<Record<FindingCode, number>>>;
  readonly findingsTotal: number;
  readonly excused: number;
  readonly unpreventable: number;
  readonly deskMistakes: number;
  readonly deskMistakesKnown: number;
  readonly calls: number;
  readonly callsPerOrder: number | null;
  readonly wastedCalls: number;
  readonly refusedForRate: number;
  readonly labels: number;
  readonly spentPence: number;
  readonly wastedPence: number;
  readonly refundedPence: number;
  readonly packedToVisible: Spread;
  readonly labelToWarehouse: Spread;
  readonly labelToChannel: Spread;
};

/** Milliseconds of world time; null where nothing was measured. */
export type Spread = {
  readonly count: number;
  readonly medianMs: number | null;
  /** One in twenty took at least so long. */
  readonly slowestTwentiethMs: number | null;
};

export function scorecard(verdict: Verdict): Scorecard {
  const byCode = Map.groupBy(verdict.findings, ({ code }) => code);
  const mistakes = verdict.deeds.filter((deed) => deed.mustBeKnown);
  return {
    orders: verdict.orders,
    findings: Object.fromEntries([...byCode].map(([code, rows]) => [code, rows.length])),
    findingsTotal: verdict.findings.length,
    excused: verdict.excused.length,
    unpreventable: verdict.unpreventable.length,
    deskMistakes: mistakes.length,
    deskMistakesKnown: mistakes.filter((deed) => deed.knownAt !== null).length,
    calls: verdict.calls.total,
    callsPerOrder: verdict.calls.perOrder,
    wastedCalls: verdict.calls.wasted.total,
    refusedForRate: verdict.calls.refusedForRate,
    labels: verdict.money.labels,
    spentPence: verdict.money.spentPence,
    wastedPence: verdict.money.wastedPence,
    refundedPence: verdict.money.refundedPence,
    packedToVisible: spreadOf(verdict.timings.packedToVisible),
    labelToWarehouse: spreadOf(verdict.timings.labelToWarehouse),
    labelToChannel: spreadOf(verdict.timings.labelToChannel),
  };
}

/** By the nearest rank: a figure that was really measured, not one between two. */
export function spreadOf(times: readonly number[]): Spread {
  const inOrder = times.toSorted((a, b) => a - b);
  const rank = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? null;
  return { count: times.length, medianMs: rank(0.5), slowestTwentiethMs: rank(0.95) };
}

export type ScoreRow = { readonly what: string; readonly figures: readonly string[] };

/** The cards of several programs as rows of a table, one column a program. */
export function compareCards(cards: readonly Scorecard[]): readonly ScoreRow[] {
  const row = (what: string, figure: (card: Scorecard) => string): ScoreRow => ({
    what, figures: cards.map(figure),
  });
  // Object.keys forgets that the names are those of the table.
  const codes = (Object.keys(findingTitles) as FindingCode[]).filter((code) =>
    cards.some((card) => (card.findings[code] ?? 0) > 0));
  const pounds = (pence: number) => (pence / 100).toFixed(2);
  return [
    row('orders', (card) => String(card.orders)),
    row('findings against the program', (card) => String(card.findingsTotal)),
    ...codes.map((code) => row(findingTitles[code], (card) => String(card.findings[code] ?? 0))),
    row('open, and people were told in time', (card) => String(card.excused)),
    row('mistakes at the desk, and how many people were told of', (card) =>
      `${card.deskMistakes}, ${card.deskMistakesKnown}`),
    row('calls', (card) => String(card.calls)),
    row('calls an order', (card) => card.callsPerOrder?.toFixed(2) ?? '–'),
    row('calls for nothing', (card) => String(card.wastedCalls)),
    row('answers 429', (card) => String(card.refusedForRate)),
    row('labels bought', (card) => String(card.labels)),
    row('spent on labels that were not needed', (card) => pounds(card.wastedPence)),
    row('refunded by voids', (card) => pounds(card.refundedPence)),
    row('packed to visible in ShipStation, median and slowest twentieth', (card) =>
      shown(card.packedToVisible)),
    row('label to warehouse told', (card) => shown(card.labelToWarehouse)),
    row('label to channel told', (card) => shown(card.labelToChannel)),
  ];
}

const shown = ({ medianMs, slowestTwentiethMs }: Spread): string =>
  `${seconds(medianMs)}, ${seconds(slowestTwentiethMs)}`;

const seconds = (ms: number | null): string =>
  ms === null ? '–' : `${(ms / 1_000).toFixed(1)} s`;
