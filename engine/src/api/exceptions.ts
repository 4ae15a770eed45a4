/** Exceptions and their causes in the shapes of the API. */
import { layOut, type Case } from '../core/decide/case.ts';
import {
  explainEvidence, explainLastClosing, explainSeverity, explainSuggestion,
} from '../core/explain/evidence.ts';
import { explainReason } from '../core/explain/reason.ts';
import { clock, named, opening, quoted, quotedLast, type Reader } from '../core/explain/words.ts';
import { stages, type Exception } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { escalatesTo } from '../core/model/exception-handling.ts';
import {
  exceptionCodes, isExceptionCode, owners, type ExceptionCode, type Severity,
} from '../core/model/exceptions.ts';
import { warehouseName } from '../core/model/ids.ts';
import { instant, renderInstant, type Instant } from '../core/model/instant.ts';
import type { Reason } from '../core/model/reasons.ts';
import { firstVan } from '../core/policy/calendar.ts';
import { warehousePolicy, type Policy } from '../core/policy/policy.ts';
import type { Standing } from '../desk/record.ts';
import type { Why } from '../desk/why.ts';
import type { CauseOrders } from '../store/cause-orders.ts';
import type { Act } from '../store/exception-acts.ts';
import type { GroupRow } from '../store/exception-groups.ts';
import type { ExceptionRow } from '../store/exception-reading.ts';
import type { Bearer } from '../store/keys.ts';
import { actionsOnException, actionsOnGroup } from './actions.ts';
import { asWanted } from './bulk.ts';
import type { CauseWhy, ExceptionActView, ExceptionGroup, ExceptionItem } from './shapes.ts';

const time = (at: number | null): string | null =>
  at === null ? null : renderInstant(instant(at));

/** What a code is called; one of a later version is told as it is written. */
const titleOf = (code: string): string => isExceptionCode(code) ? exceptionCodes[code].title : code;

/** Whoever reads of an exception reads its times at its warehouse; of a cause, at the first. */
export const readerAt = (policy: Policy, warehouse: string | null, now: Instant): Reader => {
  const place = warehouse === null ? Object.values(policy.warehouses)[0]
    : warehousePolicy(policy, warehouseName(warehouse));
  return { timeZone: place?.timeZone ?? 'UTC', now };
};

export const viewExceptionItem = (
  row: ExceptionRow,
  dossier: Dossier | null,
  standing: Standing,
  bearer: Bearer,
): ExceptionItem => {
  const { now, policy } = standing;
  const timeZone = row.warehouse === null ? 'UTC'
    : (warehousePolicy(policy, warehouseName(row.warehouse))?.timeZone ?? 'UTC');
  const isOpen = row.state !== 'closed';
  return {
    id: row.id,
    code: row.code,
    title: titleOf(row.code),
    severity: row.severity,
    owner: row.owner,
    lines: [...row.lines],
    since: renderInstant(instant(row.since)),
    // Written by the decision from this type.
    sentence: explainReason(row.because as Reason, { timeZone, now }),
    handbook: `/handbook/${row.code}`,
    order: { id: row.order, orderNumber: row.orderNumber, disagrees: row.disagrees },
    ...standingOf(row, now),
    fault: row.fault,
    group: row.group,
    consignment: row.consignment,
    warehouse: row.warehouse,
    channel: row.channel,
    openedAt: renderInstant(instant(row.openedAt)),
    closed: row.closed === null ? null
      : { ...row.closed, at: renderInstant(instant(row.closed.at)) },
    actions: isExceptionCode(row.code) ? actionsOnException(
      bearer, row.order, caseOf(dossier, row.consignment, standing),
      { id: row.id, exception: exceptionOf(row, row.code), isOpen }) : [],
  };
};

const exceptionOf = (row: ExceptionRow, code: ExceptionCode): Exception => ({
  code, fault: row.fault, lines: row.lines, since: instant(row.since),
  // Written by the decision from this type.
  because: row.because as Reason,
});

const caseOf = (
  dossier: Dossier | null,
  consignment: string,
  { policy, circumstances, now }: Standing,
): Case | null => {
  const facts = Object.values(dossier?.consignments ?? {}).find((one) => one.id === consignment);
  return dossier === null || facts === undefined
    ? null : layOut(dossier, facts, policy, circumstances, now);
};

/** Until when it is its owner's alone, and whose it is as well from then on. */
export const limitOf = (
  { role, limitAt, state }: Pick<ExceptionRow, 'role' | 'limitAt' | 'state'>, now: number,
) => ({
  limitAt: time(limitAt),
  isOverLimit: limitAt !== null && limitAt <= now && state !== 'closed',
  // A role of a later version goes on as what is the lead's.
  escalatesTo: escalatesTo[owners.find((one) => one === role) ?? 'lead'],
});

const standingOf = (row: ExceptionRow | GroupRow, now: number) => ({
  state: row.state,
  ...limitOf(row, now),
  acknowledgedBy: row.acknowledgedBy,
  waiting: row.waiting === null ? null
    : { ...row.waiting, until: renderInstant(instant(row.waiting.until)) },
  returnedAt: time(row.returnedAt),
  connection: row.connection,
});

export const viewGroup = (
  row: GroupRow,
  behind: CauseOrders | null,
  { policy, now }: Pick<Standing, 'policy' | 'now'>,
  bearer: Bearer,
): ExceptionGroup => ({
  id: row.id,
  code: row.code,
  title: titleOf(row.code),
  fault: row.fault,
  severity: row.severity,
  owner: row.owner,
  assignedTo: row.assignedTo,
  count: row.count,
  orders: behind?.orders ?? 0,
  stages: (behind?.stages ?? []).flatMap(({ stage, orders }) => {
    const known = stages.find((one) => one === stage);
    return known === undefined ? [] : [{ stage: known, orders }];
  }),
  collection: collectionOf(behind, policy, now),
  firstSeenAt: renderInstant(instant(row.firstOpenedAt)),
  since: time(row.count === 0 ? null : row.oldestAt),
  sentence: sentenceOfGroup(row),
  handbook: `/handbook/${row.code}`,
  ...standingOf(row, now),
  lastClosedAt: time(row.closedAt ?? row.lastClosedAt),
  actions: actionsOnGroup(bearer, row.id, row.count > 0),
});

const collectionOf = (
  behind: CauseOrders | null,
  policy: Policy,
  now: Instant,
): ExceptionGroup['collection'] => {
  const vans = (behind?.waiting ?? []).flatMap(({ warehouse, carrier, orders }) => {
    const place = warehousePolicy(policy, warehouseName(warehouse));
    const van = place === null ? null : firstVan(place, carrier, now);
    return van === null ? [] : [{ at: van.at, warehouse, carrier, orders }];
  }).toSorted((one, other) => one.at - other.at);
  const [first] = vans;
  return first === undefined ? null : { ...first, at: renderInstant(first.at) };
};

export const viewWhy = (
  row: GroupRow,
  { example, grounds, suggestions, lastClosing }: Why,
  { policy, now }: Standing,
): CauseWhy => {
  const timeZone = example?.warehouse == null ? 'UTC'
    : (warehousePolicy(policy, warehouseName(example.warehouse))?.timeZone ?? 'UTC');
  const reader = { timeZone, now };
  return {
    means: explainSeverity(severityIn(row.severity)),
    sentence: example === null || row.count === 0 ? null
      // Written by the decision from this type.
      : explainReason(example.because as Reason, reader),
    lines: row.count === 0 ? [] : [...example?.lines ?? []],
    lastClosed: lastClosing === null ? null : explainLastClosing(lastClosing, reader),
    because: grounds.map(({ evidence, row: shownBy }) => ({
      sentence: explainEvidence(evidence, reader),
      at: 'at' in evidence ? time(evidence.at) : null,
      order: shownBy === null ? null : { id: shownBy.order, orderNumber: shownBy.orderNumber },
      policyVersion: 'version' in evidence ? evidence.version : null,
    })),
    suggestions: suggestions.map((one) => ({
      sentence: explainSuggestion(one), mapping: asWanted(one.mapping), like: one.like,
      score: one.score, isSure: one.isSure,
      evidence: explainEvidence({ is: 'went-as', ...one }, reader),
    })),
  };
};

const severityIn = (stored: number): Severity =>
  ([1, 2, 3, 4, 5] as const).find((one) => one === stored) ?? 5;

const sentenceOfGroup = ({ code, fault, count, connection }: GroupRow): string => {
  const where = connection === null ? quotedLast(fault)
    : `${quoted(fault)} on ${named(connection)}.`;
  const orders = count === 1 ? '1 consignment waits' : `${String(count)} consignments wait`;
  return `${titleOf(code)}: ${where} ` +
    (count === 0 ? 'Nothing waits for it any more.' : `${orders} for it.`);
};

export const viewAct = (act: Act, reader: Reader): ExceptionActView => ({
  at: renderInstant(instant(act.at)),
  by: act.by, what: act.what, why: act.why, until: time(act.until), to: act.givenTo,
  sentence: sentenceOfAct(act, reader),
});

const sentenceOfAct = ({ what, by, why, until, givenTo }: Act, reader: Reader): string => {
  const reason = why === null ? '.' : `: ${quotedLast(why)}`;
  const who = opening('User', named(by));
  switch (what) {
    case 'reassign':
      return `${who} changes whose exceptions of this kind are: it falls to ` +
        `${named(givenTo ?? 'nobody')} now.`;
    case 'give':
      return givenTo === null ? `${who} gives it back${reason}`
        : `${who} gives it to ${named(givenTo)}${reason}`;
    case 'acknowledge':
      return `${who} has seen it${reason}`;
    case 'unacknowledge':
      return `${who} takes it back that they have seen it${reason}`;
    case 'note':
      return `${who} notes${why === null ? ' nothing.' : reason}`;
    case 'wait':
      return `${who} waits until ${until === null ? 'later' : clock(until, reader)}${reason}`;
    case 'close':
      return `${who} closes it${reason}`;
    case 'return':
      return 'It has come back.';
    default:
      return what satisfies never;
  }
};
