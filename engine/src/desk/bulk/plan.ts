/**
 * One thing for many: planned over the exact orders, looked at, confirmed by a person, and then
 * carried out in slices. Rows say what is done, so that nothing is done twice, whoever dies.
 */
import { fingerprint } from '../../core/facts/fingerprint.ts';
import type { RulingKind } from '../../core/model/dossier.ts';
import { orderId } from '../../core/model/ids.ts';
import { later, type Instant } from '../../core/model/instant.ts';
import {
  claimItems, countItems, factsPlanned, hasItems, itemsFromExceptions, itemsFromOrders,
  listItems, lockBulkPlan, saveBulkPlan, saveItems, type BulkContent, type BulkItem, type BulkKind,
  type BulkPlan, type Counted,
} from '../../store/bulk-plans.ts';
import type { Tx } from '../../store/database.ts';
import { lockDossiers, readFacts } from '../../store/dossiers.ts';
import { saveAct } from '../../store/exception-acts.ts';
import type { ExceptionFilter } from '../../store/exception-reading.ts';
import { closeException } from '../../store/exceptions.ts';
import type { OrderFilter } from '../../store/order-filter.ts';
import { readPolicyVersion } from '../../store/policies.ts';
import { record, type Standing } from '../record.ts';
import { asSettled, prospectOf } from './item.ts';

/**
 * A plan that nobody confirmed for so long shows a world that has gone on; in milliseconds. People
 * read in real time: where the world runs faster, a plan is given longer of its time.
 */
export const usualLifetime = 15 * 60_000;
/** More than that is no longer one cause: it is narrowed first. */
const mostItems = 20_000;
/** From here on a second person looks, as for every plan that cannot be undone. */
const secondPersonAbove = 500;
/** Orders that are planned, or done, in one transaction: long work in slices. */
const perSlice = 20;

/** Many at once, or what costs money and cannot be taken back. */
export const needsSecondPerson = ({ states, touches }: Counted): boolean =>
  states.planned > secondPersonAbove || touches.some(({ what }) => what.startsWith('void-label '));

export type BulkWanted = {
  readonly does: BulkKind;
  readonly ruling: RulingKind | null;
  readonly why: string;
  readonly until: Instant | null;
  readonly exceptions: Partial<ExceptionFilter> | null;
  readonly orders: { readonly filter: OrderFilter; readonly ids: readonly string[] | null } | null;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly mapping: BulkContent['mapping'] | null;
  readonly by: string;
  /** How long it may be confirmed, in milliseconds of the world. */
  readonly lifetime: number;
};

export type BulkAnswer =
  | { readonly is: 'plan'; readonly plan: BulkPlan }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-plan' };

const refused = (words: string) => ({ is: 'refused', words } as const);

/** Fixes the orders; what would happen to each is found out slice by slice. */
export const makeBulkPlan = async (
  tx: Tx,
  wanted: BulkWanted,
  now: Instant,
  newId: () => string,
): Promise<BulkAnswer> => {
  const { does, ruling, why, until, asked, mapping, by, lifetime } = wanted;
  const plan: BulkPlan = {
    id: `pln_${newId().slice(0, 16)}`, state: 'planning', madeAt: now, madeBy: by,
    content: {
      does, ruling, why, until, asked, lifetime, expiresAt: later(now, lifetime), fingerprint: null,
      confirmed: null, stopped: null, ...(mapping == null ? {} : { mapping }),
    },
  };
  await saveBulkPlan(tx, plan, now);
  const bounds = { now, limit: mostItems + 1 };
  const found = wanted.exceptions !== null
    ? await itemsFromExceptions(tx, plan.id, wanted.exceptions, bounds)
    : wanted.orders !== null ? await itemsFromOrders(tx, plan.id, wanted.orders, bounds) : 0;
  if (found > mostItems) {
    return refused(`That is more than ${String(mostItems)}. Narrow it, and plan it in parts.`);
  }
  return { is: 'plan', plan };
};

/** Finds out what would happen to the next few; answers whether any are left. */
export const planSlice = async (
  tx: Tx,
  id: string,
  standing: Standing,
  newId: () => string,
): Promise<boolean> => {
  const plan = await lockBulkPlan(tx, id);
  if (plan?.state !== 'planning') return false;
  const items = await claimItems(tx, id, 'unread', perSlice);
  const known = await readFacts(tx, items.map((one) => orderId(one.order)));
  await saveItems(tx, id, items.map((item): BulkItem => {
    const dossier = known.get(orderId(item.order));
    if (dossier === undefined) {
      return { ...item, state: 'left-out', words: 'The order is not there any more.' };
    }
    const prospect = prospectOf(
      dossier, item, { ...plan.content, by: plan.madeBy }, standing, newId);
    if (prospect.is === 'left-out') {
      const { before, words } = prospect;
      return { ...item, state: 'left-out', before, words };
    }
    const { facts, before, after, touches } = prospect;
    return { ...item, state: 'planned', facts, before, after, touches };
  }));
  if (await hasItems(tx, id, 'unread')) return true;
  const content: BulkContent = {
    ...plan.content, fingerprint: fingerprint([id, await factsPlanned(tx, id)]),
    expiresAt: later(standing.now, plan.content.lifetime ?? usualLifetime),
  };
  await saveBulkPlan(tx, { ...plan, state: 'drafted', content }, standing.now);
  return false;
};

/** From here on it is a job. Confirmed twice it is the same job. */
export const confirmBulkPlan = async (
  tx: Tx,
  id: string,
  said: { readonly fingerprint: string; readonly by: string; readonly why: string | null },
  standing: Standing,
  newId: () => string,
): Promise<BulkAnswer> => {
  const { now } = standing;
  const plan = await lockBulkPlan(tx, id);
  if (plan === null) return { is: 'no-such-plan' };
  const { content, madeBy } = plan;
  if (content.confirmed !== null && content.fingerprint === said.fingerprint) {
    return { is: 'plan', plan };
  }
  if (plan.state === 'planning') {
    return refused('It is still being found out what would happen. Look again in a moment.');
  }
  if (plan.state !== 'drafted') return refused(`The plan is ${plan.state} already.`);
  if (content.fingerprint !== said.fingerprint) {
    return refused('That is not the plan as it stands. Look at it again, then confirm.');
  }
  if (now > content.expiresAt) {
    const age = ageInWords(content.lifetime ?? usualLifetime);
    return refused(`The plan is older than ${age}, and the orders have gone on.` +
      `${await differenceIn(tx, plan, standing, newId)} Make it anew.`);
  }
  const objection = await objectionOfPolicy(tx, content);
  if (objection !== null) return refused(objection);
  const counted = await countItems(tx, id);
  if (counted.states.planned === 0) {
    return refused('The plan would do nothing, so there is nothing to do.');
  }
  if (needsSecondPerson(counted) && said.by === madeBy && said.why === null) {
    const what = counted.states.planned > secondPersonAbove
      ? `It is about more than ${String(secondPersonAbove)}` : 'It voids labels';
    return refused(`${what}: a second person confirms it; or say why the one who made it does.`);
  }
  const confirmed = { by: said.by, at: now, why: said.why };
  const running: BulkPlan = { ...plan, state: 'running', content: { ...content, confirmed } };
  await saveBulkPlan(tx, running, now);
  return { is: 'plan', plan: running };
};

const ageInWords = (lifetime: number): string => lifetime < 3_600_000
  ? `${String(Math.round(lifetime / 60_000))} minutes`
  : `${String(Math.round(lifetime / 3_600_000))} hours`;

/** A mapping was tried against the policy as it stood; another one may say something else. */
const objectionOfPolicy = async (tx: Tx, { mapping }: BulkContent): Promise<string | null> => {
  if (mapping === undefined) return null;
  const version = await readPolicyVersion(tx);
  return version === mapping.policyVersion ? null
    : `The policy has changed since: version ${String(version)} is in force, and this was tried ` +
      `on version ${String(mapping.policyVersion)}. Make the plan anew.`;
};

/** So many rows are looked at again to say what has become of a plan that is too old. */
const mostCompared = 500;

/** How the world has gone on since the plan was made, in a sentence with a space before it. */
const differenceIn = async (
  tx: Tx,
  { id, content, madeBy }: BulkPlan,
  standing: Standing,
  newId: () => string,
): Promise<string> => {
  const items = await listItems(tx, id, { state: 'planned', after: 0, limit: mostCompared });
  const known = await readFacts(tx, items.map((one) => orderId(one.order)));
  const words = new Map<string, number>();
  for (const item of items) {
    const dossier = known.get(orderId(item.order));
    const prospect = dossier === undefined ? null
      : prospectOf(dossier, item, { ...content, by: madeBy }, standing, newId);
    if (prospect?.is === 'to-do' && prospect.facts === item.facts) continue;
    const so = prospect?.is === 'left-out' ? prospect.words : 'Its facts have changed.';
    words.set(so, (words.get(so) ?? 0) + 1);
  }
  const changed = [...words.values()].reduce((sum, one) => sum + one, 0);
  if (changed === 0) return ` All ${String(items.length)} would still be as planned.`;
  const [most = ''] = [...words].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return ` ${String(changed)} of ${String(items.length)} would not be as planned any more: ${most}`;
};

/** What is done stays done; the rest is left as it is. */
export const stopBulkJob = async (
  tx: Tx,
  id: string,
  stopped: { readonly by: string; readonly why: string | null },
  now: Instant,
): Promise<BulkAnswer> => {
  const plan = await lockBulkPlan(tx, id);
  if (plan === null || plan.content.confirmed === null) return { is: 'no-such-plan' };
  if (plan.state !== 'running') return { is: 'plan', plan };
  const after: BulkPlan = {
    ...plan, state: 'stopped', content: { ...plan.content, stopped: { ...stopped, at: now } },
  };
  await saveBulkPlan(tx, after, now);
  return { is: 'plan', plan: after };
};

/**
 * Does the next few; answers whether any may be left. Each row is marked in the transaction that
 * does it, and what is not as it was planned is left out, in words.
 */
export const carryOutSlice = async (
  tx: Tx,
  id: string,
  standing: Standing,
  newId: () => string,
): Promise<boolean> => {
  // Held until the slice is written, so that a stop comes between two slices.
  const plan = await lockBulkPlan(tx, id);
  if (plan?.state !== 'running') return false;
  const items = await claimItems(tx, id, 'planned', perSlice);
  const by = plan.content.confirmed?.by ?? plan.madeBy;
  const done: BulkItem[] = [];
  const orders = [...new Set(items.map((one) => one.order))].map(orderId);
  const stored = new Map(await lockDossiers(tx, orders));
  for (const item of items) {
    const before = stored.get(orderId(item.order));
    const prospect = before === undefined ? null
      : plan.content.does === 'mapping' ? asSettled(before.dossier, item, standing)
        : prospectOf(before.dossier, item, { ...plan.content, by }, standing, newId);
    if (before === undefined || prospect === null || prospect.is === 'left-out' ||
      (plan.content.does !== 'mapping' && prospect.facts !== item.facts)) {
      const words = prospect?.is === 'left-out' ? prospect.words
        : 'Its facts have changed since the plan was made; nothing was done.';
      done.push({ ...item, state: 'left-out', words, doneAt: standing.now });
      continue;
    }
    const after = await record(tx, before.dossier, prospect.sightings, standing.now);
    stored.set(orderId(item.order), { ...before, dossier: after });
    for (const exception of prospect.closes) {
      const said = { by, why: plan.content.why, at: standing.now };
      await closeException(tx, exception, said);
      await saveAct(tx, exception, { ...said, what: 'close', until: null, givenTo: null });
    }
    done.push({ ...item, state: 'done', after: prospect.after, doneAt: standing.now });
  }
  await saveItems(tx, id, done);
  if (await hasItems(tx, id, 'planned')) return true;
  await saveBulkPlan(tx, { ...plan, state: 'done' }, standing.now);
  return false;
};
