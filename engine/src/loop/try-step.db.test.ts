/** Experiments by the hand that holds a connection: consent, turns, deaths, what comes of them. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { emptyTables, onEveryDatabase } from '../../tests/databases.ts';
import { documentOf, manifestOf, openStage, type Stage } from '../../tests/stage.ts';
import type { Connector, Session } from '../contract/connector.ts';
import type { StepManifest, StepTurn, StepTurned, Traits } from '../contract/experiment.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import { later } from '../core/model/instant.ts';
import { logAnswer, logCall } from '../store/calls.ts';
import type { Database } from '../store/database.ts';
import { beginTurn, readSteps } from '../store/experiments.ts';
import { migrate } from '../store/migrate.ts';
import { readTraits } from '../store/traits.ts';
import { applyPolicy } from './apply-policy.ts';
import { readBudget } from './budget.ts';
import { consentTo, readKnown } from './experiments.ts';
import { startLoop, type Loop } from './run.ts';
import type { Surroundings } from './surroundings.ts';

const patience = { timeout: 100_000, interval: 20 };

const step = (name: string, isAlone = false): StepManifest => ({
  step: name, question: `What is ${name}?`, does: [], leaves: 'Nothing.', callsAtMost: 3,
  takes: 'a second', isAlone,
});

onEveryDatabase('experiments', (size) => {
  let database: Database;
  let stage: Stage;
  let surroundings: Surroundings;
  let loop: Loop | null = null;
  let turns: StepTurn[];
  let known: Traits[];
  let answer: (turn: StepTurn) => StepTurned;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    turns = [];
    known = [];
    answer = twoCalls;
    surroundings = withSteps(stage);
    await stage.apply();
  });
  afterEach(async () => {
    await loop?.stop();
    loop = null;
  });

  /** Two calls, and then the colour is known. */
  const twoCalls = ({ step: name, progress }: StepTurn): StepTurned => {
    const calls = Number(progress ?? 0);
    return calls < 2 ? { is: 'goes-on', progress: String(calls + 1) } : { is: 'over', found: {
      learnt: [{
        name: `${name}-colour`, value: 'red', evidence: 'it was seen', at: stage.clock.now,
      }],
      notLearnt: [{ name: 'taste', why: 'nobody ate it' }], sentences: [],
    } };
  };

  const withSteps = ({ surroundings: usual }: Stage): Surroundings => {
    const account = usual.connectors['account'];
    if (account === undefined) throw new Error('the stage has an account');
    const open: Connector['open'] = (settings, wire, traits = {}) => {
      known.push(traits);
      const opened = account.open(settings, wire);
      if (opened.is === 'refused') return opened;
      const session: Session = {
        ...opened.session,
        tryStep: (turn) => {
          turns.push(turn);
          return Promise.resolve(answer(turn));
        },
      };
      return { is: 'session', session };
    };
    const manifest = manifestOf('account');
    return { ...usual, connectors: { ...usual.connectors, another: account, account: {
      manifest: { ...manifest, feeds: [], rate: manifest.rate === null ? null
        : { ...manifest.rate, refusedAreFreeIf: { trait: 'one-colour', is: 'red' } } },
      open, experiments: { steps: [step('one'), step('two'), step('alone', true)], unknowns: [] },
    } } };
  };

  const stepsNow = () => database.transaction((tx) => readSteps(tx, 'shipstation-uk'));
  const consent = (...steps: string[]) =>
    database.transaction((tx) =>
      consentTo(tx, surroundings, 'shipstation-uk', { steps, by: 'Asha' }));
  const overAll = () => vi.waitFor(async () => {
    stage.clock.now = later(stage.clock.now, 1_000);
    expect((await stepsNow()).every((one) => one.state === 'over')).toBe(true);
  }, patience);

  test('nothing is tried without consent, and what was consented to is done in order', async () => {
    loop = await startLoop(surroundings);
    await consent('two', 'one');
    await overAll();
    expect(turns.map((one) => one.step)).toEqual(['one', 'one', 'one', 'two', 'two', 'two']);
    expect(await stepsNow()).toMatchObject([
      { step: 'one', calls: 2, consentedBy: 'Asha', found: { notLearnt: [{ name: 'taste' }] } },
      { step: 'two', calls: 2 },
    ]);
    expect(await database.transaction((tx) => readTraits(tx, 'shipstation-uk'))).toMatchObject([
      { name: 'one-colour', value: 'red', step: 'one', consentedBy: 'Asha' },
      { name: 'two-colour', value: 'red', step: 'two', consentedBy: 'Asha' },
    ]);
  });

  test('what was learnt is handed to the connector, without a restart', async () => {
    loop = await startLoop(surroundings);
    await consent('one');
    await overAll();
    await vi.waitFor(() => expect(known.at(-1)).toEqual({ 'one-colour': 'red' }), patience);
  });

  test('unknown steps, and those that need shadow mode, are refused as a whole', async () => {
    expect(await consent('one', 'nine')).toMatchObject({
      is: 'refused', problems: [{ path: 'steps.1', problem: expect.stringContaining('two') }],
    });
    expect(await consent('alone')).toMatchObject({ is: 'refused' });
    expect(await database.transaction((tx) =>
      consentTo(tx, surroundings, 'nobody', { steps: ['one'], by: 'Asha' })))
      .toEqual({ is: 'unknown-connection' });
    expect(await stepsNow()).toEqual([]);
  });

  test('a step that was killed in its call is told so, once', async () => {
    await consent('one');
    await database.transaction((tx) => beginTurn(tx, 'shipstation-uk', 'one'));
    loop = await startLoop(surroundings);
    await overAll();
    expect(turns.map((one) => one.isInterrupted)).toEqual([true, false, false]);
  });

  test('a step that rests goes on in its time, and a silent one is tried again later', async () => {
    const until = later(stage.clock.now, 90_000);
    answer = (turn) => {
      if (turn.progress === null) return { is: 'rests', progress: 'rested', until };
      if (turn.progress !== 'rested') return twoCalls({ ...turn, progress: '2' });
      return { is: 'unanswered', progress: 'said', unanswered: {
        is: 'unanswered', why: 'silence', text: 'nothing came', closedForMilliseconds: null,
      } };
    };
    loop = await startLoop(surroundings);
    await consent('one');
    await vi.waitFor(async () =>
      expect((await stepsNow())[0]).toMatchObject({ goOnAt: until, calls: 0 }), patience);
    stage.clock.now = until;
    await vi.waitFor(async () =>
      expect((await stepsNow())[0]).toMatchObject({ words: 'nothing came', calls: 1 }), patience);
    await overAll();
    expect(turns).toHaveLength(3);
  });

  test('a step that trips ends alone, and the work goes on', async () => {
    answer = (turn) => {
      if (turn.step === 'one') throw new Error('tripped');
      return twoCalls(turn);
    };
    loop = await startLoop(surroundings);
    await consent('one', 'two');
    await overAll();
    expect((await stepsNow())[0]?.found?.sentences).toEqual(
      [expect.stringContaining('tripped over this step')]);
    await stage.say('SO-1');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
  });

  test('a step that needs the connection for itself goes in shadow mode only', async () => {
    await stage.apply({ mode: 'shadow' });
    await consent('alone');
    await stage.apply({ mode: 'live' });
    loop = await startLoop(surroundings);
    await consent('one');
    await vi.waitFor(async () =>
      expect((await stepsNow()).map((one) => one.state)).toEqual(['over', 'waiting']), patience);
    await stage.apply({ mode: 'shadow' });
    await overAll();
    expect(turns.filter((one) => one.step === 'alone')).toHaveLength(3);
  });

  test('a connection that becomes another one is known no more', async () => {
    loop = await startLoop(surroundings);
    await consent('one');
    await overAll();
    const { connections, ...rest } = documentOf();
    const now = connections['shipstation-uk'];
    const applied = await database.transaction((tx) => applyPolicy(tx, surroundings, {
      document: { ...rest, connections: {
        ...connections, 'shipstation-uk': { ...now, connector: 'another' },
      } },
      secrets: {}, dryRun: false, by: 'a test', parse: parsePolicy,
      seal: (text) => Buffer.from(text).toString('base64'),
    }));
    expect(applied.is).toBe('applied');
    expect(await database.transaction((tx) => readKnown(tx, surroundings, 'shipstation-uk')))
      .toMatchObject({ traits: [], steps: [] });
  });

  test('refused calls count until the account was seen not to count them', async () => {
    const { manifest } = surroundings.connectors['account'] ?? {};
    if (manifest === undefined) throw new Error('the stage has an account');
    const used = () => database.transaction(async (tx) =>
      (await readBudget(tx, 'shipstation-uk', manifest, stage.clock.now))?.used);
    await database.transaction(async (tx) => {
      for (const result of ['200', '429', '429']) {
        const call = await logCall(
          tx, { connection: 'shipstation-uk', purpose: 'x', startedAt: stage.clock.now });
        await logAnswer(tx, call, 5, result);
      }
    });
    expect(await used()).toBe(3);
    loop = await startLoop(surroundings);
    await consent('one');
    await vi.waitFor(async () => expect((await stepsNow())[0]?.state).toBe('over'), patience);
    expect(await used()).toBe(1);
  });
});
