/** Renders dossiers and decisions into the shapes of the API. Words come from the core. */
import { outboundLabels } from '../core/facts/labels.ts';
import type { Exception, Obligation } from '../core/model/decision.ts';
import type { Circumstances, ConsignmentFacts, Contact } from '../core/model/dossier.ts';
import { exceptionCodes } from '../core/model/exceptions.ts';
import { channelName, warehouseName } from '../core/model/ids.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import { explainHeadline, explainObligation } from '../core/explain/headline.ts';
import { explainReason } from '../core/explain/reason.ts';
import { threeSystems } from '../core/explain/three-systems.ts';
import type { Reader } from '../core/explain/words.ts';
import { channelPolicy, warehousePolicy, type Policy } from '../core/policy/policy.ts';
import { exceptionIdOf } from '../loop/decide-and-record.ts';
import type { OrderRow } from '../store/reading.ts';
import type {
  ConsignmentView, ExceptionView, ObligationView, OrderSummary, OrderView,
} from './shapes.ts';

export type Standing = {
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: number;
};

const time = (at: number | null): string | null =>
  at === null ? null : renderInstant(instant(at));

/** The zone of the order's first warehouse: times are told as the floor reads its clock. */
export const readerOf = ({ policy, now }: Standing, row: OrderRow): Reader => {
  const [first] = Object.values(row.dossier.consignments);
  const warehouse = first === undefined ? null : warehousePolicy(policy, first.warehouse);
  return { timeZone: warehouse?.timeZone ?? 'UTC', now };
};

export const viewSummary = (row: OrderRow, standing: Standing): OrderSummary => {
  const reader = readerOf(standing, row);
  const headline = row.decision?.headline ?? null;
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    channel: row.channel,
    stage: headline?.stage ?? 'received',
    waitsOn: headline?.waitsOn ?? null,
    since: time(headline?.since ?? null),
    limitAt: time(headline?.limitAt ?? null),
    isLate: headline?.limitAt != null && headline.limitAt <= standing.now,
    exception: headline?.exception ?? null,
    sentence: headline === null
      ? 'Nothing has been decided yet.' : explainHeadline(headline, reader),
    updatedAt: renderInstant(instant(row.changedAt)),
  };
};

export const viewOrder = (row: OrderRow, standing: Standing): OrderView => {
  const reader = readerOf(standing, row);
  const { policy, circumstances: { contacts } } = standing;
  const [first] = Object.values(row.dossier.consignments);
  const warehouse = first === undefined ? null : warehousePolicy(policy, first.warehouse);
  const contact: Contact | null = (warehouse && contacts[warehouse.shipstation]) ?? null;
  const three = threeSystems(row.dossier, row.decision, contact, reader);
  const column = (
    system: 'warehouse' | 'shipstation' | 'channel',
    name: string,
  ): OrderView['says'][number] => ({
    system, name, says: three[system].says, seenAt: time(three[system].seenAt),
    by: three[system].by,
  });
  return {
    ...viewSummary(row, standing),
    says: [
      column('warehouse', warehouse?.connection ?? first?.warehouse ?? 'no warehouse yet'),
      column('shipstation', warehouse?.shipstation ?? 'shipstation'),
      column('channel', channelPolicy(policy, channelName(row.channel))?.connection ?? row.channel),
    ],
    agree: three.disagreement === null,
    disagreement: three.disagreement,
    timeZone: reader.timeZone,
    consignments: Object.values(row.dossier.consignments).map((facts) =>
      viewConsignment(row, facts, reader)),
  };
};

const viewConsignment = (
  row: OrderRow,
  facts: ConsignmentFacts,
  reader: Reader,
): ConsignmentView => {
  const decided = row.decision?.consignments.find((one) => one.consignment === facts.id);
  const standing = outboundLabels(facts);
  const labelledOf = (line: string): number => standing
    .flatMap((one) => one.contents)
    .filter((one) => one.line === line)
    .reduce((sum, one) => sum + one.quantity, 0);
  return {
    id: facts.id,
    warehouse: warehouseName(facts.warehouse),
    reference: facts.reference,
    stage: decided?.stage ?? 'received',
    obligations: (decided?.obligations ?? []).map((one) => viewObligation(one, reader)),
    exceptions: (decided?.exceptions ?? []).map((one) =>
      viewException(row.id, facts.id, one, reader)),
    lines: (facts.says?.snapshot.lines ?? []).map((one) => ({
      line: one.line, sku: one.sku, name: one.name, ordered: one.ordered, picked: one.picked,
      packed: one.packed, short: one.short, labelled: labelledOf(one.line),
    })),
    parcels: Object.values(facts.labels).map(({ label }) => ({
      trackingNumber: label.trackingNumber, carrier: label.carrier, service: label.service,
      cost: label.cost, weightGrams: label.weightGrams,
      madeAt: renderInstant(label.madeAt),
      state: label.voidedAt !== null ? 'voided' : label.isReturn ? 'return label' : 'label made',
    })),
    because: (decided?.because ?? []).map((one) => explainReason(one, reader)),
  };
};

export const viewObligation = (obligation: Obligation, reader: Reader): ObligationView => {
  const { kind, state } = obligation;
  const isOpen = state.is === 'open';
  return {
    kind,
    state: state.is,
    waitsOn: isOpen ? state.waitsOn : null,
    since: time(isOpen ? state.since : state.is === 'met' ? state.at : null),
    limitAt: time(isOpen ? state.limitAt : null),
    sentence: explainObligation(obligation, reader),
  };
};

export const viewException = (
  order: string,
  consignment: string,
  exception: Exception,
  reader: Reader,
): ExceptionView => ({
  id: exceptionIdOf(order, consignment, exception),
  code: exception.code,
  title: exceptionCodes[exception.code].title,
  severity: exceptionCodes[exception.code].severity,
  owner: exceptionCodes[exception.code].owner,
  lines: [...exception.lines],
  since: renderInstant(exception.since),
  sentence: explainReason(exception.because, reader),
  handbook: `/handbook/${exception.code}`,
});
