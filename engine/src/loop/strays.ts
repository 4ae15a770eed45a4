/** What stands in ShipStation without a key of ours, and who may own it. */
import type { SeenInAccount } from '../contract/connector.ts';
import type { Claimant } from '../core/facts/whose-order.ts';
import type { GoingLive } from '../core/model/going-live.ts';
import { channelName, readKey, warehouseName } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Stray, Unclaimed } from '../store/unclaimed.ts';

/** Which channels, of which warehouses, may own what stands in an account without our key. */
export const claimantsOf = (
  policy: Policy,
  plans: readonly Pick<GoingLive, 'warehouse' | 'channel'>[],
  connection: string,
): readonly Claimant[] =>
  Object.entries(policy.warehouses)
    .filter(([, one]) => one.shipstation === connection)
    .flatMap(([warehouse]) => Object.entries(policy.channels)
      .flatMap(([channel, { enters, storeId }]): readonly Claimant[] => {
        const names = { warehouse: warehouseName(warehouse), channel: channelName(channel) };
        if (enters === 'channel') return [{ ...names, store: storeId }];
        // Another program may have brought in what Gatepass is to bring in from its start line on.
        const isBecomingLive = policy.connections[connection]?.mode === 'shadow' ||
          plans.some((one) => one.warehouse === warehouse && one.channel === channel);
        return enters === 'gatepass' && isBecomingLive ? [{ ...names, store: null }] : [];
      }));

/** Empty for what bears a key, even one of a consignment that is not known here, or no number. */
export const strayIn = (
  seen: SeenInAccount,
  connection: string,
  seenAt: Instant,
): readonly Unclaimed[] => {
  switch (seen.kind) {
    case 'shipstation-order': {
      const { order } = seen;
      return order.number === '' || isKeyed([order.key, ...order.lines.map((one) => one.key)])
        ? [] : [{
          connection, seenAt, stray: { kind: 'order', order }, order: order.id,
          number: order.number,
        }];
    }
    case 'label': {
      const { label } = seen;
      const keys = [label.orderKey, ...label.lines.map((one) => one.key)];
      return label.order === null || label.orderNumber === null || isKeyed(keys) ? [] : [{
        connection, seenAt, stray: { kind: 'label', label }, order: label.order,
        number: label.orderNumber,
      }];
    }
    case 'mark': {
      const { mark } = seen;
      return mark.order === null || mark.orderNumber === null ? [] : [{
        connection, seenAt, stray: { kind: 'mark', mark }, order: mark.order,
        number: mark.orderNumber,
      }];
    }
    case 'shipstation-order-gone':
      return [];
    default:
      return seen satisfies never;
  }
};

const isKeyed = (keys: readonly (string | null)[]): boolean =>
  keys.some((key) => key !== null && readKey(key) !== null);

export const asSeen = (stray: Stray): SeenInAccount => {
  switch (stray.kind) {
    case 'order': return { kind: 'shipstation-order', order: stray.order };
    case 'label': return { kind: 'label', label: stray.label };
    case 'mark': return { kind: 'mark', mark: stray.mark };
    default: return stray satisfies never;
  }
};
