/** The page of exceptions at the stand-in: lists, acts, plans over many and what they do. */
import type { IncomingMessage } from 'node:http';
import type { OrderView } from '../src/api/client.ts';
import type { BulkPlan, OtherPlan, PlannedItem, Run } from '../src/api/causes.ts';
import {
  causeOf, countsOf, detailOf, heldIn, itemOf, onList, whyOf, type Held, type Kept,
} from './stand-in-causes.ts';
import { textOf } from './stand-in-door.ts';

type Refused = { readonly refused: number; readonly detail: string };
export type Told = { readonly body: object } | Refused | null;

type Ground = {
  readonly orders: () => readonly OrderView[];
  /** Its exception is over. */
  readonly settle: (order: string) => void;
  readonly now: () => number;
  readonly role: () => string;
  /** Plans over orders, as they were asked for. */
  readonly plans: unknown[];
};

export type Desk = {
  readonly answer: (request: IncomingMessage, url: URL) => Promise<Told>;
  /** Sixteen minutes go by for every plan. */
  readonly agePlans: () => void;
  /** A plan that waits for a second person, and one of the guard. */
  readonly openPlans: () => void;
};

type Stored = { plan: BulkPlan; items: PlannedItem[]; run: Run | null };

const perLook = 70;
const at = (now: number) => new Date(now).toISOString();

export function makeExceptions({ orders, settle, now, role, plans: asked }: Ground): Desk {
  const kept = new Map<string, Kept>();
  const plans = new Map<string, Stored>();
  let others: OtherPlan[] = [];

  const keptOf = (group: string): Kept => {
    const known = kept.get(group)
      ?? { assignedTo: null, acknowledgedBy: null, waiting: null, history: [] };
    kept.set(group, known);
    return known;
  };
  const groups = (): ReadonlyMap<string, Held[]> =>
    Map.groupBy(heldIn(orders()), ({ group }) => group);
  const causes = (query: URLSearchParams) => [...groups()]
    .flatMap(([group, all]) => {
      const held = all.filter(({ order }) => isIn(query.get('warehouse'), order.warehouse));
      return held.length === 0 ? [] : [causeOf(held, keptOf(group), now())];
    })
    .filter((cause) => isIn(query.get('severity'), String(cause.severity))
      && isIn(query.get('code'), cause.code) && isIn(query.get('fault'), cause.fault)
      && isIn(query.get('owner'), cause.assignedTo ?? cause.owner))
    .toSorted((one, other) => one.severity - other.severity || other.orders - one.orders);

  function lookAt(group: string, part: string | undefined): Told {
    const held = groups().get(group) ?? [];
    const [first] = held;
    if (first === undefined) return { refused: 404, detail: `There is no cause ${group}.` };
    const cause = causeOf(held, keptOf(group), now());
    return { body: part === 'why' ? whyOf(cause, first) : detailOf(cause, keptOf(group)) };
  }

  function actOn(group: string, act: string, said: Said): Told {
    const known = keptOf(group);
    if (act === 'give') known.assignedTo = said.to ?? null;
    if (act === 'acknowledge') known.acknowledgedBy = 'Asha';
    if (act === 'unacknowledge') known.acknowledgedBy = null;
    if (act === 'wait') {
      known.waiting = { by: 'Asha', until: said.until ?? at(now()), why: said.why ?? '' };
    }
    known.history.push({
      at: at(now()), by: 'Asha', what: act as 'note', why: said.why ?? null, until: null,
      to: said.to ?? null,
      sentence: act === 'note' ? `Asha notes: “${said.why ?? ''}”.`
        : act === 'give' ? `Asha gives it to ${said.to ?? 'nobody'}.` : 'Asha has seen it.',
    });
    return lookAt(group, undefined);
  }

  function makePlan(wish: Wish): Told {
    const { kind } = wish;
    if (kind === 'going-live') {
      others = [...others, goingLive(wish.warehouse ?? '', at(now()))];
      return { body: others.at(-1) ?? {} };
    }
    if (wish.exceptions === undefined) {
      asked.push(wish);
      return { body: { id: 'pln_standin' } };
    }
    const { group, ids } = wish.exceptions;
    const found = (groups().get(group ?? '') ?? [])
      .filter(({ id }) => ids === undefined || ids.includes(id));
    const id = `pln_${String(plans.size + 1)}`;
    const kindly = wish.kind === 'mapping' ? 2 : 0;
    const items = found.map(({ order, id: exception }, index): PlannedItem => {
      const isLeft = index < kindly;
      return {
        number: index + 1, order: order.id, orderNumber: order.orderNumber, exception,
        state: isLeft ? 'left-out' : 'planned', before: order.sentence, doneAt: null,
        after: isLeft ? null : 'Ready to ship: Gatepass is sending 2 units to ShipStation.',
        words: isLeft ? 'Still held: Address incomplete, “LE”.' : null,
      };
    });
    plans.set(id, { plan: planOf(id, { ...wish, kind }, items), items, run: null });
    return { body: plans.get(id)?.plan ?? {} };
  }

  function planOf(id: string, wish: ManyWish, items: readonly PlannedItem[]): BulkPlan {
    const planned = items.filter(({ state }) => state === 'planned').length;
    const leftOut = items.length - planned;
    return {
      id, kind: wish.kind, ruling: null, state: 'drafted', until: null, job: null, why: wish.why,
      sentence: `${planned} would go. ${leftOut} are left out. Nothing is done before somebody `
        + 'confirms it.',
      madeAt: at(now()), madeBy: 'Asha', expiresAt: at(now() + 15 * 60_000), fingerprint: `f${id}`,
      needsSecondPerson: planned > 500,
      confirm: {
        right: 'fix-many', roles: ['lead'], isAllowed: role() !== 'auditor',
        needsWhy: planned > 500,
      },
      exceptions: { ...wish.exceptions }, orders: null, orderIds: null,
      mapping: wish.mapping === undefined || wish.mapping === null ? null : {
        says: 'DPD-12X', row: wish.mapping,
        sentence: 'Map “DPD-12X” to dpd / dpd_by_12 / package.',
      },
      oldestSince: '2026-11-22T12:27:30Z', counts: { unread: 0, planned, leftOut, done: 0 },
      touches: [{ what: 'create-order on shipstation-uk', count: planned }],
      calls: wish.kind === 'hold' ? [] : [{
        connection: 'shipstation-uk', operation: 'create-order', orders: planned,
        calls: Math.ceil(planned / 100), seconds: 12,
      }],
      leftOut: leftOut === 0 ? []
        : [{ words: 'Still held: Address incomplete, “LE”.', count: leftOut }],
      sample: items.slice(0, 20),
    };
  }

  function confirm(id: string, fingerprint: string): Told {
    const stored = plans.get(id);
    if (stored === undefined) return { refused: 404, detail: `There is no plan ${id}.` };
    const { plan, items } = stored;
    if (Date.parse(plan.expiresAt) < now()) {
      return { refused: 409, detail: 'The plan is older than 15 minutes, and the orders have gone '
        + `on. 1 of ${plan.counts.planned} would not be as planned any more: Nobody holds it. `
        + 'Make it anew.' };
    }
    if (plan.fingerprint !== fingerprint) {
      return { refused: 409, detail: 'That is not the plan as it stands.' };
    }
    const run = `job_${id.slice(4)}`;
    stored.plan = { ...plan, state: 'running', job: run };
    stored.run = {
      id: run, plan: id, kind: plan.kind, ruling: null, state: 'running', sentence: '',
      why: plan.why, confirmedBy: 'Asha', confirmedAt: at(now()), stopped: null,
      counts: { all: items.length, toDo: plan.counts.planned, done: 0,
        leftOut: plan.counts.leftOut },
      leftOut: plan.leftOut,
    };
    return { body: told(stored) };
  }

  const told = (stored: Stored): Run => {
    const { run } = stored;
    if (run === null) throw new Error('nothing runs');
    const { done, toDo, leftOut } = run.counts;
    const start = run.state === 'stopped' ? 'Stopped: ' : run.state === 'done' ? 'Done: ' : '';
    return { ...run, sentence: `${start}${done} went, ${leftOut} left out, ${toDo} to do.` };
  };

  /** Each look finds it a little further on. */
  function goOn(stored: Stored): Told {
    const { run, items } = stored;
    if (run?.state === 'running') {
      const next = items.filter(({ state }) => state === 'planned').slice(0, perLook);
      stored.items = items.map((one) =>
        next.includes(one) ? { ...one, state: 'done', doneAt: at(now()) } : one);
      for (const { order } of next) settle(order);
      const done = run.counts.done + next.length;
      const toDo = run.counts.toDo - next.length;
      stored.run = { ...run, state: toDo === 0 ? 'done' : 'running',
        counts: { ...run.counts, done, toDo } };
    }
    return { body: told(stored) };
  }

  function aboutRun(id: string, part: string | undefined, query: URLSearchParams): Told {
    const stored = plans.get(`pln_${id.slice(4)}`);
    if (stored?.run == null) return { refused: 404, detail: `There is no job ${id}.` };
    if (part === 'stop') {
      stored.run = { ...stored.run, state: 'stopped',
        stopped: { by: 'Asha', at: at(now()), why: null } };
      return { body: told(stored) };
    }
    return part === 'orders' ? { body: pageOf(stored.items, query) } : goOn(stored);
  }

  async function answer(request: IncomingMessage, url: URL): Promise<Told> {
    const { pathname: path, searchParams: query } = url;
    const body = async <Body>() => JSON.parse(await textOf(request)) as Body;
    if (path === '/v1/exceptions') {
      const held = (groups().get(query.get('group') ?? '') ?? []).map(itemOf);
      return { body: pageOf(held, query) };
    }
    const [, one] = /^\/v1\/exceptions\/(exc_[\w.-]+)$/.exec(path) ?? [];
    if (one !== undefined) {
      const held = heldIn(orders()).find(({ id, exception }) => id === one || exception.id === one);
      return held === undefined ? { refused: 404, detail: `There is no exception ${one}.` }
        : { body: itemOf(held) };
    }
    if (path === '/v1/exceptions/hands') {
      return { body: {
        roles: [{ role: 'lead', words: 'Lead' }, { role: 'engineer', words: 'Engineer' },
          { role: 'operator', words: 'Operator' }],
        people: ['Asha', 'Mia Berg'],
      } };
    }
    if (path === '/v1/exceptions/groups/count') return { body: countsOf(causes(query)) };
    if (path === '/v1/exceptions/groups') {
      const list = query.get('list') ?? 'all';
      return { body: pageOf(causes(query).filter((cause) => onList(cause, list)), query) };
    }
    const [, group, act] = /^\/v1\/exceptions\/groups\/(grp_\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (group !== undefined) {
      return request.method === 'GET' ? lookAt(group, act)
        : actOn(group, act ?? '', await body<Said>());
    }
    if (path === '/v1/plans' && request.method === 'POST') return makePlan(await body<Wish>());
    if (path === '/v1/plans') {
      const items = others.filter(({ kind }) => isIn(query.get('kind'), kind));
      return { body: { items, next: null } };
    }
    if (path === '/v1/plans/bulk') {
      const open = [...plans.values()].map(({ plan }) => plan)
        .filter(({ state, expiresAt }) => state === 'drafted' && Date.parse(expiresAt) > now());
      return { body: { items: open, next: null } };
    }
    if (path === '/v1/jobs') {
      const runs = [...plans.values()].filter(({ run }) => run !== null).map(told);
      return { body: { items: runs, next: null } };
    }
    const [, run, part] = /^\/v1\/jobs\/(job_\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (run !== undefined) return aboutRun(run, part, query);
    const [, plan, step] = /^\/v1\/plans\/(pln_\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (plan === undefined) return null;
    if (step === 'confirm') {
      return confirm(plan, (await body<{ fingerprint: string }>()).fingerprint);
    }
    if (step === 'approve' || step === 'refuse') {
      others = others.filter(({ id }) => id !== plan);
      return { body: {} };
    }
    if (step === 'items') return { body: { items: withheld, next: null } };
    if (step === 'orders') return { body: pageOf(plans.get(plan)?.items ?? [], query) };
    const found = plans.get(plan)?.plan;
    return found === undefined ? { refused: 404, detail: `There is no plan ${plan}.` }
      : { body: found };
  }

  return {
    answer,
    agePlans: () => {
      for (const stored of plans.values()) {
        stored.plan = { ...stored.plan, expiresAt: at(now() - 60_000) };
      }
    },
    openPlans: () => {
      others = [guardStop];
    },
  };
}

type Said = { readonly to?: string | null; readonly why?: string; readonly until?: string };
type ManyWish = Wish & { readonly kind: BulkPlan['kind'] };
type Wish = {
  readonly kind: BulkPlan['kind'] | 'going-live'; readonly why: string;
  readonly warehouse?: string;
  readonly exceptions?: { readonly group?: string; readonly ids?: readonly string[] };
  readonly mapping?: NonNullable<BulkPlan['mapping']>['row'] | null;
};

const isIn = (wanted: string | null, value: string | null): boolean =>
  wanted === null || wanted === value;

const guardStop: OtherPlan = {
  id: 'pln_guard', kind: 'guard', state: 'open',
  sentence: 'After 100 orders taken out on shipstation-uk in ten minutes Gatepass stopped: 14 more '
    + 'are not taken out before a person decides.',
  connection: 'shipstation-uk', effect: 'withdrawals', madeAt: '2026-11-22T14:10:00Z',
  madeBy: 'Gatepass', counts: { withheld: 14, approved: 0, refused: 0, lapsed: 0 }, through: 14,
  changes: [],
};

const goingLive = (warehouse: string, madeAt: string): OtherPlan => ({
  id: `pln_live_${warehouse}`, kind: 'going-live', state: 'drafted', warehouse, channels: [],
  sentence: `Shadow mode: ${warehouse} would adopt 12 orders and then release 38. 1 order there `
    + 'cannot be matched for sure and need a person. Nothing changes before a second person '
    + 'approves.',
  startLine: madeAt, madeAt, madeBy: 'Asha', advance: 'by-hand', step: null,
  counts: { adopted: 12, inDoubt: 1, ready: 38, history: 240 }, seenThrough: madeAt, adopts: [],
  inDoubt: [{ orderNumber: 'SO-412301', why: 'The units there are not those of the order.' }],
  changes: [],
});

const withheld = [{
  place: 1, order: { id: 'ord_short', orderNumber: 'SO-412346' }, state: 'withheld',
  does: 'Take SO-412346 out of ShipStation.', lines: ['1'],
  because: ['The order was cancelled by the channel. Nothing more will be sent.'],
}];

function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const start = Number(query.get('after') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null };
}
