import type { ChannelPolicy, Policy } from './policy.ts';
import type { Problem } from './reading.ts';

/**
 * Which party can tell the channel depends on how the order came into ShipStation: an order that
 * we create stands in a manual store, and a manual store tells nobody.
 */
export const refusedNotices = (policy: Policy): readonly Problem[] =>
  Object.entries(policy.channels).flatMap(([name, channel]) => {
    const problem = refusal(channel);
    return problem === null ? [] : [{ path: `channels.${name}.toldBy`, problem }];
  });

const refusal = ({ enters, toldBy, toldWhen }: ChannelPolicy): string | null => {
  if (toldBy === 'shipstation' && enters === 'gatepass') {
    return (
      'shipstation can tell the channel only of orders that a store brought in; orders that ' +
      'Gatepass creates stand in a manual store and tell nobody. Say gatepass or warehouse'
    );
  }
  if (toldBy === 'shipstation' && toldWhen === 'dispatched') {
    return (
      'shipstation tells the channel as soon as the label is made and cannot wait for the ' +
      'dispatch. Say toldWhen: label, or let gatepass tell'
    );
  }
  if (toldBy === 'gatepass' && enters === 'channel') {
    return (
      'a connected store is told by ShipStation at the label; a second notice by gatepass would ' +
      'tell the buyer twice. Say shipstation, or bring orders in by gatepass'
    );
  }
  return null;
};
