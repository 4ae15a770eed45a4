import { experimentsShape, type ExperimentsView } from '../../api/shapes.ts';
import { demand, type Known } from '../ask.ts';
import { Ending, exitCode } from '../ending.ts';
import type { Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { counted } from '../words.ts';

const lookEvery = 1_000;

/** A step may rest for some minutes; when so long nothing has moved at all, nobody works on it. */
const patience = 20 * 60_000;

const pauseFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => { setTimeout(resolve, milliseconds); });

type Step = ExperimentsView['steps'][number];

/** Looks until every watched step is over, and says what moves. */
export async function follow(
  { server, path, watched }: {
    readonly server: Server; readonly path: string; readonly watched: readonly string[];
  },
  surroundings: Surroundings,
  paper: Paper,
): Promise<Known<ExperimentsView>> {
  const { pause = pauseFor } = surroundings;
  const said = new Map<string, string>();
  let last = '';
  let unmoved = 0;
  for (;;) {
    const known = await demand(server, { method: 'GET', path }, experimentsShape, surroundings);
    const steps = known.value.steps.filter((one) => watched.includes(one.step));
    for (const step of steps) {
      const line = progressOf(step);
      if (line !== null && said.get(step.step) !== line) paper.write({ text: line, hang: 2 });
      if (line !== null) said.set(step.step, line);
    }
    if (steps.every((one) => one.state === 'over')) return known;
    const now = JSON.stringify(steps);
    unmoved = now === last ? unmoved + lookEvery : 0;
    last = now;
    if (unmoved > patience) throw stuck(steps);
    await pause(lookEvery);
  }
}

function progressOf({ step, state, calls, inTheWay, notLearnt }: Step): string | null {
  switch (state) {
    case 'not-asked':
    case 'waiting':
      return null;
    case 'underway':
      return inTheWay === null ? `${step}: begun` : `${step}: waits. ${inTheWay}`;
    case 'over':
      return `${step}: over after ${counted(calls, 'call')}` +
        (notLearnt.length === 0 ? '' : `, ${String(notLearnt.length)} not found out`);
    default:
      return state satisfies never;
  }
}

function stuck(steps: readonly Step[]): Ending {
  const waiting = steps.filter((one) => one.state !== 'over').map((one) => one.step);
  return new Ending(exitCode.no, [
    `Nothing has moved for ${String(patience / 60_000)} minutes: ${waiting.join(', ')}.`,
    'A step is carried out when the connection has nothing more urgent to do. gatepass doctor ' +
      'says how the connection stands; a step that needs it for itself waits for shadow mode.',
  ]);
}
