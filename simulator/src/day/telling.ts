import { chance } from '../chance.ts';
import type { Beat } from './beats.ts';
import type { FloorStep, Telling } from './day.ts';
import type { Shares, ShapeTrouble, TellingTrouble } from './troubles.ts';
import { drawn } from './troubles.ts';

export type ToldStep = {
  readonly at: number;
  readonly step: FloorStep;
  readonly trouble: TellingTrouble | null;
};

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** How each step of one consignment reaches Gatepass: late, twice, out of order, or not at all. */
export function tellBeats(
  reference: string,
  beats: readonly Beat[],
  shape: ShapeTrouble | null,
  shares: Shares,
  seed: number,
): readonly ToldStep[] {
  return beats.flatMap((beat, number) => {
    const draw = (name: string) => chance(seed, `${reference}/${name}`, number);
    const isLast = number === beats.length - 1;
    const wished = drawn(shares.telling, draw('telling'));
    // A system that never sends its last word would have to be rung up: it is late instead.
    const trouble = wished === 'lost' && isLast ? 'late' : wished;
    const keepsRevision = trouble === 'sameRevision' && number > 0;
    const again = beat.counts.slice(0, shape === 'duplicateLine' ? 1 : 0);
    const step: FloorStep = {
      reference,
      asked: beat.asked,
      stage: beat.stage,
      counts: [...beat.counts, ...again],
      really: beat.really,
      tellings: tellingsOf(trouble, draw),
      keepsRevision,
    };
    const told: ToldStep = { at: beat.at, step, trouble };
    if (!keepsRevision || !isLast) return [told];
    // Somebody rings up, and the same state is sent once more under a number of its own.
    const restated = { ...step, really: null, keepsRevision: false, tellings: [usual(draw)] };
    return [told, { at: beat.at + 6 * minuteMs, step: restated, trouble: null }];
  });
}

type DrawUnit = (name: string) => number;

const usual = (draw: DrawUnit): Telling => ({
  afterMs: 200 + Math.floor(draw('after') * 2_800),
  skewMs: 0,
});

function tellingsOf(trouble: TellingTrouble | null, draw: DrawUnit): readonly Telling[] {
  const first = usual(draw);
  const minutes = (name: string, from: number, to: number) =>
    Math.floor((from + draw(name) * (to - from)) * minuteMs);
  switch (trouble) {
    case 'lost':
      return [];
    case 'late':
      return [{ ...first, afterMs: minutes('late', 1, 8) }];
    case 'repeated':
      return [first, { ...first, afterMs: first.afterMs + minutes('repeated', 0.5, 5) }];
    case 'wrongClock':
      return [{ ...first, skewMs: (draw('skew') < 0.5 ? -3 : 3) * hourMs }];
    default:
      return [first];
  }
}
