import type { Answer, Moment, Request } from '../machine.ts';

/** The referee's count of calls at ShipStation's API: what they were, which were for nothing. */
export type CallNotes = {
  readonly total: number;
  /** `get /orders`, `post /orders/createorders`, … with their number. */
  readonly byKind: Readonly<Record<string, number>>;
  readonly wasted: Wasted;
  /** What was written with success, as short marks, and when: to know a repetition. */
  readonly written: ReadonlyMap<string, Moment>;
  /** The answer of the last read of one order, as a mark. */
  readonly readOrders: ReadonlyMap<string, string>;
};

export type Wasted = {
  /** Turned away for coming too fast. */
  readonly tooMany: number;
  /** Refused for what it said: the same again would be refused again. */
  readonly refused: number;
  /** The very same write again, after it had succeeded. */
  readonly repeatedWrites: number;
  /** One order read again, and nothing had changed. */
  readonly unchangedReads: number;
};

export const noCalls: CallNotes = {
  total: 0,
  byKind: {},
  wasted: { tooMany: 0, refused: 0, repeatedWrites: 0, unchangedReads: 0 },
  written: new Map(),
  readOrders: new Map(),
};

export function noteCall(
  notes: CallNotes,
  request: Request,
  answer: Answer,
  now: Moment,
): CallNotes {
  const path = request.path.toLowerCase().replace(/\/$/, '');
  const method = request.method.toLowerCase();
  const kind = `${method} ${path.replace(/\/\d+$/, '/{id}')}`;
  const counted: CallNotes = {
    ...notes,
    total: notes.total + 1,
    byKind: { ...notes.byKind, [kind]: (notes.byKind[kind] ?? 0) + 1 },
  };
  if (answer.status === 429) return waste(counted, 'tooMany');
  // A 401 or a 404 is news; a 400 says that the call should not have been made like this.
  if (answer.status === 400 || answer.status === 405) return waste(counted, 'refused');
  const isHeard = answer.sending.is === 'whole' || answer.sending.is === 'trickled';
  if (answer.status !== 200 || !isHeard) return counted;
  if (method !== 'get') return noteWrite(counted, `${method} ${path} ${mark(request.body)}`, now);
  return /^get \/orders\/\d+$/.test(`get ${path}`) ? noteRead(counted, path, answer) : counted;
}

const waste = (notes: CallNotes, why: keyof Wasted): CallNotes => ({
  ...notes,
  wasted: { ...notes.wasted, [why]: notes.wasted[why] + 1 },
});

const noteWrite = (notes: CallNotes, write: string, now: Moment): CallNotes =>
  notes.written.has(write)
    ? waste(notes, 'repeatedWrites')
    : { ...notes, written: new Map(notes.written).set(write, now) };

function noteRead(notes: CallNotes, path: string, answer: Answer): CallNotes {
  const seen = mark(answer.content.is === 'json' ? JSON.stringify(answer.content.value) : '');
  if (notes.readOrders.get(path) === seen) return waste(notes, 'unchangedReads');
  return { ...notes, readOrders: new Map(notes.readOrders).set(path, seen) };
}

/** A short mark of a text: two hashes and its length, so that two texts hardly share one. */
function mark(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193) >>> 0;
    two = Math.imul(two ^ unit, 0x85ebca6b) >>> 0;
  }
  return `${one.toString(36)}.${two.toString(36)}.${text.length.toString(36)}`;
}

export const wastedCalls = (notes: CallNotes): number =>
  Object.values(notes.wasted).reduce((sum, count) => sum + count, 0);
