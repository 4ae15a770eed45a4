/**
 * Changing one order: read it, write, read it again. V1 knows no partial update, may answer 200
 * without having changed a locked order, and people work on the same order meanwhile; so only
 * what the second read shows counts.
 */
import type { ItemOutcome, Performed, Unanswered } from '../../../contract/connector.ts';
import type { ShipStationOrderId } from '../../../core/model/ids.ts';
import { manifest, operationOf } from '../manifest.ts';
import type { Change } from '../translate/change.ts';
import { closed } from '../translate/heard.ts';
import { readShown, type Shown } from '../translate/shown.ts';
import { readWritten, type Written } from '../translate/written.ts';
import type { V1 } from '../v1.ts';

export const changeOrder = async (
  v1: V1,
  order: ShipStationOrderId,
  change: Change,
): Promise<Performed> => {
  const first = await readOrder(v1, order, change);
  if (first.is === 'not-shown') return first.performed;
  const { shown: before } = first;
  const plan = change.plan(before);
  switch (plan.is) {
    case 'as-wished':
      return settled(done(before));
    case 'barred':
      return settled(refused(plan.code, plan.text, before));
    case 'write':
      break;
    default:
      return plan satisfies never;
  }
  const written = readWritten(
    await v1.call(
      { method: 'POST', body: JSON.stringify(plan.body), ...callOf(change) }, plan.path),
    v1.secrets,
  );
  // A closed door stays closed for the second read too, and a garbled answer may have come from
  // something before V1: a later look tells what became of the order.
  if (written.is === 'unanswered') return unknown(written.unanswered);
  const second = await readOrder(v1, order, change);
  return second.is === 'shown'
    ? settled(judge(change, written, before, second.shown))
    : withoutProof(written, second);
};

/** What they show counts, whatever they said. */
const judge = (
  change: Change,
  written: Exclude<Written, { is: 'unanswered' }>,
  before: Shown,
  after: Shown,
): ItemOutcome => {
  const lack = change.lacking(before, after);
  if (lack === null) return done(after);
  if (lack.is === 'closed') return refused('shipstation.closed', lack.text, after);
  return written.is === 'yes'
    ? refused('shipstation.unchanged', `it said yes, but ${lack.text}`, after)
    : refused('shipstation.refused', written.text, after);
};

type Read =
  | { readonly is: 'shown'; readonly shown: Shown }
  | { readonly is: 'not-shown'; readonly performed: Performed; readonly isGone: boolean };

const readOrder = async (v1: V1, order: ShipStationOrderId, change: Change): Promise<Read> => {
  const heard = await v1.call(
    { method: 'GET', body: null, ...callOf(change) }, `/orders/${order}`);
  const notShown = (performed: Performed, isGone = false): Read =>
    ({ is: 'not-shown', performed, isGone });
  switch (heard.is) {
    case 'unanswered':
      return notShown(unknown(heard.unanswered));
    case 'turned-down':
      if (heard.status === 404) return notShown(settled(gone(order)), true);
      // A read changes nothing, so that trying it again later is always right.
      return notShown(settled(heard.isTheirException
        ? { is: 'unknown', text: heard.text } : refused('shipstation.refused', heard.text, null)));
    case 'json': {
      const shown = readShown(heard.value, order);
      if (shown.is === 'shown') return shown;
      return notShown(shown.is === 'broken'
        ? settled(refused('shipstation.unreadable', shown.text, null))
        : unknown(closed('unreadable', 'ShipStation answered something else than the order')));
    }
    default:
      return heard satisfies never;
  }
};

/** It was written, or turned down, and then could not be read. */
const withoutProof = (
  written: Exclude<Written, { is: 'unanswered' }>,
  { performed, isGone }: Extract<Read, { is: 'not-shown' }>,
): Performed => {
  const text = written.is === 'yes'
    ? 'it said yes, but then the order could not be read' : written.text;
  return isGone ? performed : { ...performed, outcomes: [{ is: 'unknown', text }] };
};

const callOf = ({ operation }: Change) => {
  const { timeoutMilliseconds, costInCalls } = operationOf(manifest, operation);
  return {
    timeoutMilliseconds: Math.floor(timeoutMilliseconds / costInCalls), purpose: operation,
  };
};

const settled = (outcome: ItemOutcome): Performed => ({ outcomes: [outcome], unanswered: null });

const unknown = (unanswered: Unanswered): Performed =>
  ({ outcomes: [{ is: 'unknown', text: unanswered.text }], unanswered });

const seenIn = ({ order }: Shown) => ({ kind: 'shipstation-order', order }) as const;

const done = (shown: Shown): ItemOutcome =>
  ({ is: 'done', seen: [seenIn(shown)], acknowledged: false });

const refused = (code: string, text: string, shown: Shown | null): ItemOutcome =>
  ({ is: 'refused', code, text, seen: shown === null ? [] : [seenIn(shown)] });

const gone = (order: ShipStationOrderId): ItemOutcome => ({
  is: 'refused',
  code: 'shipstation.gone',
  text: 'the order is no longer in ShipStation: it was deleted there, or combined into another',
  seen: [{ kind: 'shipstation-order-gone', order }],
});
