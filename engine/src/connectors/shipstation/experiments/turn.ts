/**
 * Plays an experiment up to where it stands and says what is next. What is written down between two
 * turns is the run, and what was kept of each answer.
 */
import { z } from 'zod';
import { instant, type Instant } from '../../../core/model/instant.ts';
import {
  allOf, notLearnt, type Experiment, type Findings, type Noted, type Run, type Story, type Wish,
} from './experiment.ts';

/** A step that broke off so often is given up; what it left is still taken back. */
const runsAtMost = 3;

const progressShape = z.object({
  begunAt: z.int(),
  /** Counted from 1: a step that broke off begins anew, with orders of another number. */
  count: z.int(),
  notes: z.array(z.object({ at: z.int(), kept: z.json() })),
});
export type Progress = z.output<typeof progressShape>;

export const readProgress = (text: string | null, now: Instant): Progress =>
  text === null ? begin(now, 1) : progressShape.parse(JSON.parse(text));

export const renderProgress = (progress: Progress): string => JSON.stringify(progress);

const begin = (now: Instant, count: number): Progress => ({ begunAt: now, count, notes: [] });

/** From its beginning, since nobody knows how far the last run came. */
export const begunAnew = (progress: Progress, now: Instant): Progress =>
  begin(now, progress.count + 1);

export const withNote = (progress: Progress, note: Noted): Progress =>
  // Holds because notes are JSON already; the shape that reads them back says so again.
  ({ ...progress, notes: [...progress.notes, note as Progress['notes'][number]] });

export type Next =
  | { readonly is: 'ask'; readonly wish: Extract<Wish, { is: 'ask' }>; readonly progress: Progress }
  | { readonly is: 'rest'; readonly until: Instant; readonly progress: Progress }
  | { readonly is: 'over'; readonly findings: Findings };

export const next = (experiment: Experiment, begun: Progress, now: Instant): Next => {
  let progress = begun;
  const story = whole(experiment, progress);
  let step = story.next();
  let told = 0;
  for (;;) {
    if (step.done === true) return { is: 'over', findings: step.value };
    const note = progress.notes[told];
    if (note !== undefined) {
      told += 1;
      step = story.next(note);
      continue;
    }
    const wish = step.value;
    if (wish.is === 'ask') return { is: 'ask', wish, progress };
    if (wish.until > now) return { is: 'rest', until: wish.until, progress };
    progress = withNote(progress, { at: now, kept: null });
  }
};

/** Cleans up what an earlier run may have left, tells the story, and cleans up after itself. */
function* whole(experiment: Experiment, { begunAt, count }: Progress): Story<Findings> {
  const run: Run = {
    // The key of a deleted order stays taken, so that no run may ever use one again.
    id: `${experiment.step}-${begunAt.toString(36)}-${String(count)}`.toUpperCase(),
    begunAt: instant(begunAt),
  };
  if (experiment.clean !== null) yield* experiment.clean();
  const findings = count > runsAtMost
    ? notLearnt(experiment.finds, `it broke off ${String(runsAtMost)} times`)
    : yield* experiment.tell(run);
  const left = experiment.clean === null ? [] : yield* experiment.clean();
  return allOf([findings, { learnt: [], notLearnt: [], sentences: left }]);
}
