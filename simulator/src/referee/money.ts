import type { Evidence } from './evidence.ts';
import type { Blamed } from './label-findings.ts';

/** What labels cost, in pence. Return labels are bought on purpose and only counted as spent. */
export type Money = {
  readonly labels: number;
  readonly spentPence: number;
  /** Labels that stand and were not needed. */
  readonly wastedPence: number;
  readonly refundedPence: number;
  /** The part of the waste that the program is to blame for. */
  readonly wastedByProgramPence: number;
};

export function countMoney(evidence: Evidence, blamed: readonly Blamed[]): Money {
  const rows = [...evidence.world.shipstation.shipments.values()].map(({ wire }) => wire);
  const pence = (wire: (typeof rows)[number]) =>
    Math.round((wire.shipmentCost + wire.insuranceCost) * 100);
  const sum = (of: typeof rows) => of.reduce((total, wire) => total + pence(wire), 0);
  const isWasted = (by: Blamed['blame'] | null) => (wire: (typeof rows)[number]) =>
    !wire.voided &&
    blamed.some((row) => row.shipmentId === wire.shipmentId && (by === null || row.blame === by));
  return {
    labels: rows.length,
    spentPence: sum(rows),
    wastedPence: sum(rows.filter(isWasted(null))),
    refundedPence: sum(rows.filter((wire) => wire.voided)),
    wastedByProgramPence: sum(rows.filter(isWasted('program'))),
  };
}
