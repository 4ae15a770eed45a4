/** One order by its id. A deleted one, and one combined into another, answers 404 [lim]. */
import type { LookAnswer, Seen } from '../../../contract/connector.ts';
import type { ShipStationOrderId } from '../../../core/model/ids.ts';
import { lookTimeoutMilliseconds } from '../manifest.ts';
import { closed } from '../translate/heard.ts';
import { orderShape } from '../translate/order.ts';
import { findings } from '../translate/reading.ts';
import type { V1 } from '../v1.ts';

export const lookAt = async (v1: V1, order: ShipStationOrderId): Promise<LookAnswer> => {
  const heard = await v1.call({
    method: 'GET', body: null, timeoutMilliseconds: lookTimeoutMilliseconds, purpose: 'sweep order',
  }, `/orders/${order}`);
  switch (heard.is) {
    case 'unanswered':
      return heard.unanswered;
    case 'turned-down':
      return heard.status === 404
        ? page([{ kind: 'shipstation-order-gone', order }]) : closed('refused', heard.text);
    case 'json': {
      const read = orderShape.safeParse(heard.value);
      if (!read.success) return page([], [`order ${order}: ${findings(read.error)}`]);
      return read.data.id === order
        ? page([{ kind: 'shipstation-order', order: read.data }])
        : closed('unreadable', `ShipStation's answer is not order ${order}`);
    }
    default:
      return heard satisfies never;
  }
};

const page = (seen: readonly Seen[], unreadable: readonly string[] = []): LookAnswer =>
  ({ is: 'page', seen, next: null, unreadable });
