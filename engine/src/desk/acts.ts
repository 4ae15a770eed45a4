/** What people do about an exception or about all of one cause, short of a ruling. */
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { changeTarget, lockTarget, saveAct, type Act } from '../store/exception-acts.ts';

export type ActWanted =
  | { readonly what: 'give'; readonly to: string | null }
  | { readonly what: 'acknowledge' }
  /** Seen by mistake: it is new again. */
  | { readonly what: 'unacknowledge' }
  | { readonly what: 'note' }
  | { readonly what: 'wait'; readonly until: Instant };

export type ActAnswer =
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-exception' };

/** Longer than a month is not waiting, it is forgetting. */
const longestWait = 31 * 24 * 3_600_000;

export const actOn = async (
  tx: Tx,
  id: string,
  wanted: ActWanted,
  { by, why, now }: { readonly by: string; readonly why: string | null; readonly now: Instant },
): Promise<ActAnswer> => {
  const target = await lockTarget(tx, id);
  if (target === null) return { is: 'no-such-exception' };
  if (target.closedAt !== null) {
    return { is: 'refused', words: target.closedBy === null || target.closedBy === 'proof'
      ? 'It has closed meanwhile, by proof. There is nothing left to do about it.'
      : `${target.closedBy} has closed it meanwhile.` };
  }
  if (wanted.what === 'wait') {
    if (wanted.until <= now) {
      return { is: 'refused', words: 'That time has passed already; name one that is to come.' };
    }
    if (wanted.until > now + longestWait) {
      return { is: 'refused', words: 'Wait at most 31 days at a time.' };
    }
  }
  const change = changeOf(wanted, { by, why, now, target });
  if (change !== null) await changeTarget(tx, target, change);
  await saveAct(tx, id, actOf(wanted, { by, why, now }));
  return { is: 'done' };
};

type Said = { readonly by: string; readonly why: string | null; readonly now: Instant };

const changeOf = (
  wanted: ActWanted,
  { by, why, now, target }: Said & { readonly target: { readonly worseThan: string | number } },
) => {
  switch (wanted.what) {
    case 'give':
      return { assigned_to: wanted.to };
    case 'acknowledge':
      return { acknowledged_by: by, acknowledged_at: now, wait: null };
    case 'unacknowledge':
      return { acknowledged_by: null, acknowledged_at: null };
    case 'note':
      return null;
    case 'wait':
      // Who says to wait has looked.
      return {
        acknowledged_by: by, acknowledged_at: now,
        wait: { by, until: wanted.until, why: why ?? '', worseThan: target.worseThan },
      };
    default:
      return wanted satisfies never;
  }
};

const actOf = (wanted: ActWanted, { by, why, now }: Said): Act => ({
  what: wanted.what, at: now, by, why,
  until: wanted.what === 'wait' ? wanted.until : null,
  givenTo: wanted.what === 'give' ? wanted.to : null,
});
