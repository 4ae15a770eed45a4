/** Plans and jobs over many orders in the shapes of the API. */
import { explainSuggestion } from '../core/explain/evidence.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import type { ServiceMapping } from '../core/policy/policy.ts';
import { needsSecondPerson } from '../desk/bulk/plan.ts';
import { callsFor } from '../loop/calls-for.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import { isAllowed, rolesFor, type Right } from '../people/rights.ts';
import {
  countItems, itemsByWarehouse, listItems, oldestItem, type BulkItem, type BulkPlan, type Counted,
} from '../store/bulk-plans.ts';
import type { Tx } from '../store/database.ts';
import type { Bearer } from '../store/keys.ts';
import type { BulkItemView, BulkPlanView, JobView } from './shapes.ts';
import type { MappingWanted } from './shapes/mapping.ts';

const sampleShown = 20;

export const jobIdOf = (plan: string): string => plan.replace(/^pln_/, 'job_');
export const planIdOf = (job: string): string => job.replace(/^job_/, 'pln_');

export const viewBulkPlan = async (
  tx: Tx,
  surroundings: Surroundings,
  plan: BulkPlan,
  bearer: Bearer,
): Promise<BulkPlanView> => {
  const counted = await countItems(tx, plan.id);
  const { content, state } = plan;
  const { states } = counted;
  const places = content.mapping === undefined ? [] : await itemsByWarehouse(tx, plan.id);
  return {
    id: plan.id,
    kind: content.does,
    ruling: content.ruling,
    state,
    sentence: sentenceOfPlan(plan, counted, placesInWords(places)),
    why: content.why,
    until: content.until === null ? null : renderInstant(content.until),
    madeAt: renderInstant(plan.madeAt),
    madeBy: plan.madeBy,
    expiresAt: renderInstant(content.expiresAt),
    fingerprint: content.fingerprint,
    needsSecondPerson: needsSecondPerson(counted),
    confirm: confirmBy(plan, counted, bearer),
    exceptions: filterAsked(content.asked['exceptions']),
    orders: filterAsked(content.asked['orders']),
    orderIds: idsAsked(content.asked['orderIds']),
    mapping: content.mapping === undefined ? null : {
      says: content.mapping.row.says, row: asWanted(content.mapping.row),
      sentence: explainSuggestion({ mapping: content.mapping.row }),
    },
    oldestSince: timeOrNone(await oldestItem(tx, plan.id)),
    counts: {
      unread: states.unread, planned: states.planned, leftOut: states['left-out'],
      done: states.done,
    },
    touches: [...counted.touches],
    calls: await callsFor(tx, surroundings, counted.touches),
    leftOut: [...counted.leftOut],
    sample: (await listItems(tx, plan.id, { state: null, after: 0, limit: sampleShown }))
      .map(viewBulkItem),
    job: content.confirmed === null ? null : jobIdOf(plan.id),
  };
};

const timeOrNone = (at: number | null): string | null =>
  at === null ? null : renderInstant(instant(at));

/** What is sent to another system is an operator's; the policy is not. */
export const rightToConfirm = ({ content }: BulkPlan): Right =>
  content.does === 'mapping' ? 'change-policy' : 'fix-many';

const confirmBy = (
  plan: BulkPlan,
  counted: Counted,
  bearer: Bearer,
): BulkPlanView['confirm'] => {
  const right = rightToConfirm(plan);
  return {
    right, roles: [...rolesFor(bearer, right)], isAllowed: isAllowed(bearer, right),
    needsWhy: needsSecondPerson(counted) && plan.madeBy === bearer.name,
  };
};

const filterAsked = (filter: unknown): Record<string, unknown> | null =>
  typeof filter === 'object' && filter !== null ? { ...filter } : null;

const idsAsked = (ids: unknown): string[] | null =>
  Array.isArray(ids) ? ids.filter((one) => typeof one === 'string') : null;

export const asWanted = (row: ServiceMapping): MappingWanted =>
  row.is === 'mapped'
    ? { carrier: row.carrier, service: row.service, package: row.package }
    : { leave: 'shipstation', expect: [...row.expect] };

export const viewJob = async (tx: Tx, plan: BulkPlan): Promise<JobView | null> => {
  const { content, state } = plan;
  const { confirmed, stopped } = content;
  if (confirmed === null) return null;
  const counted = await countItems(tx, plan.id);
  const { states } = counted;
  return {
    id: jobIdOf(plan.id),
    plan: plan.id,
    kind: content.does,
    ruling: content.ruling,
    state: state === 'done' || state === 'stopped' ? state : 'running',
    sentence: sentenceOfJob(plan, counted),
    why: content.why,
    confirmedBy: confirmed.by,
    confirmedAt: renderInstant(confirmed.at),
    stopped: stopped === null ? null : { ...stopped, at: renderInstant(stopped.at) },
    counts: {
      all: states.planned + states.done + states['left-out'], toDo: states.planned,
      done: states.done, leftOut: states['left-out'],
    },
    leftOut: [...counted.leftOut],
  };
};

export const viewBulkItem = (item: BulkItem): BulkItemView => ({
  number: item.position, order: item.order, orderNumber: item.orderNumber,
  exception: item.exception, state: item.state, before: item.before, after: item.after,
  words: item.words, doneAt: item.doneAt === null ? null : renderInstant(instant(item.doneAt)),
});

const verbs = {
  'retry': ['be tried again', 'was tried again', 'were tried again'],
  'hold': ['be held', 'was held', 'were held'],
  'release': ['be let go', 'was let go', 'were let go'],
  'tell-again': ['be told again', 'was told again', 'were told again'],
  'ruling': ['be ruled on', 'was ruled on', 'were ruled on'],
  'mapping': [
    'be let go by the mapping', 'was let go by the mapping', 'were let go by the mapping',
  ],
} as const;

/** A mapping holds for all warehouses; whoever looks at one hears of the others. */
const placesInWords = (
  places: readonly { readonly warehouse: string; readonly count: number }[],
): string => {
  const said = places.map(({ warehouse, count }) => `${String(count)} of ${warehouse}`);
  return said.length < 2 ? '' : `: ${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};

const sentenceOfPlan = (
  { state, content }: BulkPlan,
  { states }: Counted,
  places: string,
): string => {
  const { unread, planned, done } = states;
  const left = states['left-out'];
  const rest = left === 0 ? '' : ` ${String(left)} ${left === 1 ? 'is' : 'are'} left out.`;
  switch (state) {
    case 'planning':
      return `It is being found out what would happen: ${String(planned + left)} of ` +
        `${String(unread + planned + left)} so far. Nothing is done.`;
    case 'drafted':
      return planned === 0 ? `Nothing would be done.${rest}`
        : `${String(planned)} would ${verbs[content.does][0]}${places}.${rest} Nothing is done ` +
          'before somebody confirms it.';
    case 'running':
    case 'done':
    case 'stopped':
      return `${String(done)} ${verbs[content.does][done === 1 ? 1 : 2]}${places}.${rest}`;
    case 'dropped':
      return 'The plan was dropped; nothing was done.';
    default:
      return state satisfies never;
  }
};

const sentenceOfJob = ({ state, content }: BulkPlan, { states }: Counted): string => {
  const { planned, done } = states;
  const left = states['left-out'];
  const said = `${String(done)} ${verbs[content.does][done === 1 ? 1 : 2]}`;
  const rest = left === 0 ? '' : `, ${String(left)} left out`;
  if (state === 'running') return `${said}${rest}, ${String(planned)} to do.`;
  if (state !== 'stopped') return `Done: ${said}${rest}.`;
  // A row of the policy is in force from its confirmation on, and no stop takes it back.
  return content.does === 'mapping'
    ? `Stopped: ${said}${rest}, ${String(planned)} not followed any further. The mapping holds ` +
      'for them all the same.'
    : `Stopped: ${said}${rest}, ${String(planned)} not touched.`;
};
