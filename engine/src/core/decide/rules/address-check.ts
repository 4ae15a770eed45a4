/** A bad address is found when the order arrives, before the pick. */
import { understandAddress } from '../../facts/address.ts';
import { isAddressConfirmed } from '../release-content.ts';
import { block, isPreFlight } from '../pre-flight.ts';
import type { Rule } from '../draft.ts';

export const addressCheck: Rule = (at, draft) => {
  const understood = understandAddress(at.snapshot.shipTo, isAddressConfirmed(at));
  if (!isPreFlight(at, draft) || understood.is === 'complete') return draft;
  const { parts } = understood;
  return block(at, draft, 'address.incomplete', parts.join(', '), { is: 'address-lacks', parts });
};
