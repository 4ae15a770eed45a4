/** What each change of one order asks of V1, and when it has been made. */
import { readKey } from '../../../core/model/ids.ts';
import type { Action } from '../../../core/model/decision.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { renderPacific } from './pacific.ts';
import { idNumber } from './reading.ts';
import type { Shown } from './shown.ts';

export type Plan =
  /** Nothing to write: somebody did it, or we did and lost the answer. */
  | { readonly is: 'as-wished' }
  | { readonly is: 'barred'; readonly code: string; readonly text: string }
  | { readonly is: 'write'; readonly path: string; readonly body: unknown };

/** Why an order does not show what was asked: closed by somebody, or simply not as asked. */
export type Lack = { readonly is: 'closed' | 'not-as-asked'; readonly text: string };

export type Change = {
  readonly operation: Action['do'];
  readonly plan: (shown: Shown) => Plan;
  /** Null when the order shows what was asked. */
  readonly lacking: (before: Shown, after: Shown) => Lack | null;
};

export const shippedMeanwhile: Lack = {
  is: 'closed',
  text: 'a label was made meanwhile, or the order was marked as shipped',
};
export const cancelledMeanwhile: Lack = {
  is: 'closed', text: 'the order was cancelled there meanwhile',
};

export const barredBy = ({ text }: Lack): Plan =>
  ({ is: 'barred', code: 'shipstation.closed', text });

/** What ShipStation calls the status it is in, for a sentence. */
const statusOf = ({ order: { status } }: Shown): string =>
  status.is === 'other' ? `“${status.text}”` : status.is.replaceAll('-', ' ');

const stillStands = (after: Shown): Lack =>
  ({ is: 'not-as-asked', text: `the order is still ${statusOf(after)}` });

export const withdrawal: Change = {
  operation: 'withdraw-order',
  plan: (shown) => {
    const { order, document } = shown;
    if (order.status.is === 'cancelled') return { is: 'as-wished' };
    if (order.status.is === 'shipped') return barredBy(shippedMeanwhile);
    if (carriesSeveral(shown)) {
      return {
        is: 'barred', code: 'shipstation.combined',
        text: 'the order also carries lines of other consignments; only a person can part them',
      };
    }
    // A carrier that the desk chose without a service would be refused as invalid [flu].
    const carrier = order.service === null ? { carrierCode: null } : {};
    return {
      is: 'write', path: '/orders/createorder',
      body: { ...document, ...carrier, orderStatus: 'cancelled' },
    };
  },
  lacking: (_, after) => {
    const { status } = after.order;
    if (status.is === 'cancelled') return null;
    return status.is === 'shipped' ? shippedMeanwhile : stillStands(after);
  },
};

/** Cancelling it would take away what others are owed. */
const carriesSeveral = ({ order }: Shown): boolean => {
  const consignments = order.lines.flatMap(({ key }) => {
    const ours = key === null ? null : readKey(key);
    return ours === null ? [] : [ours.consignment];
  });
  return order.combines.length > 0 || new Set(consignments).size > 1;
};

/**
 * ShipStation knows no hold without an end: on this date it would let the order go by itself
 * [v1d]. As far away as is sensible: below the end of 32-bit time in January 2038, which what
 * lies between may still count in, and years beyond the life of any order. Always the same
 * date, so that our own hold is told from a person's.
 */
export const parkedUntil = '2037-12-31';

export const parking: Change = {
  operation: 'park-order',
  plan: ({ order, heldUntil }) => {
    if (order.status.is === 'shipped') return barredBy(shippedMeanwhile);
    if (order.status.is === 'cancelled') return barredBy(cancelledMeanwhile);
    if (order.status.is === 'on-hold' && heldUntil === parkedUntil) return { is: 'as-wished' };
    // What we hold we also let go: somebody else's hold must not become ours.
    if (order.status.is === 'on-hold') {
      return {
        is: 'barred', code: 'shipstation.held', text: 'somebody put the order on hold already',
      };
    }
    const body = { orderId: idNumber(order.id), holdUntilDate: parkedUntil };
    return { is: 'write', path: '/orders/holduntil', body };
  },
  lacking: (_, after) => {
    const { status } = after.order;
    if (status.is === 'on-hold') return null;
    if (status.is === 'cancelled') return cancelledMeanwhile;
    return status.is === 'shipped' ? shippedMeanwhile : stillStands(after);
  },
};

export const unparking: Change = {
  operation: 'unpark-order',
  plan: ({ order, heldUntil }) => {
    if (order.status.is === 'shipped') return barredBy(shippedMeanwhile);
    if (order.status.is === 'cancelled') return barredBy(cancelledMeanwhile);
    if (order.status.is !== 'on-hold') return { is: 'as-wished' };
    // A hold without a date may be ours: an update of the order drops the date.
    if (heldUntil !== null && heldUntil !== parkedUntil) {
      return {
        is: 'barred', code: 'shipstation.held',
        text: 'somebody put the order on hold again, until a date of their own',
      };
    }
    const body = { orderId: idNumber(order.id) };
    return { is: 'write', path: '/orders/restorefromhold', body };
  },
  lacking: (_, after) => {
    const { status } = after.order;
    if (status.is === 'on-hold') return stillStands(after);
    if (status.is === 'cancelled') return cancelledMeanwhile;
    return status.is === 'shipped' ? shippedMeanwhile : null;
  },
};

/** Looks first: V1 has no guard against a second call, which would write a second fulfilment. */
export const marking = (sent: {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAt: Instant;
}): Change => ({
  operation: 'mark-as-shipped',
  plan: ({ order }) => {
    if (order.status.is === 'shipped') return { is: 'as-wished' };
    if (order.status.is === 'cancelled') return barredBy(cancelledMeanwhile);
    return {
      is: 'write',
      path: '/orders/markasshipped',
      body: {
        orderId: idNumber(order.id),
        carrierCode: sent.carrier,
        shipDate: renderPacific(sent.shippedAt).slice(0, 10),
        trackingNumber: sent.trackingNumber,
        // Who tells customer and channel is the policy's choice, not a side effect of this.
        notifyCustomer: false,
        notifySalesChannel: false,
      },
    };
  },
  lacking: (_, after) => {
    const { status } = after.order;
    if (status.is === 'shipped') return null;
    return status.is === 'cancelled' ? cancelledMeanwhile : stillStands(after);
  },
});
