import { messagesTo } from '../facts/messages.ts';
import type { Instant } from '../model/instant.ts';
import type { Reason } from '../model/reasons.ts';
import type { Case } from './case.ts';
import { oblige, type Draft } from './draft.ts';

/**
 * A parcel that must be stopped is not announced: whoever heard of it now would have to be told
 * the opposite later. Whoever has heard of it already hears when its label is voided.
 */
export const hush = (at: Case, draft: Draft, since: Instant, because: Reason): Draft => {
  const parties = [
    ['tell-warehouse', 'warehouse', at.warehouse !== null],
    ['tell-channel', 'channel', at.channel?.toldBy === 'gatepass'],
  ] as const;
  return parties.reduce((so, [kind, party, isOurs]) =>
    isOurs && messagesTo(at.facts, party).length === 0
      ? oblige(so, kind, { is: 'open', waitsOn: 'person', since, limitAt: null, because })
      : so, draft);
};
