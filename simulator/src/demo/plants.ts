import type { DayDeed } from '../day/day.ts';
import { makeDay } from '../day/make-day.ts';
import { calm } from '../day/troubles.ts';
import type { Moment } from '../machine.ts';
import { channelOf, channels, placedDay, places } from './places.ts';

/**
 * The four faults that a visitor can find on the first day, as things that happen to pretended
 * systems. Gatepass knows of none of them.
 *
 * 1. 31 orders ask for a service that nobody has mapped.
 * 2. In a busy hour a warehouse's system takes no messages.
 * 3. A short pick: one unit was not in its bin.
 * 4. The desk voids a label and makes another, and the marketplace takes no second number.
 */
export const planted = {
  service: 'DPD-12X',
  orders: 31,
  shortPick: 'SO-690000',
} as const;

const hourMs = 3_600_000;
const minuteMs = 60_000;

export function plantFaults(
  deeds: readonly DayDeed[],
  troubled: ReadonlySet<string>,
  midnight: Moment,
): readonly DayDeed[] {
  const at = (hours: number, minutes = 0) => midnight + hours * hourMs + minutes * minuteMs;
  // A visitor finds them waiting.
  const early = packedBefore(deeds, at(8, 50)).filter((number) => !troubled.has(number));
  const relabelled = early.find((number) => channelOf(number) === channels.other);
  if (relabelled === undefined) throw new Error('The first hours sell nothing on the marketplace');
  const others = early.filter((number) => number !== relabelled);
  const step = Math.floor(others.length / planted.orders);
  const unmapped = new Set(
    others.filter((_, index) => index % step === 0).slice(0, planted.orders),
  );
  return [
    ...deeds.map((deed) => withService(deed, unmapped)),
    { is: 'shop.fixes', at: at(7), orderNumber: relabelled },
    { is: 'desk.relabels', at: at(8, 30), orderNumber: relabelled },
    { is: 'door.closes', at: at(9, 5), door: 'leicester', until: at(10) },
    { is: 'door.closes', at: at(12, 30), door: 'leeds', until: at(13, 30) },
  ];
}

const packedBefore = (deeds: readonly DayDeed[], until: Moment): readonly string[] => [
  ...new Set(deeds.flatMap((deed) =>
    deed.is === 'floor.does' && deed.step.stage === 'packed' && deed.at < until
      ? [deed.step.asked.orderNumber] : [])),
];

function withService(deed: DayDeed, numbers: ReadonlySet<string>): DayDeed {
  if (deed.is === 'shop.tells' && numbers.has(deed.order.orderNumber)) {
    return { ...deed, order: { ...deed.order, requestedService: planted.service } };
  }
  if (deed.is === 'floor.does' && numbers.has(deed.step.asked.orderNumber)) {
    const asked = { ...deed.step.asked, service: planted.service };
    return { ...deed, step: { ...deed.step, asked } };
  }
  return deed;
}

/** One order of which a unit is missing and whose customer waits for it. */
export function shortPicked(midnight: Moment): readonly DayDeed[] {
  const [place] = places;
  if (place === undefined) throw new Error('The demo has no warehouse');
  for (let seed = 1; seed < 100; seed += 1) {
    const day = makeDay({
      seed, startsAt: midnight + 7 * hourMs, lengthMs: hourMs, ordersPerHour: 1,
      shares: { ...calm, course: { shortPick: 1 } }, waveEveryMs: 10 * minuteMs,
      firstNumber: Number(planted.shortPick.slice('SO-'.length)), firstWave: 90,
    });
    // In every second case the customer gives up what is missing: not in this one.
    if (day.deeds.filter((deed) => deed.is === 'shop.tells').length === 1) {
      return placedDay(day, place);
    }
  }
  throw new Error('No short pick that is waited for');
}
