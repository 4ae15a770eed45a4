/**
 * A session as it is used, by the loop and for a person who asks. Whatever a connector does against
 * its contract (throws, answers in another shape, gives too few outcomes, turns in a circle) comes
 * out as one kind of fault, so that it stops what was being done and nothing else.
 */
import { z } from 'zod';
import type { LookAnswer, Performed, ProbeAnswer, Session } from '../contract/connector.ts';
import type { Files } from '../contract/files.ts';
import type { Wire } from '../contract/wire.ts';
import { faultForLog, faultInWords } from './fault-words.ts';
import { isOfOne } from './part.ts';
import type { Log } from './surroundings.ts';

/** Our own connector broke its contract. The message says how, for people. */
export class ConnectorTripped extends Error {
  override readonly name = 'ConnectorTripped';
  /** Whether a call had begun by then: then nobody knows what came of it. */
  readonly hasLeft: boolean;
  constructor(message: string, hasLeft: boolean) {
    super(message);
    this.hasLeft = hasLeft;
  }
}

type Ways = { readonly wire: Wire; readonly files: Files };

/** The same ways out, and how many calls have begun on them so far. */
export const countedWays = ({ wire, files }: Ways): Ways & { readonly begun: () => number } => {
  let calls = 0;
  return {
    begun: () => calls,
    wire: {
      ...wire,
      request(request) {
        calls += 1;
        return wire.request(request);
      },
    },
    files: {
      ...files,
      request(request) {
        calls += 1;
        return files.request(request);
      },
    },
  };
};

/** Throws nothing but `ConnectorTripped`, and what the store says of itself. */
export const contained = (
  session: Session,
  { connection, begun, log }: {
    readonly connection: string; readonly begun: () => number; readonly log: Log;
  },
): Session => {
  const held = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const before = begun();
    try {
      return await work();
    } catch (fault) {
      // A store that is away is waited for; what was begun stands begun.
      if (!isOfOne(fault)) throw fault;
      log('a connector tripped', { connection, what, words: faultForLog(fault) });
      throw new ConnectorTripped(faultInWords(fault), begun() > before);
    }
  };
  const { lookAt, keepHooks, survey } = session;
  /** Where a person reads the answer, the fault is one. */
  const told = async <Result>(
    what: string, work: () => Promise<Result>, saying: (sentence: string) => Result,
  ): Promise<Result> => {
    try {
      return await held(what, work);
    } catch (fault) {
      if (!(fault instanceof ConnectorTripped)) throw fault;
      return saying(sentenceOf(fault));
    }
  };
  return {
    ...session,
    look: (request, now) => held(`look ${request.feed}`, async () => {
      const answer = soundPage(await session.look(request, now));
      if (answer.is === 'page' && answer.next !== null && answer.next === request.page) {
        throw new Error('the page that follows is the same page again');
      }
      return answer;
    }),
    ...(lookAt === undefined ? {} : {
      lookAt: (order, now) =>
        held('look at one order', async () => soundPage(await lookAt(order, now))),
    }),
    perform: (items, now) => held(`do ${items[0]?.do ?? 'nothing'}`, async () =>
      soundOutcomes(await session.perform(items, now), items.length)),
    probe: (now, named) => told(
      'probe', async () => soundProbe(await session.probe(now, named)),
      (sentence) => ({ isWell: false, sentences: [sentence] })),
    ...(survey === undefined ? {} : {
      survey: (ask, now) => told(`survey ${ask.list}`, () => survey(ask, now), (sentence) => ({
        is: 'unanswered', why: 'unreadable', text: sentence.replace(/\.$/, ''),
        closedForMilliseconds: null,
      })),
    }),
    ...(keepHooks === undefined ? {} : {
      keepHooks: (wanted) => told('keep hooks', () => keepHooks(wanted),
        (sentence) => ({ is: 'unfinished', sentences: [sentence] })),
    }),
  };
};

/** For people: whose fault it is, and what to do about it. */
export const sentenceOf = (fault: ConnectorTripped): string =>
  `Gatepass tripped over it (“${fault.message}”). That is a mistake of Gatepass: tell whoever ` +
  'looks after it.';

const unansweredShape = z.looseObject({
  is: z.literal('unanswered'), text: z.string(),
  why: z.enum(['silence', 'refused', 'throttled', 'unauthorised', 'unreadable']),
  closedForMilliseconds: z.number().nullable(),
});

const named = z.looseObject({ id: z.string() });

/** No more than what something is and what it is called by: the rest is taken in apart. */
const seenShape = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('shipstation-order'),
    order: named.extend({ lines: z.array(z.unknown()), combines: z.array(z.unknown()) }),
  }),
  z.looseObject({ kind: z.literal('shipstation-order-gone'), order: z.string() }),
  z.looseObject({ kind: z.literal('label'), label: named.extend({ lines: z.array(z.unknown()) }) }),
  z.looseObject({ kind: z.literal('mark'), mark: named }),
  z.looseObject({
    kind: z.literal('consignment'), reference: z.string(),
    snapshot: z.looseObject({ orderNumber: z.string() }),
  }),
  z.looseObject({
    kind: z.literal('channel-order'), order: z.looseObject({ orderNumber: z.string() }),
  }),
  z.looseObject({ kind: z.literal('acknowledgement'), message: z.string() }),
]);

const pageShape = z.discriminatedUnion('is', [
  z.looseObject({
    is: z.literal('page'), seen: z.array(seenShape), next: z.string().nullable(),
    unreadable: z.array(z.string()),
  }),
  unansweredShape,
]);

const outcomeShape = z.discriminatedUnion('is', [
  z.looseObject({ is: z.literal('done'), seen: z.array(seenShape), acknowledged: z.boolean() }),
  z.looseObject({
    is: z.literal('refused'), code: z.string(), text: z.string(),
    seen: z.array(seenShape).optional(),
  }),
  z.looseObject({ is: z.literal('unknown'), text: z.string() }),
]);

const performedShape = z.looseObject({
  outcomes: z.array(outcomeShape), unanswered: unansweredShape.nullable(),
});

const probeShape = z.looseObject({
  isWell: z.boolean(), sentences: z.array(z.string()), watch: z.array(z.string()).optional(),
});

const soundProbe = (answer: ProbeAnswer): ProbeAnswer => {
  hold(probeShape, answer);
  return answer;
};

/** Only held against the shape: what is worked on is the answer itself. */
const soundPage = (answer: LookAnswer): LookAnswer => {
  hold(pageShape, answer);
  return answer;
};

const soundOutcomes = (performed: Performed, items: number): Performed => {
  hold(performedShape, performed);
  const { length } = performed.outcomes;
  if (length === items) return performed;
  throw new Error(`it gave ${String(length)} outcomes for ${String(items)} items`);
};

const hold = (shape: z.ZodType, answer: unknown): void => {
  const [first] = shape.safeParse(answer).error?.issues ?? [];
  if (first === undefined) return;
  throw new Error(`its answer has the wrong shape at “${first.path.join('.')}”`);
};
