/** Going live as a plan: what is open is adopted, then releases go in steps; an abort ends it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../../tests/databases.ts';
import { makeAtOnce } from '../../../tests/going-live.ts';
import { labelAtDesk, madeElsewhere, openStage, type Stage } from '../../../tests/stage.ts';
import { instant, type Instant } from '../../core/model/instant.ts';
import type { Database, Tx } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { readPlan } from '../../store/plans.ts';
import { carryOut } from '../carry-out.ts';
import { claimWaiting } from '../claim.ts';
import { look } from '../look.ts';
import { carryOnPlans } from './carry-on.ts';
import { abortPlan, approvePlan, openNextStep, type Changed } from './change.ts';
import { findMatches } from './findings.ts';

onEveryDatabase('going live', (size) => {
  let database: Database;
  let stage: Stage;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    await stage.apply({ mode: 'shadow' });
  });

  const rows = (statement: string) => rowsOf(database, statement);
  const wait = (seconds: number): void => {
    stage.clock.now = instant(stage.clock.now + seconds * 1_000);
  };
  const idOf = (changed: Changed): string => {
    if (changed.is !== 'changed') throw new Error(JSON.stringify(changed));
    return changed.plan.id;
  };
  const step = <Person>(
    take: (tx: Tx, id: string, person: Person, at: Instant) => Promise<Changed>,
    plan: string,
    person: Person,
  ) => database.transaction((tx) => take(tx, plan, person, stage.clock.now));
  const draft = async (): Promise<string> => idOf(await makeAtOnce(stage, {
    warehouse: 'leicester', channels: null, line: null, by: 'Ann',
  }));
  const approve = async (
    plan: string,
    advance: 'by-hand' | 'when-closed' = 'by-hand',
  ): Promise<void> => {
    idOf(await step(approvePlan, plan, { by: 'Ben', why: null, advance }));
    await carryOnPlans(stage.surroundings);
    await decideAll();
  };
  const decideAll = async (): Promise<void> => {
    while (await stage.decide() > 0) continue;
  };
  const seeAll = async (): Promise<void> => {
    wait(1);
    const { lease, session, manifest } = await stage.hold('shipstation-uk');
    for (const feed of manifest.feeds) await look(stage.surroundings, lease, session, feed);
    await claimWaiting(stage.surroundings);
    await decideAll();
  };
  const sayMany = async (count: number, from = 1): Promise<void> => {
    for (let number = from; number < from + count; number += 1) {
      await stage.say(`NEW-${String(number)}`);
    }
  };
  const wishes = async (operation: string) =>
    (await rows(`select 1 from intent where operation = '${operation}'`)).length;
  const stateOf = (plan: string) =>
    database.transaction(async (tx) => (await readPlan(tx, plan))?.state);

  test('before it is approved nothing is wished, and it says what it would adopt', async () => {
    madeElsewhere(stage, 'OLD-1');
    await stage.say('OLD-1');
    await stage.say('NEW-1');
    await seeAll();
    const id = await draft();
    const drafted = await database.transaction((tx) => readPlan(tx, id));
    if (drafted === null) throw new Error('there is no such plan');
    const found = await findMatches(database, drafted);
    expect(found.equal.map((one) => one.matched.order.order.number)).toEqual(['OLD-1']);
    expect(found.inDoubt).toEqual([]);
    expect(await rows('select 1 from intent')).toEqual([]);
  });

  test.each([
    ['quantities', { lines: [{ key: null, sku: 'TEE', name: 'T-shirt', quantity: 1 }] },
      '1 of TEE there, 2 ordered at the warehouse'],
    ['addresses', { shipTo: null }, 'it goes to another address there'],
    ['goods', { lines: [{ key: null, sku: 'HAT', name: 'Hat', quantity: 2 }] },
      'no line there can be told to be one of its lines'],
  ])('an order whose %s differ is left to a person, and not adopted', async (_, over, why) => {
    madeElsewhere(stage, 'OLD-1', over);
    await stage.say('OLD-1');
    await seeAll();
    wait(60);
    const id = await draft();
    await approve(id);
    const plan = await database.transaction((tx) => readPlan(tx, id));
    if (plan === null) throw new Error('there is no such plan');
    expect((await findMatches(database, plan)).inDoubt).toEqual([{ number: 'OLD-1', why }]);
    expect(await rows("select 1 from sighting where kind = 'adopted'")).toEqual([]);
    expect(await wishes('create-order')).toBe(0);
  });

  test('what was open is adopted, never created again, and its label is told', async () => {
    madeElsewhere(stage, 'OLD-1');
    await stage.say('OLD-1');
    await seeAll();
    wait(60);
    await approve(await draft());
    expect(await rows("select 1 from sighting where kind = 'adopted'")).toHaveLength(1);
    expect(await wishes('create-order')).toBe(0);
    labelAtDesk(stage, 'OLD-1');
    await seeAll();
    expect(await rows('select party from message order by party'))
      .toEqual([{ party: 'channel' }, { party: 'warehouse' }]);
  });

  test('history before the line is read and not judged', async () => {
    await stage.say('OLD-1');
    wait(60);
    await approve(await draft());
    expect((await stage.order('OLD-1')).decision?.headline.because.is).toBe('before-start-line');
    expect(await wishes('create-order')).toBe(0);
  });

  test('releases go in steps of ten, a hundred and all', async () => {
    const plan = await draft();
    await sayMany(12);
    expect(await wishes('create-order')).toBe(0);
    await approve(plan);
    expect(await wishes('create-order')).toBe(10);
    await step(openNextStep, plan, { by: 'Ann', why: null });
    await decideAll();
    expect(await wishes('create-order')).toBe(12);
    await sayMany(99, 100);
    expect(await wishes('create-order')).toBe(110);
    await step(openNextStep, plan, { by: 'Ann', why: null });
    await decideAll();
    expect(await wishes('create-order')).toBe(111);
    expect(await stateOf(plan)).toBe('done');
  });

  test('a step opens by itself only when all of the one before have closed', async () => {
    const plan = await draft();
    await sayMany(11);
    await approve(plan, 'when-closed');
    await carryOnPlans(stage.surroundings);
    await decideAll();
    expect(await wishes('create-order')).toBe(10);
  });

  test('an abort returns to shadow mode at once, and withdraws nothing', async () => {
    const plan = await draft();
    await sayMany(2);
    await approve(plan);
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    expect(stage.account.orders.size).toBe(2);
    await stage.say('NEW-9');
    await step(abortPlan, plan, { by: 'Ann', why: 'the desk is full' });
    // What was wished a moment ago is not carried out any more, decided anew or not.
    expect(await carryOut(stage.surroundings, hand)).toBeNull();
    await decideAll();
    expect(await rows('select operation from intent')).toEqual([]);
    expect(stage.account.orders.size).toBe(2);
    expect((await stage.order('NEW-9')).decision?.headline.because)
      .toMatchObject({ is: 'shadow', would: 'create-order' });
  });

  test('the one who made it approves it only with a reason', async () => {
    const plan = await draft();
    const alone = { by: 'Ann', advance: 'by-hand' } as const;
    expect(await step(approvePlan, plan, { ...alone, why: null }))
      .toMatchObject({ is: 'refused' });
    expect(await step(approvePlan, plan, { ...alone, why: 'alone here today' }))
      .toMatchObject({ is: 'changed' });
  });

  test('who dies half way through adopting has the rest adopted by the next', async () => {
    for (const number of ['OLD-1', 'OLD-2', 'OLD-3']) {
      madeElsewhere(stage, number);
      await stage.say(number);
    }
    await seeAll();
    wait(60);
    const plan = await draft();
    idOf(await step(approvePlan, plan, {
      by: 'Ben', why: null, advance: 'by-hand',
    }));
    const adopted = async () =>
      (await rows("select 1 from sighting where kind = 'adopted'")).length;
    const halves = new Set<number>();
    // Killed before the first transaction, then before the second, and so on.
    for (let mayCommit = 0; mayCommit < 7; mayCommit += 1) {
      let committed = 0;
      const dying: Database = { ...database, transaction: (work, patience) =>
        (committed += 1) > mayCommit ? Promise.reject(new Error('killed'))
          : database.transaction(work, patience) };
      await expect(carryOnPlans({ ...stage.surroundings, database: dying }))
        .rejects.toThrow('killed');
      expect(await stateOf(plan)).toBe('adopting');
      halves.add(await adopted());
    }
    expect([...halves]).toEqual([0, 1, 2, 3]);
    await carryOnPlans(stage.surroundings);
    expect(await rows("select 1 from sighting where kind = 'adopted'")).toHaveLength(3);
    expect(await stateOf(plan)).toBe('running');
  });
});
