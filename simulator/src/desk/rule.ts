import type { Moment } from '../machine.ts';
import { gramsOf } from '../shipstation/labels.ts';
import type { LabelChoice } from '../shipstation/labels.ts';
import { pacificDate } from '../shipstation/pacific.ts';
import type { Order, Weight } from '../shipstation/shapes.ts';

/**
 * How the desk chooses where the order leaves it open: small parcels in the country by Royal
 * Mail, larger ones by DPD, everything abroad by Royal Mail's tracked service.
 */
export function chooseLabel(order: Order, now: Moment): LabelChoice {
  const weight = order.weight !== null && order.weight.value > 0 ? order.weight : weighed(order);
  const choice =
    order.carrierCode !== null && order.serviceCode !== null
      ? { carrierCode: order.carrierCode, serviceCode: order.serviceCode }
      : deskChoice(order, gramsOf(weight));
  return {
    ...choice,
    orderId: order.orderId,
    packageCode: order.packageCode ?? 'package',
    weight,
    dimensions: order.dimensions,
    confirmation: order.confirmation,
    shipDate: pacificDate(now),
  };
}

function deskChoice(order: Order, grams: number) {
  if (order.shipTo.country !== 'GB') {
    return { carrierCode: 'royal_mail', serviceCode: 'royal_mail_international_tracked' };
  }
  return grams <= 2_000
    ? { carrierCode: 'royal_mail', serviceCode: 'royal_mail_tracked_48' }
    : { carrierCode: 'dpd', serviceCode: 'dpd_next_day' };
}

/** Without a weight on the order the parcel goes on the scale: goods plus a box of 60 g. */
function weighed(order: Order): Weight {
  const goods = order.items.reduce((sum, item) => {
    const each = item.weight === null ? 250 : gramsOf(item.weight);
    return sum + each * item.quantity;
  }, 60);
  return { value: Math.round(goods), units: 'grams', WeightUnits: 2 };
}
