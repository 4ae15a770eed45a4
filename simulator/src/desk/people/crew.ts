import { z } from 'zod';
import type { Moment } from '../../machine.ts';
import type { DeskHabit, Habits } from '../habits.ts';
import { deskHabits, machineLike, people } from '../habits.ts';

/** People at the shipping desk: who they are, when they are there, and what they tend to do. */
export type Crew = {
  readonly packers: readonly Packer[];
  readonly habits: Habits;
  readonly timeZone: string;
  /** Seconds that one order takes, at least and at most. */
  readonly secondsAnOrder: readonly [number, number];
  /** Until somebody looks at the list again, a new order is not noticed. */
  readonly noticeAfterMs: number;
  /** Turns of work so far: the counter of every draw. */
  readonly turns: number;
  readonly presence: ReadonlyMap<string, Presence>;
  readonly busyUntil: ReadonlyMap<string, Moment>;
  /** Orders that everybody takes for done, or that were put aside. */
  readonly setAside: ReadonlySet<number>;
  readonly tasks: readonly Task[];
};

export type Packer = {
  readonly name: string;
  /** Wall-clock times: the shift, and breaks in it. */
  readonly from: string;
  readonly to: string;
  readonly breaks: readonly (readonly [from: string, to: string])[];
  /** How this one sorts the list. */
  readonly sorts: 'ship-by' | 'carrier' | 'age';
};

export type Presence = { readonly isThere: boolean; readonly until: Moment };

/** Something that one of them means to do to a label later. */
export type Task = {
  readonly at: Moment;
  readonly who: string;
  readonly habit: DeskHabit;
  readonly orderId: number;
  readonly shipmentId: number;
};

const breaksAt = (tea: string, teaEnds: string, lunch: string, lunchEnds: string) =>
  [[tea, teaEnds], [lunch, lunchEnds]] as const;

/** Two early, one through the day, one late; somebody is always there from six to ten. */
export const usualPackers: readonly Packer[] = [
  {
    name: 'Maya', from: '06:00', to: '14:30', sorts: 'ship-by',
    breaks: breaksAt('08:30', '08:45', '11:30', '12:00'),
  },
  {
    name: 'Tom', from: '06:00', to: '14:30', sorts: 'carrier',
    breaks: breaksAt('09:00', '09:15', '12:00', '12:30'),
  },
  {
    name: 'Priya', from: '09:00', to: '17:30', sorts: 'age',
    breaks: breaksAt('10:30', '10:45', '12:30', '13:00'),
  },
  {
    name: 'Owen', from: '13:30', to: '22:00', sorts: 'ship-by',
    breaks: breaksAt('15:45', '16:00', '18:00', '18:30'),
  },
];

export const newCrew = (given: Partial<CrewSettings> = {}): Crew => ({
  packers: given.packers ?? usualPackers,
  habits: given.habits ?? people,
  timeZone: given.timeZone ?? 'Europe/London',
  secondsAnOrder: given.secondsAnOrder ?? [20, 70],
  noticeAfterMs: given.noticeAfterMs ?? 30_000,
  turns: 0,
  presence: new Map(),
  busyUntil: new Map(),
  setAside: new Set(),
  tasks: [],
});

export type CrewSettings = Pick<
  Crew,
  'packers' | 'habits' | 'timeZone' | 'secondsAnOrder' | 'noticeAfterMs'
>;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
// Holds because the names are those of the table.
const habitNames = Object.keys(deskHabits) as [DeskHabit, ...DeskHabit[]];

/** As the control API takes it: a named profile, and whatever shall differ from it. */
export const crewShape = z.strictObject({
  profile: z.enum(['people', 'machine-like']).default('people'),
  habits: z.partialRecord(z.enum(habitNames), z.number().min(0).max(1)).default({}),
  packers: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        from: wallTime,
        to: wallTime,
        breaks: z.array(z.tuple([wallTime, wallTime])).default([]),
        sorts: z.enum(['ship-by', 'carrier', 'age']).default('ship-by'),
      }),
    )
    .min(1)
    .max(50)
    .optional(),
  timeZone: z.string().optional(),
  secondsAnOrder: z.tuple([z.number().min(1), z.number().min(1)]).optional(),
  noticeAfterMs: z.int().min(0).optional(),
});

export function crewAsked(asked: z.infer<typeof crewShape>): Crew {
  const { profile, habits, ...given } = asked;
  const from = profile === 'people' ? people : machineLike;
  const settings = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  return newCrew({ ...settings, habits: { ...from, ...habits } });
}
