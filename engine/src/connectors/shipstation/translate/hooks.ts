/** Which of the account's hooks are ours, what is wrong with them, and what a call to one says. */
import { z } from 'zod';
import type { HooksWanted } from '../../../contract/hooks.ts';
import { readJson } from '../../../contract/their-words.ts';
import type { SurveyHook } from '../../../contract/survey.ts';

/**
 * What we are called for, and which feeds that brings forward. The ITEM_ twins fire at the same
 * moments with another URL [v1d]; as no URL is ever fetched, one of each is enough. Marks as
 * shipped have events of their own, since SHIP_NOTIFY never fires for them [h-wh]. A rejected one
 * changes the order. Nothing fires for a void or for a later change of an order.
 */
const feedsByEvent: Readonly<Record<string, readonly string[]>> = {
  SHIP_NOTIFY: ['labels'],
  ORDER_NOTIFY: ['orders'],
  FULFILLMENT_SHIPPED: ['marks'],
  FULFILLMENT_REJECTED: ['orders', 'marks'],
};

export const eventsWanted: readonly string[] = Object.keys(feedsByEvent);

/** The documented body is two short members; more than this is not from ShipStation. */
const longestBody = 10_000;

const bodyShape = z.object({ resource_type: z.string() });

/** Only the kind of event is read: the URL is not fetched, and nothing in it is believed. */
export const feedsToLookAt = (body: string): readonly string[] => {
  if (body.length > longestBody) return [];
  const type = bodyShape.safeParse(readJson(body)?.value).data?.resource_type.toUpperCase() ?? '';
  const event = type.replace(/^ITEM_/, '');
  return Object.hasOwn(feedsByEvent, event) ? (feedsByEvent[event] ?? []) : [];
};

const nameMark = (connection: string): string => `Gatepass ${connection}: `;

export const hookName = (connection: string, event: string): string =>
  `${nameMark(connection)}${event}`;

/** Ours by its name, or by where it calls: our own address, whatever its token. */
export const isOurs = (hook: SurveyHook, { connection, address }: HooksWanted): boolean =>
  (hook.name ?? '').startsWith(nameMark(connection)) ||
  hook.address.startsWith(address.slice(0, address.lastIndexOf('/') + 1));

export type HooksPlan = {
  /** Dead, or a second one for the same: in the way of a new one, and of no use. */
  readonly removeFirst: readonly SurveyHook[];
  readonly subscribe: readonly string[];
  /** Still calling, but elsewhere: they go once the new ones stand. */
  readonly removeAfter: readonly SurveyHook[];
};

/** From what the account has to exactly what is wanted, leaving those of others alone. */
export const planHooks = (wanted: HooksWanted, present: readonly SurveyHook[]): HooksPlan => {
  const ours = present.filter((one) => isOurs(one, wanted)).toSorted((a, b) => a.id - b.id);
  const isGood = (hook: SurveyHook): boolean =>
    hook.isActive && hook.store === null && hook.address === wanted.address;
  const kept = new Map(eventsWanted.flatMap((event) => {
    const hook = ours.find((one) => one.event.toUpperCase() === event && isGood(one));
    return hook === undefined ? [] : [[event, hook] as const];
  }));
  const keeps = new Set(kept.values());
  const stale = ours.filter((one) => !keeps.has(one));
  const isElsewhere = (hook: SurveyHook): boolean =>
    hook.isActive && hook.address !== wanted.address;
  return {
    removeFirst: stale.filter((one) => !isElsewhere(one)),
    subscribe: eventsWanted.filter((event) => !kept.has(event)),
    removeAfter: stale.filter(isElsewhere),
  };
};
