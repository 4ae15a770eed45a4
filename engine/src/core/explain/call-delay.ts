/**
 * Whose time each call of an order took: ours from when it was due until it left, the other
 * side's until it answered or was given up, and what was waited on purpose. Lengths never
 * overlap, and none is negative, whatever the clocks of several machines say.
 */
import { callTimeout } from '../facts/attempts.ts';
import type { Operation, Outcome } from '../model/dossier.ts';
import { later, type Instant, type Milliseconds } from '../model/instant.ts';

export type CallTry = {
  readonly id: string;
  readonly connection: string;
  readonly operation: Operation;
  readonly about: string;
  /** Fingerprint of what was sent. */
  readonly content: string;
  /** Since when it waited for its turn; null where that was not kept. */
  readonly dueAt: Instant | null;
  readonly begunAt: Instant;
  readonly outcome: Outcome['is'] | null;
  readonly answeredAt: Instant | null;
  /** How long of its wait no call could leave, since the budget was spent or closed. */
  readonly budgetMilliseconds: Milliseconds;
};

/** A time in which nothing of this kind was to leave on a connection. */
export type ShutSpan = {
  readonly connection: string;
  readonly why: 'paused' | 'silent';
  /** Null: of whatever kind. */
  readonly operations: readonly Operation[] | null;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
};

export const onPurposeWhys = ['between-tries', 'paused', 'silent', 'budget'] as const;
export type OnPurposeWhy = (typeof onPurposeWhys)[number];

export type CallDelay = {
  /** 1 for the first; it counts on while the same thing is asked and nobody said yes. */
  readonly tried: number;
  /** Given up: no answer is waited for any longer. */
  readonly state: 'under-way' | 'answered' | 'given-up';
  /** Null where nobody knows since when it was due. */
  readonly oursMilliseconds: Milliseconds | null;
  readonly theirsMilliseconds: Milliseconds;
  readonly onPurpose: readonly { readonly why: OnPurposeWhy; readonly milliseconds: number }[];
};

/** By the id of each try. */
export const delaysOf = (
  tries: readonly CallTry[],
  shut: readonly ShutSpan[],
  now: Instant,
): ReadonlyMap<string, CallDelay> => {
  const sorted = tries.toSorted((one, other) =>
    one.begunAt - other.begunAt || (one.id < other.id ? -1 : 1));
  const delays = new Map<string, CallDelay>();
  const newest = new Map<string, { readonly one: CallTry; readonly tried: number }>();
  for (const one of sorted) {
    const name = `${one.connection} ${one.operation} ${one.about}`;
    const before = newest.get(name);
    const goesOn = before !== undefined && isTriedOn(before.one, one);
    const tried = goesOn ? before.tried + 1 : 1;
    delays.set(one.id, delayOf(one, { before: goesOn ? before.one : null, tried, shut, now }));
    newest.set(name, { one, tried });
  }
  return delays;
};

/** After a yes, or a no to something else, it is another thing that is asked. */
const isTriedOn = (before: CallTry, next: CallTry): boolean =>
  before.outcome !== 'done' && (before.outcome !== 'refused' || before.content === next.content);

const delayOf = (
  one: CallTry,
  { before, tried, shut, now }: {
    readonly before: CallTry | null; readonly tried: number;
    readonly shut: readonly ShutSpan[]; readonly now: Instant;
  },
): CallDelay => {
  const state = stateOf(one, now);
  const wait = waitOf(one, shut);
  const between = before === null ? 0 : betweenTries(before, one);
  const onPurpose = [{ why: 'between-tries' as const, milliseconds: between }, ...wait.onPurpose]
    .filter(({ milliseconds }) => milliseconds > 0);
  return {
    tried, state, oursMilliseconds: wait.ours,
    theirsMilliseconds: atLeastNone(endOf(one, now) - one.begunAt), onPurpose,
  };
};

const stateOf = ({ answeredAt, begunAt }: CallTry, now: Instant): CallDelay['state'] => {
  if (answeredAt !== null) return 'answered';
  return now < later(begunAt, callTimeout) ? 'under-way' : 'given-up';
};

/** When it was answered or given up; while it is under way, now. */
const endOf = ({ answeredAt, begunAt }: CallTry, now: Instant): Instant =>
  answeredAt ?? (now < later(begunAt, callTimeout) ? now : later(begunAt, callTimeout));

/**
 * Without a usable answer it is looked for, and tried again ever more rarely. After a no it is
 * people who have it tried again: that wait is nobody's here.
 */
const betweenTries = (before: CallTry, next: CallTry): Milliseconds => {
  if (before.outcome === 'refused') return 0;
  const until = Math.min(next.dueAt ?? next.begunAt, next.begunAt);
  return atLeastNone(until - endOf(before, next.begunAt));
};

/** From when it was due until it left; what was shut meanwhile is not our delay. */
const waitOf = (
  { dueAt, begunAt, connection, operation, budgetMilliseconds }: CallTry,
  shut: readonly ShutSpan[],
): { readonly ours: Milliseconds | null; readonly onPurpose: CallDelay['onPurpose'] } => {
  if (dueAt === null) return { ours: null, onPurpose: [] };
  const bearing = shut.filter((span) => span.connection === connection &&
    (span.operations === null || span.operations.includes(operation)));
  const within = (why: ShutSpan['why']): readonly Piece[] => bearing
    .filter((span) => span.why === why)
    .map((span): Piece => [Math.max(span.from, dueAt), Math.min(span.to ?? begunAt, begunAt)]);
  const whole = atLeastNone(begunAt - dueAt);
  const paused = lengthOf(within('paused'));
  const either = lengthOf([...within('paused'), ...within('silent')]);
  const budget = Math.min(atLeastNone(budgetMilliseconds), whole - either);
  return {
    ours: whole - either - budget,
    onPurpose: [
      { why: 'paused', milliseconds: paused },
      { why: 'silent', milliseconds: either - paused },
      { why: 'budget', milliseconds: budget },
    ],
  };
};

type Piece = readonly [from: number, to: number];

/** What pieces of time cover together: where they overlap they count once. */
export const lengthOf = (pieces: readonly Piece[]): Milliseconds => {
  let covered = 0;
  let reached = -Infinity;
  for (const [from, to] of pieces.toSorted(([one], [other]) => one - other)) {
    covered += atLeastNone(to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
};

const atLeastNone = (milliseconds: number): Milliseconds => Math.max(0, milliseconds);
