/** Exceptions by cause, and one thing done to many: what the page asks and says. */
import type { paths } from '../../../client/src/client.ts';
import { address, change, read, type Answer, type Said } from './client.ts';

type CauseQuery = NonNullable<paths['/v1/exceptions/groups']['get']['parameters']['query']>;
export type CauseList = NonNullable<CauseQuery['list']>;
export const causeLists = ['mine', 'unowned', 'all', 'waiting', 'closed'] as const satisfies
  readonly CauseList[];

/** Each part of the filter, under the name that it has in an address. */
export const causeFilterNames = [
  'severity', 'code', 'fault', 'owner', 'warehouse',
] as const satisfies readonly (keyof CauseQuery)[];
export type CauseFilterName = (typeof causeFilterNames)[number];
export type CauseFilter = { readonly [Name in CauseFilterName]?: string | undefined };

export type CausePage = Answer<'/v1/exceptions/groups'>;
export type Cause = CausePage['items'][number];
export type CauseDetail = Answer<'/v1/exceptions/groups/{id}'>;
export type CauseWhy = Answer<'/v1/exceptions/groups/{id}/why'>;
export type CauseCounts = Answer<'/v1/exceptions/groups/count'>;
export type ExceptionItem = Answer<'/v1/exceptions'>['items'][number];
export type BulkPlan = Answer<'/v1/plans/{id}'>;
export type Run = Answer<'/v1/jobs/{id}'>;
export type PlannedItem = Answer<'/v1/plans/{id}/orders'>['items'][number];
export type OtherPlan = Answer<'/v1/plans'>['items'][number];

type PlanBody = Exclude<
  paths['/v1/plans']['post']['requestBody']['content']['application/json'],
  { kind: 'going-live' }
>;
export type PlanWish = Pick<PlanBody, 'kind' | 'why'> & Partial<PlanBody>;

export const lookForCauses = (
  list: CauseList, filter: CauseFilter, after: string | null, limit: number,
) => read<CausePage>(
  address('/v1/exceptions/groups', { list, ...filter, after, limit }));

export const countCauses = (filter: CauseFilter) =>
  read<CauseCounts>(address('/v1/exceptions/groups/count', filter));

export type Givable = Answer<'/v1/exceptions/hands'>;
export const lookAtHands = () => read<Givable>('/v1/exceptions/hands');

export const lookAtCause = (id: string) => read<CauseDetail>(placeOf(id));
export const lookAtWhy = (id: string) => read<CauseWhy>(`${placeOf(id)}/why`);

export const lookForExceptions = (
  group: string, warehouse: string | undefined, after: string | null, limit: number,
) => read<Answer<'/v1/exceptions'>>(
  address('/v1/exceptions', { group, warehouse, after, limit }));

export const lookAtException = (id: string) =>
  read<Answer<'/v1/exceptions/{id}'>>(`/v1/exceptions/${encodeURIComponent(id)}`);

export type CauseAct =
  | { readonly act: 'give'; readonly body: { readonly to: string | null } }
  | { readonly act: 'acknowledge' | 'unacknowledge'; readonly body: object }
  | { readonly act: 'wait'; readonly body: { readonly until: string; readonly why: string } }
  | { readonly act: 'note'; readonly body: { readonly why: string } };

export const actOnCause = (id: string, { act, body }: CauseAct) =>
  change<CauseDetail>(`${placeOf(id)}/${act}`, body);

const placeOf = (id: string) => `/v1/exceptions/groups/${encodeURIComponent(id)}`;

export const makePlan = (wish: PlanWish) => change<BulkPlan>('/v1/plans', wish);
export const lookAtPlan = (id: string) => read<BulkPlan>(planAt(id));
export const lookAtPlanned = (id: string, after: string | null, limit: number) =>
  read<Answer<'/v1/plans/{id}/orders'>>(address(`${planAt(id)}/orders`, { after, limit }));
export const confirmPlan = (id: string, fingerprint: string, why: string | null) =>
  change<Run>(`${planAt(id)}/confirm`, { fingerprint, why });

/** Those over many orders that nobody has confirmed yet, and all of the others. */
export const lookAtPlans = async () => {
  const [many, others] = await Promise.all([
    read<Answer<'/v1/plans/bulk'>>('/v1/plans/bulk'), read<Answer<'/v1/plans'>>('/v1/plans'),
  ]);
  return { many: many.items, others: others.items };
};

export const lookAtOpenPlans = async () => {
  const { many, others } = await lookAtPlans();
  const waiting = others.filter(({ state }) => state === 'open' || state === 'drafted');
  return { many, others: waiting };
};

export const approvePlan = (id: string, body: { through: number | null; why: string | null }) =>
  change<OtherPlan>(`${planAt(id)}/approve`, body);
export const refusePlan = (id: string, body: { through: number | null; why: string }) =>
  change<Said<'/v1/plans/{id}/refuse'>>(`${planAt(id)}/refuse`, body);
export const lookAtWithheld = (id: string) =>
  read<Answer<'/v1/plans/{id}/items'>>(`${planAt(id)}/items`);

const planAt = (id: string) => `/v1/plans/${encodeURIComponent(id)}`;

export const lookAtRuns = () => read<Answer<'/v1/jobs'>>('/v1/jobs');
export const lookAtRun = (id: string) => read<Run>(runAt(id));
export const lookAtResults = (id: string, after: string | null, limit: number) =>
  read<Answer<'/v1/jobs/{id}/orders'>>(address(`${runAt(id)}/orders`, { after, limit }));
export const stopRun = (id: string) => change<Run>(`${runAt(id)}/stop`, {});

const runAt = (id: string) => `/v1/jobs/${encodeURIComponent(id)}`;
