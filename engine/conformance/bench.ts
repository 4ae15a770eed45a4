/** A connector on the bench: opened on a stand-in of the other side, in a room without doors. */
import type {
  ItemOutcome, Opened, Performed, Seen, Session,
} from '../src/contract/connector.ts';
import type { Wire, WireAnswer, WireRequest } from '../src/contract/wire.ts';
import type { Action } from '../src/core/model/decision.ts';
import { instant } from '../src/core/model/instant.ts';
import { Breach, hold, type OperationGiven } from './case.ts';
import type { Kit } from './kit.ts';
import { inside, outside, type Touched } from './outside.ts';
import { standIn } from './stand-in.ts';

export type OtherSide = (request: WireRequest) => WireAnswer;

export const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));
export const window = { from: instant(now - 600_000), to: now };

export const nobody: OtherSide = () => ({ is: 'silence', reason: 'nobody is there' });

type OnBench = { readonly session: Session; readonly requests: readonly WireRequest[] };

export const openOn = (kit: Kit, other: OtherSide, settings = kit.settings): OnBench => {
  const { wire, requests } = standIn(other);
  return { session: openOnWire(kit, wire, settings), requests };
};

/** Where the answers of a stand-in that says them at once are not enough. */
export const openOnWire = (kit: Kit, wire: Wire, settings = kit.settings): Session => {
  const opened = openWith(kit, settings, wire);
  if (opened.is === 'refused') {
    throw new Breach(`the settings of the kit are refused: ${JSON.stringify(opened.problems)}`);
  }
  const { session } = opened;
  const { survey, keepHooks } = session;
  return {
    ...(survey === undefined ? {} : {
      survey: (ask, at) => settled('the survey', () => survey.call(session, ask, at)),
    }),
    ...(keepHooks === undefined ? {} : {
      keepHooks: (wanted) => settled('keeping hooks', () => keepHooks.call(session, wanted)),
    }),
    look: (request, at) => settled('the look', () => session.look(request, at)),
    perform: (items, at) => settled('the operation', () => session.perform(items, at)),
    probe: (at, named) => settled('the probe', () => session.probe(at, named)),
  };
};

export const openWith = (
  kit: Kit,
  settings: Readonly<Record<string, unknown>>,
  wire: Wire = standIn(nobody).wire,
): Opened => {
  const judged = kit.judged?.(wire) ?? wire;
  const one: Wire = { request: (request) => outside(() => judged.request(request)) };
  const files = kit.files?.(one);
  const { value, touched } = inside(() =>
    kit.connector.open(settings, one, undefined, files));
  holdUntouched(touched);
  return value;
};

/** Turns of the event loop after which whoever still waits does not wait for the wire. */
const patience = 1_000;
const turn = setImmediate;

/** What came of it; a throw or waiting for anything but the wire is a breach, with its cause. */
const settled = async <T>(who: string, act: () => Promise<T>): Promise<T> => {
  const { value: running, touched } = inside(() => started(act));
  const end: { came?: { readonly value: T } | { readonly cause: unknown } } = {};
  void running.then(
    (value) => { end.came = { value }; },
    (cause: unknown) => { end.came = { cause }; },
  );
  for (let turns = 0; turns < patience && end.came === undefined; turns += 1) {
    await new Promise<void>((go) => { turn(go); });
  }
  const { came } = end;
  holdUntouched(touched);
  if (came === undefined) throw new Breach(`${who} waits for something else than the wire`);
  if ('cause' in came) throw new Breach(`${who} threw: ${String(came.cause)}`, came);
  return came.value;
};

const started = async <T>(act: () => Promise<T>): Promise<T> => act();

/** Thrown when something else than the wire was used; says which door it was. */
export class Outside extends Breach {
  readonly touched: readonly Touched[];
  constructor(touched: readonly Touched[]) {
    super(`used ${touched.map(({ door, what }) => `${what} (${door})`).join(', ')}`);
    this.touched = touched;
  }
}

const holdUntouched = (touched: readonly Touched[]): void => {
  if (touched.length > 0) throw new Outside(touched);
};

export const itemsOf = ({ of }: Pick<OperationGiven, 'of'>, count: number): readonly Action[] =>
  Array.from({ length: count }, (_, i) => of.item(i));

/** One item, two where that is allowed, and as many as are. */
export const sizesOf = ({ declared }: Pick<OperationGiven, 'declared'>): readonly number[] =>
  [...new Set([1, Math.min(2, declared.batchSize), declared.batchSize])];

export const fates = ({ outcomes }: Performed): readonly ItemOutcome['is'][] =>
  outcomes.map((one) => one.is);

export const holdAll = (performed: Performed, fate: ItemOutcome['is'], when: string): void => {
  const others = fates(performed).filter((one) => one !== fate);
  hold(others.length === 0, `${when}: ${others.join(', ')} where ${fate} is due`);
};

/** By what a seen thing is known: its kind and its id. */
export const identityOf = (seen: Seen): string => {
  if (seen.kind === 'consignment') {
    return `consignment ${seen.place ?? ''} ${seen.reference}`;
  }
  const { kind, ...rest } = seen;
  const [thing]: unknown[] = Object.values(rest);
  const id = typeof thing === 'object' && thing !== null
    ? (Reflect.get(thing, 'id') ?? Reflect.get(thing, 'reference')) : thing;
  return `${kind} ${String(id)}`;
};

/** Whether some text in a value, at any depth, is exactly this. */
export const saysExactly = (value: unknown, text: string): boolean => {
  if (typeof value === 'string') return value === text;
  return typeof value === 'object' && value !== null &&
    Object.values(value).some((one) => saysExactly(one, text));
};

export const readBody = (request: WireRequest): unknown =>
  (request.body === null ? null : JSON.parse(request.body));
