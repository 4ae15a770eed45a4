/** The warehouse's word for a service must have a mapping; without one the order stops. */
import { carrierForChannel, carrierForWarehouse, serviceFor } from '../../policy/mapping.ts';
import { raise, type Rule } from '../draft.ts';
import { block, isPreFlight } from '../pre-flight.ts';

export const serviceCheck: Rule = (at, draft) => {
  if (!isPreFlight(at, draft)) return draft;
  const { snapshot, policy, channel } = at;
  const service = serviceFor(policy, snapshot.service);
  if (service === null) {
    return block(at, draft, 'service.unmapped', snapshot.service ?? 'no service named', {
      is: 'service-unmapped', says: snapshot.service,
    });
  }
  if (service.is === 'mapped' && service.package === null && snapshot.parcels.length > 0) {
    return block(at, draft, 'package.missing', service.says, {
      is: 'package-missing', service: service.says,
    });
  }
  const carriers = service.is === 'mapped' ? [service.carrier] : service.expect;
  const since = at.says.since.received ?? at.says.arrivedAt;
  // The label could be made, but nobody could be told of it: known now, it is mended by then.
  return carriers.reduce((so, carrier) => {
    const untellable = [
      carrierForWarehouse(policy, carrier) === null ? at.facts.warehouse : null,
      channel?.toldBy === 'gatepass' &&
        carrierForChannel(policy, carrier, snapshot.channel) === null ? snapshot.channel : null,
    ].filter((who) => who !== null);
    return untellable.reduce((and, who) => raise(and, 'carrier.unmapped', {
      fault: `${carrier} for ${who}`, since, because: { is: 'carrier-unmapped', carrier, who },
    }), so);
  }, draft);
};
