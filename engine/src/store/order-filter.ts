/**
 * The one filter over orders: lists, counts and the numbers of the first page all go through it,
 * so that a number and the list behind it cannot say different things.
 */
import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely';
import type { ObligationKind, Party, Stage } from '../core/model/decision.ts';
import type { Tables } from './tables.ts';

/**
 * How a wait stands against its limit; an order without a limit is in time. An order that a person
 * holds is of no age while the hold lasts: nobody is late with what is not to go.
 */
export const ages = ['in-time', 'due-soon', 'late', 'very-late'] as const;
export type Age = (typeof ages)[number];

/** What may be owed to several at once after a label, and so is asked for by itself. */
export const owings = ['label', 'tell-warehouse', 'tell-channel', 'leave'] as const satisfies
  readonly ObligationKind[];
export type Owing = (typeof owings)[number];

/** Every part narrows; an empty filter is every order. */
export type OrderFilter = {
  /** These orders and no others. */
  readonly ids?: readonly string[] | undefined;
  readonly orderNumber?: string | undefined;
  readonly stages?: readonly Stage[] | undefined;
  readonly notStages?: readonly Stage[] | undefined;
  readonly waitingOn?: Party | undefined;
  /** Waits on somebody else, or on nobody. */
  readonly notWaitingOn?: Party | undefined;
  /** The code of the exception in the headline. */
  readonly exception?: string | undefined;
  /** To which role that exception falls; to none of those, or there is no exception at all. */
  readonly owners?: readonly string[] | undefined;
  readonly notOwners?: readonly string[] | undefined;
  /** Any open exception of this code, and of this value at fault: one group of exceptions. */
  readonly cause?: { readonly code: string; readonly fault: string | null } | undefined;
  readonly isBlocked?: boolean | undefined;
  readonly ages?: readonly Age[] | undefined;
  readonly notAges?: readonly Age[] | undefined;
  readonly warehouses?: readonly string[] | undefined;
  readonly notWarehouses?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
  readonly notChannels?: readonly string[] | undefined;
  readonly carriers?: readonly string[] | undefined;
  readonly notCarriers?: readonly string[] | undefined;
  /** Its label or its service says with whom it goes. */
  readonly isCarrierKnown?: boolean | undefined;
  readonly services?: readonly string[] | undefined;
  readonly notServices?: readonly string[] | undefined;
  readonly disagrees?: boolean | undefined;
  readonly owes?: Owing | undefined;
  /** Open: somebody still owes something. */
  readonly isOpen?: boolean | undefined;
  /** When Gatepass first heard of it. */
  readonly heardFrom?: number | undefined;
  readonly heardTo?: number | undefined;
  /** When it was placed, as its channel says; where that says nothing, it is in neither. */
  readonly placedFrom?: number | undefined;
  readonly placedTo?: number | undefined;
  /** A label of it was voided, and another one stands. */
  readonly isRelabelled?: boolean | undefined;
  /** Cancelled after it stood in ShipStation. */
  readonly isCancelledLate?: boolean | undefined;
  /** A person keeps it back, and their time is not up. */
  readonly isHeld?: boolean | undefined;
  /** Its warehouse was asked something that nobody has answered. */
  readonly isAsked?: boolean | undefined;
  /** One group of exceptions by its id: an open exception of the order is in it. */
  readonly causeId?: string | undefined;
  /** A step that it made within a time. */
  readonly moved?: Moved | undefined;
  /** Whether it met no exception but a nuisance, at any time. */
  readonly isRightFirst?: boolean | undefined;
  /** Something is wished for it on this connection. */
  readonly queuedFor?: string | undefined;
};

export type Moved = {
  /** `confirmed`: labelled, and the warehouse told. */
  readonly entered: Stage | 'confirmed' | undefined;
  readonly left: Stage | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
};

export type Rows = ExpressionBuilder<Tables, 'dossier'>;

const owedColumns = {
  'label': ['label_owed_since', 'label_owed_limit'],
  'tell-warehouse': ['warehouse_owed_since', 'warehouse_owed_limit'],
  'tell-channel': ['channel_owed_since', 'channel_owed_limit'],
  'leave': ['leave_owed_since', 'leave_owed_limit'],
} as const satisfies Readonly<Record<Owing, readonly [keyof Tables['dossier'], string]>>;

/** Since when, and until when, the wait that the filter asks about lasts. */
export const spellOf = (owes: Owing | undefined) => {
  const [since, limit] = owes === undefined
    ? ['waits_since_at', 'waits_limit_at'] as const : owedColumns[owes];
  return { since, limit };
};

/**
 * In time below 60 % of the limit, due soon up to it, late past it, very late past twice. One
 * place words it; the console's `ageOf` does the same for what moves on while it is looked at.
 */
export const ageOfSpell = (
  owes: Owing | undefined,
  now: number,
): RawBuilder<Age | null> => {
  const spell = spellOf(owes);
  const [since, limit] = [sql.ref(spell.since), sql.ref(spell.limit)];
  return sql<Age | null>`case
    when ${isKeptBack(owes, now)} then null
    when ${limit} is null or ${since} is null then 'in-time'
    when ${now} - ${since} > 2 * greatest(${limit} - ${since}, 1) then 'very-late'
    when ${now} > ${limit} then 'late'
    when (${now} - ${since}) * 10 < 6 * (${limit} - ${since}) then 'in-time'
    else 'due-soon' end`;
};

/** What is labelled already is told of and leaves, whatever is held of the rest. */
const isKeptBack = (owes: Owing | undefined, now: number): RawBuilder<boolean> =>
  owes === undefined || owes === 'label'
    ? sql<boolean>`(held_since_at is not null
        and (held_until_at is null or held_until_at > ${now}))`
    : sql<boolean>`false`;

/** The same in the program: for one order that is shown, and that nobody holds. */
export const ageOf = (
  { since, limitAt }: { readonly since: number; readonly limitAt: number | null },
  now: number,
): Age => {
  if (limitAt === null) return 'in-time';
  if (now - since > 2 * Math.max(limitAt - since, 1)) return 'very-late';
  if (now > limitAt) return 'late';
  return (now - since) * 10 < 6 * (limitAt - since) ? 'in-time' : 'due-soon';
};

/** Its warehouse was asked something that nobody has answered. */
export const isAsked = (eb: Rows) => eb.exists(eb.selectFrom('note').select('note_id')
  .whereRef('note.order_id', '=', 'dossier.order_id')
  .where('kind', '=', sql.lit('question')).where('answered_at', 'is', null));

/** That of its cause, where it is open, be the rule for its kind another one meanwhile. */
const headlineRole = sql<string | null>`(
  select coalesce(g.owner, e.owner)
    from exception e left join exception_group g on g.group_id = e.group_id
   where e.order_id = dossier.order_id and e.closed_at is null and e.code = dossier.exception
   order by e.opened_at, e.exception_id limit 1)`;

/** By kind: to which role the open exceptions of the order fall; of two, that of the older one. */
export const rolesOfOrder = sql`(
  select jsonb_object_agg(
           e.code, coalesce(g.owner, e.owner) order by e.opened_at desc, e.exception_id desc)
    from exception e left join exception_group g on g.group_id = e.group_id
   where e.order_id = dossier.order_id and e.closed_at is null)`;

export const matching = (filter: OrderFilter, now: number) => (eb: Rows) => {
  const { stages, notStages, warehouses, channels, carriers, notCarriers, cause } = filter;
  const { notWarehouses, notChannels } = filter;
  const spell = spellOf(filter.owes);
  const age = ageOfSpell(filter.owes, now);
  return eb.and([
    ...(filter.ids === undefined ? [] : [eb('order_id', 'in', [...filter.ids])]),
    ...(filter.orderNumber === undefined ? [] : [eb('order_number', '=', filter.orderNumber)]),
    ...(stages === undefined ? [] : [eb('stage', 'in', [...stages])]),
    ...(notStages === undefined ? [] : [eb('stage', 'not in', [...notStages])]),
    ...(filter.waitingOn === undefined ? [] : [eb('waits_on', '=', filter.waitingOn)]),
    ...(filter.notWaitingOn === undefined ? []
      : [eb.or([eb('waits_on', 'is', null), eb('waits_on', '!=', filter.notWaitingOn)])]),
    ...(filter.exception === undefined ? [] : [eb('exception', '=', filter.exception)]),
    ...(filter.owners === undefined ? []
      : [eb('exception', 'is not', null), eb(headlineRole, 'in', [...filter.owners])]),
    ...(filter.notOwners === undefined ? [] : [eb.or([
      eb('exception', 'is', null), eb(headlineRole, 'not in', [...filter.notOwners])])]),
    ...(filter.isBlocked === undefined ? []
      : [eb('exception', filter.isBlocked ? 'is not' : 'is', null)]),
    ...(warehouses === undefined ? [] : [eb('warehouse', 'in', [...warehouses])]),
    ...(notWarehouses === undefined ? []
      : [eb.or([eb('warehouse', 'is', null), eb('warehouse', 'not in', [...notWarehouses])])]),
    ...(channels === undefined ? [] : [eb('channel', 'in', [...channels])]),
    ...(notChannels === undefined ? [] : [eb('channel', 'not in', [...notChannels])]),
    ...(carriers === undefined ? [] : [eb('carrier', 'in', [...carriers])]),
    ...(notCarriers === undefined ? []
      : [eb.or([eb('carrier', 'is', null), eb('carrier', 'not in', [...notCarriers])])]),
    ...(filter.isCarrierKnown === undefined ? []
      : [eb('carrier', filter.isCarrierKnown ? 'is not' : 'is', null)]),
    ...(filter.services === undefined ? [] : [eb('service', 'in', [...filter.services])]),
    ...(filter.notServices === undefined ? [] : [eb.or([
      eb('service', 'is', null), eb('service', 'not in', [...filter.notServices])])]),
    ...(filter.disagrees === undefined ? [] : [eb('disagrees', '=', filter.disagrees)]),
    ...(filter.owes === undefined ? [] : [eb(spell.since, 'is not', null)]),
    ...(filter.isOpen === undefined ? []
      : [eb('waits_on', filter.isOpen ? 'is not' : 'is', null)]),
    ...(filter.heardFrom === undefined ? [] : [eb('created_at', '>=', filter.heardFrom)]),
    ...(filter.heardTo === undefined ? [] : [eb('created_at', '<', filter.heardTo)]),
    ...(filter.placedFrom === undefined ? [] : [eb('placed_at', '>=', filter.placedFrom)]),
    ...(filter.placedTo === undefined ? [] : [eb('placed_at', '<', filter.placedTo)]),
    ...(filter.ages === undefined ? [] : [eb(age, 'in', [...filter.ages])]),
    ...(filter.notAges === undefined ? []
      : [eb.or([eb(age, 'is', null), eb(age, 'not in', [...filter.notAges])])]),
    ...(filter.isRelabelled === undefined ? []
      : [eb('is_relabelled', '=', filter.isRelabelled)]),
    ...(filter.isCancelledLate === undefined ? []
      : [eb('is_cancelled_late', '=', filter.isCancelledLate)]),
    ...(filter.isHeld === undefined ? [] : [withUnless(filter.isHeld, eb, isHeldAt(eb, now))]),
    ...(filter.isAsked === undefined ? [] : [withUnless(filter.isAsked, eb, isAsked(eb))]),
    ...(filter.causeId === undefined ? [] : [isOfCause(eb, filter.causeId)]),
    ...(filter.moved === undefined ? [] : [hasMoved(eb, filter.moved)]),
    ...(filter.isRightFirst === undefined ? []
      : [withUnless(!filter.isRightFirst, eb, hasMetTrouble(eb))]),
    ...(filter.queuedFor === undefined ? [] : [isQueuedFor(eb, filter.queuedFor)]),
    ...(cause === undefined ? [] : [eb.exists(eb.selectFrom('exception').select('exception_id')
      .whereRef('exception.order_id', '=', 'dossier.order_id')
      .where('code', '=', cause.code)
      .$if(cause.fault !== null, (found) => found.where('fault', '=', cause.fault))
      .where('closed_at', 'is', null))]),
  ]);
};

const isOfCause = (eb: Rows, group: string) =>
  eb.exists(eb.selectFrom('exception').select('exception_id')
    .whereRef('exception.order_id', '=', 'dossier.order_id')
    .where('group_id', '=', group).where('closed_at', 'is', null));

/** Steps are kept for some weeks; what is older has none. */
const hasMoved = (eb: Rows, { entered, left, from, to }: Moved) =>
  eb.exists(eb.selectFrom('passage').select('passage_id')
    .whereRef('passage.order_id', '=', 'dossier.order_id')
    .$if(entered !== undefined, (found) => found.where('to_stage', '=', entered ?? ''))
    // To be confirmed is no stage, so that no stage was left for it.
    .$if(left !== undefined, (found) => found.where('from_stage', '=', left ?? '')
      .where('to_stage', '!=', sql.lit('confirmed')))
    .$if(from !== undefined, (found) => found.where('at', '>=', from ?? 0))
    .$if(to !== undefined, (found) => found.where('at', '<', to ?? 0)));

/** Anything graver than a nuisance, closed or not. */
const hasMetTrouble = (eb: Rows) =>
  eb.exists(eb.selectFrom('exception').select('exception_id')
    .whereRef('exception.order_id', '=', 'dossier.order_id').where('severity', '<', sql.lit(5)));

const isQueuedFor = (eb: Rows, connection: string) =>
  eb.exists(eb.selectFrom('intent').select('intent_id')
    .whereRef('intent.order_id', '=', 'dossier.order_id').where('connection', '=', connection));

/** A hold whose time is up holds nothing, whether or not the order was decided anew since. */
const isHeldAt = (eb: Rows, now: number) => eb.and([
  eb('held_since_at', 'is not', null),
  eb.or([eb('held_until_at', 'is', null), eb('held_until_at', '>', now)]),
]);

const withUnless = (wanted: boolean, eb: Rows, fact: ReturnType<Rows['exists']>) =>
  wanted ? fact : eb.not(fact);
