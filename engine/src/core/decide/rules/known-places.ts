/** An order of a warehouse or channel that the policy does not know waits for a person. */
import { oblige, raise, type Rule } from '../draft.ts';

export const knownPlaces: Rule = ({ facts, snapshot, says, warehouse, channel }, draft) => {
  const since = says.since.received ?? says.arrivedAt;
  let next = draft;
  if (warehouse === null) {
    const because = { is: 'warehouse-unknown', warehouse: facts.warehouse } as const;
    next = raise(next, 'warehouse.unknown', { fault: facts.warehouse, since, because });
    next = oblige(next, 'release', {
      is: 'open', waitsOn: 'person', since, limitAt: null, because,
    });
    next = oblige(next, 'tell-channel', { is: 'later', because });
  }
  if (channel === null) {
    const because = { is: 'channel-unknown', channel: snapshot.channel } as const;
    next = raise(next, 'channel.unknown', { fault: snapshot.channel, since, because });
    next = oblige(next, 'release', {
      is: 'open', waitsOn: 'person', since, limitAt: null, because,
    });
    next = oblige(next, 'tell-channel', {
      is: 'open', waitsOn: 'person', since, limitAt: null, because,
    });
  }
  return next;
};
