/** Renders dossiers and decisions into the shapes of the API. Words come from the core. */
import { outboundLabels } from '../core/facts/labels.ts';
import { consignmentsOf } from '../core/facts/one-identity.ts';
import { sentParcels } from '../core/facts/sent-otherwise.ts';
import { heldOf } from '../core/explain/held.ts';
import { rollUp, serviceOf } from '../core/explain/roll-up.ts';
import type { Decision, Exception, Obligation } from '../core/model/decision.ts';
import type { Circumstances, ConsignmentFacts, Contact, Dossier } from '../core/model/dossier.ts';
import { exceptionCodes, type ExceptionCode } from '../core/model/exceptions.ts';
import { channelName, warehouseName } from '../core/model/ids.ts';
import { instant, renderInstant, type Instant } from '../core/model/instant.ts';
import { explainHeadline, explainObligation } from '../core/explain/headline.ts';
import { explainReason } from '../core/explain/reason.ts';
import { threeSystems } from '../core/explain/three-systems.ts';
import type { Reader } from '../core/explain/words.ts';
import { ownerOf } from '../core/policy/owners.ts';
import { channelPolicy, warehousePolicy, type Policy } from '../core/policy/policy.ts';
import type { Case } from '../core/decide/case.ts';
import { consider } from '../desk/decide-aside.ts';
import { isAllowed } from '../people/rights.ts';
import type { Bearer } from '../store/keys.ts';
import { ageOf } from '../store/order-filter.ts';
import type { ExceptionRow } from '../store/exception-reading.ts';
import { exceptionIdOf } from '../store/ids.ts';
import type { OrderRow } from '../store/reading.ts';
import { actionsOnException, actionsOnOrder } from './actions.ts';
import { limitOf } from './exceptions.ts';
import { viewRulings, wrongUnlessClosed } from './rulings.ts';
import type {
  ConsignmentView, ExceptionView, ObligationView, OrderRowView, OrderSummary, OrderView,
} from './shapes.ts';

export type Standing = {
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: Instant;
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
  const held = viewHeld(row, standing);
  const limitAt = held === null && row.waitsLimit !== null
    ? instant(row.waitsLimit) : (headline?.limitAt ?? null);
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    channel: row.channel,
    stage: headline?.stage ?? 'received',
    waitsOn: headline?.waitsOn ?? null,
    since: time(headline?.since ?? null),
    limitAt: time(limitAt),
    isLate: held === null && limitAt !== null && limitAt <= standing.now,
    exception: headline?.exception ?? null,
    sentence: headline === null
      ? 'Nothing has been decided yet.'
      : explainHeadline({ ...headline, limitAt }, reader),
    updatedAt: renderInstant(instant(row.changedAt)),
    warehouse: row.warehouse,
    carrier: row.carrier,
    ...viewParcels(row, standing),
    disagrees: row.disagrees,
    asked: row.asked,
    waiting: row.waitsSince === null || held !== null ? null : {
      since: renderInstant(instant(row.waitsSince)), limitAt: time(row.waitsLimit),
      age: ageOf({ since: row.waitsSince, limitAt: row.waitsLimit }, standing.now),
    },
    held,
  };
};

const viewHeld = ({ dossier, decision }: OrderRow, { now }: Standing): OrderSummary['held'] => {
  const held = heldOf(dossier, decision, now);
  return held === null ? null
    : { ...held, since: renderInstant(held.since), until: time(held.until) };
};

/** What stands on the labels, who has the exception, and the van that is waited for. */
const viewParcels = (
  row: OrderRow,
  { policy }: Standing,
): Pick<OrderSummary, 'service' | 'tracking' | 'owner' | 'collectionAt'> => {
  const { dossier, decision } = row;
  const consignments = consignmentsOf(dossier);
  const labels = consignments.flatMap((one) => [...outboundLabels(one), ...sentParcels(one)])
    .map(({ label }) => label);
  const code = decision?.headline.exception ?? null;
  const vans = (decision?.consignments ?? []).flatMap((one) => one.obligations)
    .flatMap(({ state }) => state.is === 'open' && state.because.is === 'waits-for-collection'
      ? [state.because.collectionAt] : [])
    .filter((at) => at !== null);
  return {
    service: serviceOf(dossier),
    tracking: labels.flatMap(({ trackingNumber }) => trackingNumber ?? []),
    owner: code === null ? null : roleIn(row, code, policy),
    collectionAt: vans.length === 0 ? null : time(Math.min(...vans)),
  };
};

/** The role that its cause stays with, however the rule for its kind has changed since. */
const roleIn = ({ roles }: OrderRow, code: ExceptionCode, policy: Policy): string =>
  roles[code] ?? ownerOf(code, policy);

/** A row of the list: with its costs for whoever may see them. */
export const viewRow = (row: OrderRow, standing: Standing, bearer: Bearer): OrderRowView => ({
  ...viewSummary(row, standing),
  costs: isAllowed(bearer, 'see-costs') ? sumsOf(row) : null,
});

/** Money of several currencies is never one sum. */
const sumsOf = ({ dossier }: OrderRow): { amount: number; currency: string }[] => {
  const sums = new Map<string, number>();
  for (const { label } of consignmentsOf(dossier).flatMap(outboundLabels)) {
    const { amount, currency } = label.cost;
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
};

/**
 * An order as it was just decided, as if it had been read back; but for questions, of which a
 * warehouse that sends a snapshot is told nothing.
 */
export const rowFrom = (
  { dossier, decision }: { readonly dossier: Dossier; readonly decision: Decision },
  standing: Standing,
): OrderRow => {
  const { warehouse, carrier, disagrees, waits } = rollUp(dossier, decision, standing);
  return {
    id: dossier.order, orderNumber: dossier.orderNumber, channel: dossier.channel, dossier,
    decision, changedAt: standing.now, asked: false, roles: {}, warehouse, carrier, disagrees,
    waitsSince: waits?.since ?? null, waitsLimit: waits?.limitAt ?? null,
  };
};

export const viewOrder = (
  row: OrderRow,
  standing: Standing,
  /** Labels that there is something to print of. */
  documents: ReadonlySet<string>,
  bearer: Bearer,
  /** Its open exceptions as they are kept: they alone know by when each should be settled. */
  open: readonly ExceptionRow[],
): Omit<OrderView, 'pages'> => {
  const reader = readerOf(standing, row);
  const considered = row.decision === null ? [] : consider(row.dossier, row.decision, standing);
  const unclosed = wrongUnlessClosed(row.dossier, considered, standing);
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
    placedAt: time(row.dossier.channelSays?.order.placedAt ?? null),
    says: [
      column('warehouse', warehouse?.connection ?? first?.warehouse ?? 'no warehouse yet'),
      column('shipstation', warehouse?.shipstation ?? 'shipstation'),
      column('channel', channelPolicy(policy, channelName(row.channel))?.connection ?? row.channel),
    ],
    agree: three.disagreement === null,
    disagreement: three.disagreement,
    timeZone: reader.timeZone,
    consignments: consignmentsOf(row.dossier).map((facts) =>
      viewConsignment(row, facts, {
        reader, policy, documents, bearer, unclosed, open, now: standing.now,
        at: considered.find((one) => one.consignment === facts.id)?.at ?? null,
      })),
    actions: actionsOnOrder(bearer, row.id, considered.map(({ at }) => at)),
  };
};

const viewConsignment = (
  row: OrderRow,
  facts: ConsignmentFacts,
  { reader, policy, documents, bearer, unclosed, open, now, at }: {
    readonly reader: Reader;
    readonly policy: Policy;
    readonly documents: ReadonlySet<string>;
    readonly bearer: Bearer;
    readonly unclosed: ReadonlySet<string>;
    readonly open: readonly ExceptionRow[];
    readonly now: Instant;
    readonly at: Case | null;
  },
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
    exceptions: (decided?.exceptions ?? []).map((one) => {
      const id = exceptionIdOf(row.id, facts.id, one);
      const kept = open.find((known) => known.id === id);
      return {
        ...viewException(row.id, facts.id, one, { reader, owner: roleIn(row, one.code, policy) }),
        ...(kept === undefined ? nobodyNext : limitOf(kept, now)),
        actions: actionsOnException(bearer, row.id, at, { id, exception: one, isOpen: true }),
      };
    }),
    rulings: viewRulings(facts, at, { standing: decided?.exceptions ?? [], unclosed }),
    lines: (facts.says?.snapshot.lines ?? []).map((one) => ({
      line: one.line, sku: one.sku, name: one.name, ordered: one.ordered, picked: one.picked,
      packed: one.packed, short: one.short, labelled: labelledOf(one.line),
    })),
    parcels: Object.values(facts.labels).map(({ label }) => ({
      label: label.id,
      document: documents.has(label.id) ? documentAddress(row.id, label.id) : null,
      trackingNumber: label.trackingNumber, carrier: label.carrier, service: label.service,
      cost: isAllowed(bearer, 'see-costs') ? label.cost : null, weightGrams: label.weightGrams,
      madeAt: renderInstant(label.madeAt),
      state: label.voidedAt !== null ? 'voided' : label.isReturn ? 'return label' : 'label made',
    })),
    because: (decided?.because ?? []).map((one) => explainReason(one, reader)),
  };
};

const nobodyNext = { limitAt: null, isOverLimit: false, escalatesTo: null };

const documentAddress = (order: string, label: string): string =>
  `/v1/orders/${order}/labels/${encodeURIComponent(label)}/document`;

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
  { reader, owner }: { readonly reader: Reader; readonly owner: string },
): ExceptionView => ({
  id: exceptionIdOf(order, consignment, exception),
  code: exception.code,
  title: exceptionCodes[exception.code].title,
  severity: exceptionCodes[exception.code].severity,
  owner,
  lines: [...exception.lines],
  since: renderInstant(exception.since),
  sentence: explainReason(exception.because, reader),
  handbook: `/handbook/${exception.code}`,
});
