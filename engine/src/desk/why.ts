/** Why a cause is believed to be one, from the facts of its oldest order; and what may mend it. */
import type { Evidence } from '../core/explain/evidence.ts';
import { withOneIdentity } from '../core/facts/one-identity.ts';
import type { Attempt, ConsignmentFacts, Operation } from '../core/model/dossier.ts';
import { orderId } from '../core/model/ids.ts';
import { serviceFor } from '../core/policy/mapping.ts';
import { suggestServices, type ServiceSuggestion } from '../core/policy/suggest-service.ts';
import { readLastClosing, readWentAs } from '../store/cause-orders.ts';
import type { Tx } from '../store/database.ts';
import { readFacts } from '../store/dossiers.ts';
import type { GroupRow } from '../store/exception-groups.ts';
import {
  anyException, listExceptions, type ExceptionRow,
} from '../store/exception-reading.ts';
import { policiesSince, readPolicyDocument } from '../store/policies.ts';
import type { Standing } from './record.ts';

export type Ground = {
  readonly evidence: Evidence;
  /** Whose timeline shows it; null where it is about no single order. */
  readonly row: ExceptionRow | null;
};

export type Why = {
  readonly example: ExceptionRow | null;
  readonly grounds: readonly Ground[];
  readonly suggestions: readonly ServiceSuggestion[];
  readonly lastClosing: {
    readonly at: number; readonly by: string | null; readonly why: string | null;
    readonly policy: { readonly version: number; readonly by: string } | null;
  } | null;
};

/** A cause that closes within this time of a new policy was most likely mended by it. */
const soonAfter = 15 * 60_000;
const labelsShown = 2;

export const findWhy = async (
  tx: Tx,
  group: GroupRow,
  standing: Standing,
): Promise<Why> => {
  const [example] = await listExceptions(
    tx, { ...anyException, state: group.count > 0 ? 'open' : 'closed', group: group.id },
    { after: null, limit: 1, now: standing.now });
  const suggestions = group.count === 0 ? [] : await suggest(tx, group, standing);
  return {
    example: example ?? null,
    grounds: [
      ...(example === undefined ? [] : await groundsOn(tx, example)),
      ...await missingRow(tx, group),
      ...suggestions.slice(0, 1).map(({ like, older, agreeing, mapping }): Ground => ({
        evidence: { is: 'went-as', like, older, agreeing, mapping }, row: null,
      })),
    ],
    suggestions,
    lastClosing: await lastClosing(tx, group),
  };
};

/** Only for a word that is one, and that nobody has mapped meanwhile. */
const suggest = async (
  tx: Tx,
  { code, fault }: GroupRow,
  { policy }: Standing,
): Promise<readonly ServiceSuggestion[]> =>
  code !== 'service.unmapped' || serviceFor(policy, fault) !== null ? []
    : suggestServices(fault, policy.mappings.services, await readWentAs(tx));

const groundsOn = async (tx: Tx, row: ExceptionRow): Promise<readonly Ground[]> => {
  const dossier = (await readFacts(tx, [orderId(row.order)])).get(orderId(row.order));
  const facts = Object.values(dossier?.consignments ?? {})
    .find((one) => one.id === row.consignment);
  if (facts === undefined) return [];
  return [...warehouseSaid(row, facts), ...labelsMade(row, facts), ...theyAnswered(row, facts)]
    .map((evidence) => ({ evidence, row }));
};

const warehouseSaid = ({ code }: ExceptionRow, facts: ConsignmentFacts): readonly Evidence[] => {
  const { says, warehouse, reference } = facts;
  if (says === null) return [];
  const { snapshot, arrivedAt } = says;
  return [{
    is: 'warehouse-said', at: arrivedAt, warehouse, reference, revision: snapshot.revision,
    status: snapshot.status, service: code === 'service.unmapped' ? snapshot.service : null,
  }];
};

/** What lies in a parcel matters where a label was made, the newest first. */
const labelsMade = (row: ExceptionRow, facts: ConsignmentFacts): readonly Evidence[] =>
  Object.values(withOneIdentity(facts).labels)
    .toSorted((one, other) => other.label.madeAt - one.label.madeAt)
    .slice(0, row.severity === 2 || row.severity === 5 ? 0 : labelsShown)
    .map(({ label }) => ({
      is: 'label-made', at: label.madeAt, trackingNumber: label.trackingNumber,
      carrier: label.carrier, service: label.service, isVoided: label.voidedAt !== null,
    }));

/** The newest call that bears on it and was not answered with yes. */
const theyAnswered = (row: ExceptionRow, facts: ConsignmentFacts): readonly Evidence[] => {
  const { whom, operations } = askedOf(row);
  const newest = Object.values(facts.attempts)
    .filter((one) => operations === null || operations.includes(one.operation))
    .filter(isTurnedDown)
    .toSorted((one, other) => other.begunAt - one.begunAt)[0];
  return newest === undefined ? []
    : [{ is: 'they-answered', at: newest.outcome.at, whom, outcome: newest.outcome }];
};

type TurnedDown = Attempt & { readonly outcome: NonNullable<Attempt['outcome']> };

const isTurnedDown = (attempt: Attempt): attempt is TurnedDown =>
  attempt.outcome !== null && attempt.outcome.is !== 'done';

const askedOf = (
  { code, warehouse, channel }: ExceptionRow,
): { readonly whom: string; readonly operations: readonly Operation[] | null } => {
  if (code.startsWith('warehouse.')) {
    return { whom: warehouse ?? 'the warehouse', operations: ['tell-warehouse'] };
  }
  if (code.startsWith('channel.')) return { whom: channel, operations: ['tell-channel'] };
  const ofShipStation: readonly Operation[] = [
    'create-order', 'amend-order', 'withdraw-order', 'park-order', 'unpark-order',
    'mark-as-shipped', 'buy-label', 'void-label',
  ];
  return { whom: 'ShipStation', operations: ofShipStation };
};

const missingRow = async (tx: Tx, { code, fault }: GroupRow): Promise<readonly Ground[]> => {
  if (code !== 'service.unmapped' && code !== 'carrier.unmapped') return [];
  const found = await readPolicyDocument(tx);
  if (found === null) return [];
  return [{
    row: null,
    evidence: {
      is: 'no-row', about: code === 'service.unmapped' ? 'service' : 'carrier', says: fault,
      version: found.version, appliedAt: found.appliedAt, appliedBy: found.appliedBy,
    },
  }];
};

const lastClosing = async (tx: Tx, group: GroupRow): Promise<Why['lastClosing']> => {
  const closing = await readLastClosing(tx, group.id);
  if (closing === null) return null;
  const before = (await policiesSince(tx, closing.at - soonAfter))
    .findLast(({ appliedAt }) => appliedAt <= closing.at);
  return {
    ...closing,
    policy: before === undefined ? null : { version: before.version, by: before.appliedBy },
  };
};
