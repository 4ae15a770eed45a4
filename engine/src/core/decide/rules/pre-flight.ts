/** A bad address or an unmapped service is found when the order arrives, before the pick. */
import { understandAddress } from '../../facts/address.ts';
import { serviceFor } from '../../policy/mapping.ts';
import { oblige, raise, stop, type Draft, type Rule } from '../draft.ts';
import type { Case } from '../case.ts';

export const preFlight: Rule = (at, draft) => {
  const isOver = draft.obligations.release?.is === 'not-owed' || at.labels.length > 0;
  if (isOver) return draft;
  return checkService(at, checkAddress(at, draft));
};

const checkAddress = ({ snapshot, says }: Case, draft: Draft): Draft => {
  const understood = understandAddress(snapshot.shipTo);
  if (understood.is === 'complete') return draft;
  const because = { is: 'address-lacks', parts: understood.parts } as const;
  const since = says.since.received ?? says.arrivedAt;
  return oblige(
    stop(raise(draft, 'address.incomplete', { fault: understood.parts.join(', '), since, because })),
    'release',
    { is: 'open', waitsOn: 'person', since, limitAt: null, because },
  );
};

const checkService = ({ snapshot, says, policy }: Case, draft: Draft): Draft => {
  if (serviceFor(policy, snapshot.service) !== null) return draft;
  const because = { is: 'service-unmapped', says: snapshot.service } as const;
  const since = says.since.received ?? says.arrivedAt;
  return oblige(
    stop(raise(draft, 'service.unmapped', {
      fault: snapshot.service ?? 'no service named', since, because,
    })),
    'release',
    { is: 'open', waitsOn: 'person', since, limitAt: null, because },
  );
};
