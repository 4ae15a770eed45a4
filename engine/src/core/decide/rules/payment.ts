/** An order that its channel has not seen paid is not released. */
import { oblige, stop, type Rule } from '../draft.ts';

export const payment: Rule = ({ dossier }, draft) => {
  const says = dossier.channelSays;
  if (says?.order.status !== 'pending') return draft;
  return oblige(stop(draft), 'release', {
    is: 'open', waitsOn: 'channel', since: says.arrivedAt, limitAt: null,
    because: { is: 'not-paid' },
  });
};
