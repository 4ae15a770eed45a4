import { expect, test } from 'vitest';
import { experimentsShape, type ExperimentsView } from '../../api/shapes.ts';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { runCommand } from '../run.ts';
import type { Surroundings } from '../surroundings.ts';

type Step = ExperimentsView['steps'][number];

const stepOf = (step: string, over: Partial<Step> = {}): Step => ({
  step, question: `How is ${step}?`, does: [`Looks at ${step}.`], leaves: 'Nothing.',
  callsAtMost: 3, takes: 'a second', isAlone: false, state: 'not-asked', consentedBy: null,
  consentedAt: null, calls: 0, goesOnAt: null, inTheWay: null, endedAt: null, notLearnt: [],
  sentences: [], ...over,
});

const unknownOf = (
  name: string, over: Partial<ExperimentsView['unknowns'][number]> = {},
): ExperimentsView['unknowns'][number] => ({
  name, meaning: `the ${name}`, values: ['bad', 'good'], assumed: 'bad', value: null,
  evidence: null, learntAt: null, step: 'lists', why: null, how: null, ...over,
});

const path = '/v1/connections/uk/experiments';

/** A Gatepass that needs two looks for each step that it was given consent to. */
const account = (over: { readonly mode?: 'live' | 'shadow'; readonly steps?: Step[] } = {}) => {
  const steps = over.steps ?? [stepOf('lists'), stepOf('limit', { isAlone: true })];
  let looks = 0;
  const view = (): ExperimentsView => experimentsShape.parse({
    connection: 'uk', mode: over.mode ?? 'live',
    steps: steps.map((one) => (one.state === 'not-asked' ? one : {
      ...one, state: looks > 2 ? 'over' : 'underway', calls: looks,
      endedAt: looks > 2 ? '2026-11-24T17:00:00.000Z' : null,
    })),
    unknowns: [
      unknownOf('colour', looks > 2 ? { value: 'good', evidence: 'it was seen' } : {}),
      unknownOf('taste', { step: null, why: 'it costs', how: 'Eat it.' }),
    ],
  });
  const routes: Routes = {
    [`GET ${path}`]: () => {
      looks += 1;
      return { document: view() };
    },
    [`POST ${path}`]: ({ body }) => {
      const asked = JSON.stringify(body);
      for (const [index, one] of steps.entries()) {
        if (asked.includes(`"${one.step}"`)) steps[index] = { ...one, state: 'waiting' };
      }
      return { document: view() };
    },
  };
  return routes;
};

async function probe(
  argv: readonly string[], routes: Routes, changes: Partial<Surroundings> = {},
) {
  const pretended = pretend(routes, { pause: () => Promise.resolve(), ...changes });
  const code = await runCommand(['probe', 'uk', ...argv], pretended.surroundings);
  const consented = pretended.asked.filter((one) => one.method === 'POST').map((one) => one.body);
  return {
    code, consented, printed: pretended.printed(), complained: pretended.complained(),
  };
}

test('without a person and without a flag it lists, and nothing is consented to', async () => {
  const { code, consented, printed } = await probe([], account());
  expect({ code, consented }).toEqual({ code: 0, consented: [] });
  expect(printed).toContain('lists: How is lists?\n  Looks at lists.\n  Leaves behind: Nothing.\n' +
    '  At most 3 calls; a second. No label, no postage.\n');
  expect(printed).toContain('Nothing was done: no step was consented to.');
});

test('each step is asked about; what is not answered with y is not done', async () => {
  const asked: string[] = [];
  const steps = ['lists', 'orders', 'hook'].map((one) => stepOf(one));
  const answers = ['n', 'y', ''];
  const { consented } = await probe([], account({ steps }), {
    askPerson: (question) => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? '');
    },
  });
  expect(asked).toHaveLength(3);
  expect(consented).toEqual([{ steps: ['orders'] }]);
});

test('what was learnt is told: what differs first, and what nobody finds out', async () => {
  const { code, consented, printed } = await probe(['--yes', 'lists'], account());
  expect({ code, consented }).toEqual({ code: 0, consented: [{ steps: ['lists'] }] });
  expect(printed).toContain('lists: begun\nlists: over after 3 calls\n');
  expect(printed).toContain('Otherwise than was assumed:\n' +
    '  colour = good: the colour (it was seen). It was taken for bad.\n');
  expect(printed).toContain('taste: the taste. Because it costs. Eat it.');
});

test('--all leaves out what needs shadow mode while the connection is live', async () => {
  const { consented, printed } = await probe(['--all'], account());
  expect(consented).toEqual([{ steps: ['lists'] }]);
  expect(printed).toContain('Left out: limit.');
  expect((await probe(['--all'], account({ mode: 'shadow' }))).consented)
    .toEqual([{ steps: ['lists', 'limit'] }]);
});

test('started again after it was stopped, it follows what goes on', async () => {
  const steps = [stepOf('lists', { state: 'underway' })];
  const { code, consented, printed } = await probe([], account({ steps }));
  expect({ code, consented }).toEqual({ code: 0, consented: [] });
  expect(printed).toContain('Still being carried out, by an earlier consent: lists.');
  expect(printed).toContain('lists: over after 3 calls');
});

test('what could not be found out is the exit code 1, with the reason', async () => {
  const steps = [stepOf('lists', { notLearnt: [{ name: 'colour', why: 'it was dark' }] })];
  const { code, printed } = await probe(['--yes', 'lists'], account({ steps }));
  expect(code).toBe(1);
  expect(printed).toContain('colour: it was dark.');
});

test('an unknown step is the exit code 2, and nothing is done', async () => {
  const { code, consented, complained } = await probe(['--yes', 'lists,nine'], account());
  expect({ code, consented }).toEqual({ code: 2, consented: [] });
  expect(complained).toContain('There is no step called nine. Nothing was done.');
});

test('as JSON it prints the document and asks nobody', async () => {
  const askPerson = () => Promise.reject(new Error('nobody is asked'));
  const listed = await probe(['--json'], account(), { askPerson });
  expect(experimentsShape.parse(JSON.parse(listed.printed)).steps).toHaveLength(2);
  const done = await probe(['--json', '--yes', 'lists'], account(), { askPerson });
  expect(experimentsShape.parse(JSON.parse(done.printed)).unknowns[0]?.value).toBe('good');
});

test('a refusal of Gatepass is told in its words', async () => {
  const { code, complained } = await probe(['--yes', 'lists'], {
    ...account(), [`POST ${path}`]: () => problem(422, 'Nothing was begun.'),
  });
  expect(code).toBe(3);
  expect(complained).toContain('Nothing was begun.');
});
