import type { Day, DayDeed } from '../day/day.ts';
import { chance } from '../chance.ts';

/** A pretended warehouse of the demo, and how much of the trade goes through it. */
export type Place = { readonly warehouse: string; readonly prefix: string; readonly share: number };

export const places: readonly Place[] = [
  { warehouse: 'leicester', prefix: 'LE', share: 0.6 },
  { warehouse: 'leeds', prefix: 'LS', share: 0.4 },
];

export const channels = { usual: 'shopify-uk', other: 'marketplace-uk' } as const;

/** Three orders in ten come from the marketplace. */
export const channelOf = (orderNumber: string): string =>
  chance(11, `demo/channel/${orderNumber}`, 0) < 0.3 ? channels.other : channels.usual;

/**
 * The work of a day as this warehouse does and tells it. Its system speaks when an order arrives,
 * when the walk begins and when the box is packed, as most do; of a troubled order it says all.
 */
export function placedDay(day: Day, place: Place): readonly DayDeed[] {
  const troubled = new Set(day.troubles.map(({ orderNumber }) => orderNumber));
  return day.deeds.map((deed): DayDeed => {
    if (deed.is === 'shop.tells') {
      const channel = channelOf(deed.order.orderNumber);
      return { ...deed, order: { ...deed.order, channel } };
    }
    if (deed.is !== 'floor.does') return deed;
    const { step } = deed;
    const { orderNumber } = step.asked;
    const reference = step.reference.replace(/^LE/, place.prefix);
    const isUntold = !troubled.has(orderNumber) && quietStages.includes(step.stage);
    const asked = {
      ...step.asked, reference, warehouse: place.warehouse, channel: channelOf(orderNumber),
      wave: `${place.prefix}-${step.asked.wave ?? ''}`,
    };
    return {
      ...deed,
      step: { ...step, asked, reference, ...(isUntold && { tellings: [] }) },
    };
  });
}

const quietStages: readonly string[] = ['allocated', 'picked'];
