import type { Moment } from '../machine.ts';
import type { PackAsked } from '../warehouse/floor.ts';
import { courseOf, timingOf } from './course.ts';
import type { Day, DayDeed } from './day.ts';
import { drawsOf } from './draw.ts';
import type { Sale } from './sale.ts';
import { makeSale } from './sale.ts';
import { tellBeats } from './telling.ts';
import type { Shares, TroubleName } from './troubles.ts';

export type DayAsked = {
  readonly seed: number;
  readonly startsAt: Moment;
  /** How long customers buy; the floor finishes what they bought. */
  readonly lengthMs: number;
  readonly ordersPerHour: number;
  readonly shares: Shares;
  /** How often a wave of picking begins. */
  readonly waveEveryMs?: number;
  /** The parcel must leave by this wall-clock time of the warehouse (`16:30`). */
  readonly cutOff?: string;
  readonly timeZone?: string;
  /** The number of the first order, and of the first wave; several days share one world. */
  readonly firstNumber?: number;
  readonly firstWave?: number;
};

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** A picker reaches the next tote of a wave after about so long. */
const stepOfWalkMs = 6_000;

/** A whole day from a seed: the same asked, the same day. Pure, and made before it begins. */
export function makeDay(asked: DayAsked): Day {
  const { seed, shares, startsAt, lengthMs } = asked;
  const count = Math.round((asked.ordersPerHour * lengthMs) / hourMs);
  const sales = Array.from({ length: count }, (_, index) => {
    const draw = drawsOf(seed, index);
    const at = startsAt + Math.floor(((index + draw.unit('at')) * lengthMs) / count);
    const shipBy = shipByOf(asked, at, draw.unit('promise'));
    return makeSale({ index, at, shipBy, shares, draw, firstNumber: asked.firstNumber });
  });
  const deeds: DayDeed[] = [];
  const troubles: { orderNumber: string; trouble: TroubleName }[] = [];
  for (const { sale, walks } of inWaves(sales, asked)) {
    const { orderNumber } = sale.order;
    const note = (trouble: TroubleName | null) => {
      if (trouble !== null) troubles.push({ orderNumber, trouble });
    };
    note(sale.course);
    note(sale.shape);
    deeds.push({ is: 'shop.tells', at: sale.at, order: sale.order });
    for (const [number, { sheet, walkAt }] of walks.entries()) {
      const draw = drawsOf(seed + 7_919, sale.index);
      const course = courseOf(sale, sheet, number === 0, timingOf(sale, walkAt, draw), draw);
      deeds.push(...course.told.map(({ at, order }) => ({ is: 'shop.tells', at, order }) as const));
      const reference = sheet.reference ?? `LE-${orderNumber}`;
      for (const told of tellBeats(reference, course.beats, sale.shape, shares, seed)) {
        deeds.push({ is: 'floor.does', at: told.at, step: told.step });
        note(told.trouble);
      }
    }
  }
  const inOrder = deeds.toSorted((a, b) => a.at - b.at);
  return {
    seed,
    startsAt,
    salesEndAt: startsAt + lengthMs,
    endsAt: inOrder.at(-1)?.at ?? startsAt,
    deeds: inOrder,
    troubles,
  };
}

/** Today's cut-off, or tomorrow's for what comes too late and for one order in seven. */
function shipByOf(asked: DayAsked, at: Moment, draw: number): Moment {
  const zone = asked.timeZone ?? 'Europe/London';
  const placed = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const cutOff = placed.withPlainTime(Temporal.PlainTime.from(asked.cutOff ?? '16:30'));
  const isTooLate = cutOff.epochMilliseconds - at < hourMs;
  return (isTooLate || draw < 1 / 7 ? cutOff.add({ days: 1 }) : cutOff).epochMilliseconds;
}

type Walk = { readonly sheet: PackAsked; readonly walkAt: Moment };

/** Puts what was bought in one stretch of time into a wave, walked in the order of bins. */
function inWaves(
  sales: readonly Sale[],
  asked: DayAsked,
): readonly { readonly sale: Sale; readonly walks: readonly Walk[] }[] {
  const everyMs = asked.waveEveryMs ?? 5 * minuteMs;
  const waveOf = (sale: Sale) => Math.floor((sale.at - asked.startsAt) / everyMs);
  return [...Map.groupBy(sales, waveOf)].flatMap(([wave, members]) => {
    const startsAt = asked.startsAt + (wave + 1) * everyMs + minuteMs;
    const sheets = members.flatMap((sale) => sale.consignments.map((sheet) => ({ sale, sheet })));
    const walked = sheets.toSorted((a, b) => firstBin(a.sheet).localeCompare(firstBin(b.sheet)));
    return members.map((sale) => ({
      sale,
      walks: walked.flatMap((row, place) =>
        row.sale === sale
          ? [walk(row.sheet, wave + (asked.firstWave ?? 0), place, startsAt)]
          : [],
      ),
    }));
  });
}

const walk = (sheet: PackAsked, wave: number, place: number, startsAt: Moment): Walk => ({
  sheet: { ...sheet, wave: `W-${String(wave + 1).padStart(3, '0')}`, sequence: place + 1 },
  walkAt: startsAt + place * stepOfWalkMs,
});

const firstBin = (sheet: PackAsked): string =>
  sheet.lines.map((line) => line.bin ?? '').toSorted((a, b) => a.localeCompare(b))[0] ?? '';
