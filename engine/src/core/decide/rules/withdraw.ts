/** What is no longer to go comes out of ShipStation again, before a label is made for it. */
import { carriesOthers } from '../../facts/units.ts';
import { totalOf } from '../../facts/units.ts';
import type { StandingOrder } from '../../facts/releases.ts';
import { changeOrder, shelfOf } from '../change-order.ts';
import { newestWordAt } from '../newest-word.ts';
import { urgencyOf } from '../release-content.ts';
import type { Case } from '../case.ts';
import { barred, mayChange } from './amend.ts';
import { oblige, raise, type Draft, type Rule } from '../draft.ts';

export const withdraw: Rule = (at, draft) => {
  const isWatched = at.channel?.enters === 'channel';
  const nothingStays = draft.mayStay !== null && totalOf(draft.mayStay) === 0;
  if (!nothingStays || isWatched || draft.obligations.release !== undefined) return draft;
  return at.open.reduce((so, order) => takeOutOne(at, so, order), draft);
};

const takeOutOne = (at: Case, draft: Draft, standing: StandingOrder): Draft => {
  const { order } = standing;
  const since = newestWordAt(at);
  if (at.warehouse === null) return draft;
  if (carriesOthers(at.facts, standing)) {
    const because = { is: 'order-combined', number: order.number } as const;
    return oblige(
      raise(draft, 'order.combined', { fault: at.facts.warehouse, since, because }),
      'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
  }
  if (!mayChange(at, standing)) return barred(at, draft, standing, 'adopted');
  return changeOrder(at, draft, standing, {
    operation: 'withdraw-order',
    content: order.id,
    since,
    because: { is: 'to-withdraw', number: order.number },
    underWay: { is: 'withdraw-under-way', number: order.number },
    action: {
      do: 'withdraw-order', about: order.id, connection: at.warehouse.shipstation,
      order: order.id, ...shelfOf(at, standing), urgency: urgencyOf(at, order.carrier, since),
    },
  });
};
