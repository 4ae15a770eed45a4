/** A bench asks for the label of a parcel: may it have one, has it one, or what is in the way? */
import { isLost, labelOfParcel } from '../facts/parcels.ts';
import { totalOf, unitsOf, without } from '../facts/units.ts';
import type { ConsignmentDecision, Decision, Party } from '../model/decision.ts';
import type { Circumstances, ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import type { LineFinding, Reason } from '../model/reasons.ts';
import type { Label } from '../model/shipstation.ts';
import type { Parcel } from '../model/warehouse.ts';
import type { Policy } from '../policy/policy.ts';
import { layOut, type Case } from './case.ts';
import { confirmedLines } from './rules/gate.ts';

export type BenchView =
  | { readonly is: 'labelled'; readonly label: Label; readonly isPrintLost: boolean }
  /** Gatepass is at it: the bench waits. */
  | { readonly is: 'going'; readonly because: Reason | null }
  /** Labels are made by others here, by policy. */
  | { readonly is: 'not-on-demand' }
  | { readonly is: 'no-such-parcel'; readonly parcels: readonly string[] }
  /** In one order with other parcels, which gets one label. */
  | { readonly is: 'not-alone'; readonly parcels: number }
  | { readonly is: 'empty' }
  /** In the parcel, and not confirmed at the gate, or in another parcel already. */
  | { readonly is: 'unconfirmed'; readonly lines: readonly LineFinding[] }
  | { readonly is: 'in-the-way'; readonly waitsOn: Party | null; readonly because: Reason };

/** How it stands, by a decision that was made with the bench's word among the facts. */
export const benchView = (
  { dossier, decision, policy, circumstances, now }: {
    readonly dossier: Dossier; readonly decision: Decision; readonly policy: Policy;
    readonly circumstances: Circumstances; readonly now: Instant;
  },
  { id }: Pick<ConsignmentFacts, 'id'>,
  parcel: string,
): BenchView => {
  const facts = dossier.consignments[id];
  const at = facts === undefined ? null : layOut(dossier, facts, policy, circumstances, now);
  const decided = decision.consignments.find((one) => one.consignment === id);
  const known = at?.snapshot.parcels.find((one) => one.reference === parcel);
  if (at === null || decided === undefined || known === undefined) {
    return {
      is: 'no-such-parcel', parcels: at?.snapshot.parcels.map((one) => one.reference) ?? [],
    };
  }
  return labelled(at, parcel) ?? refusal(at, known) ?? progress(decided);
};

const labelled = (at: Case, parcel: string): BenchView | null => {
  const found = labelOfParcel(at, parcel);
  if (found === null) return null;
  const { label } = found;
  const isPrintLost = isLost(at.facts, label, at.now);
  const isToBeVoided = isPrintLost && at.warehouse?.lostLabel === 'void' &&
    !Object.values(at.facts.messages).some((one) => one.labels.includes(label.id));
  if (isToBeVoided) {
    const trackingNumbers = label.trackingNumber === null ? [] : [label.trackingNumber];
    return { is: 'going', because: { is: 'to-void', trackingNumbers } };
  }
  // The feed was faster than the answer, which brings the print with it.
  const isAnswerAwaited = !isPrintLost && Object.values(at.facts.attempts).some((one) =>
    one.operation === 'buy-label' && one.about === label.order && one.outcome === null);
  return isAnswerAwaited
    ? { is: 'going', because: null } : { is: 'labelled', label, isPrintLost };
};

const refusal = (at: Case, parcel: Parcel): BenchView | null => {
  const { snapshot, warehouse } = at;
  if (warehouse?.labels !== 'on-demand') return { is: 'not-on-demand' };
  if (warehouse.parcels !== 'each' && snapshot.parcels.length > 1) {
    return { is: 'not-alone', parcels: snapshot.parcels.length };
  }
  const isAll = parcel.lines.length === 0 && snapshot.parcels.length === 1;
  if (parcel.lines.length === 0 && (!isAll || warehouse.parcels === 'each')) return { is: 'empty' };
  const inside = isAll
    ? unitsOf(snapshot.lines.map(({ line, ordered, short }) =>
        ({ line, quantity: Math.max(0, ordered - short) })))
    : unitsOf(parcel.lines);
  const confirmed = unitsOf(confirmedLines(snapshot.lines, warehouse.gate));
  const free = without(confirmed, warehouse.parcels === 'each' ? at.spokenFor : new Map());
  if (totalOf(without(inside, free)) === 0) return null;
  return { is: 'unconfirmed', lines: [...without(inside, free)].flatMap(([line, missing]) => {
    const named = snapshot.lines.find((one) => one.line === line);
    return missing === 0 ? [] : [{
      line, sku: named?.sku ?? '', ordered: inside.get(line) ?? 0, confirmed: free.get(line) ?? 0,
    }];
  }) };
};

/** The first thing that is owed before the label, or the label itself. */
const progress = ({ obligations }: ConsignmentDecision): BenchView => {
  const first = (['confirm', 'release', 'label'] as const)
    .flatMap((kind) => obligations.filter((one) => one.kind === kind))
    .find(({ state }) => state.is !== 'met' && state.is !== 'later');
  if (first === undefined) return { is: 'going', because: null };
  const { state } = first;
  if (state.is === 'open' && state.waitsOn === 'gatepass') {
    return { is: 'going', because: state.because };
  }
  return {
    is: 'in-the-way', waitsOn: state.is === 'open' ? state.waitsOn : null, because: state.because,
  };
};
