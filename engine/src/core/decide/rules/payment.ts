/** An order that its channel has not seen paid is not released, and comes out if it went back. */
import { oblige, takeOut, type Rule } from '../draft.ts';

export const payment: Rule = ({ dossier, open }, draft) => {
  const says = dossier.channelSays;
  const isOver = draft.obligations.confirm?.is === 'not-owed';
  if (says?.order.status !== 'pending' || isOver) return draft;
  const out = takeOut(draft);
  return open.length > 0 ? out : oblige(out, 'release', {
    is: 'open', waitsOn: 'channel', since: says.arrivedAt, limitAt: null,
    because: { is: 'not-paid' },
  });
};
