/** Many consignments at a time: each is taken in as if it had come alone. */
import { describe, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { snapshotOf } from '../../tests/stage.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import type { Database } from '../store/database.ts';
import type { Said } from './hear-snapshots.ts';
import { takeIn, type TakenIn } from './take-in.ts';

const said = (number: string, over: Partial<ConsignmentSnapshot> = {}): Said =>
  ({ warehouse: 'leicester', reference: number, snapshot: snapshotOf(number, over) });

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `SO-${String(index)}`);

const inWords = ({ heard, recorded }: TakenIn): string =>
  `${heard.accepted} ${recorded.decision.headline.stage}`;

onEveryDatabase('a batch of consignments', (size) => {
  const { database, stage } = onStage(size);

  const rows = (statement: string) => rowsOf(database, statement);
  const tell = (items: readonly Said[]) => takeIn(stage.surroundings, items, inWords);
  const known = async () => (await rows('select reference from consignment')).length;

  test('is taken in, decided on and wished for, one by one, over several slices', async () => {
    const outcomes = await tell(numbered(90).map((number) => said(number)));
    expect(outcomes).toEqual(numbered(90).map(() =>
      ({ is: 'taken-in', answer: 'new ready-to-ship' })));
    expect(await rows('select operation, count(*) as count from intent group by operation'))
      .toEqual([{ operation: 'create-order', count: 90 }]);
    for (const table of ['dossier', 'consignment', 'sighting', 'decision']) {
      expect(await rows(`select count(*) as count from ${table}`)).toEqual([{ count: 90 }]);
    }
  });

  test('says and stores the same as one after the other', async () => {
    const short = snapshotOf('SO-2').lines.map((one) => ({ ...one, picked: 1, short: 1 }));
    const items = [
      said('SO-1'), said('SO-2', { lines: short }), said('SO-3', { status: 'cancelled' }),
      said('SO-4', { service: 'unmapped' }), said('SO-1', { revision: 2, status: 'cancelled' }),
    ];
    const all = () => Promise.all([
      `select order_id, facts, decision, look_again_at, stage, waits_on, exception from dossier
        order by order_id`,
      'select order_id, kind, content from sighting order by order_id, sighting_id',
      'select order_id, decision from decision order by order_id, decision_id',
      'select about, operation, lane, fingerprint, action from intent order by about',
      'select exception_id, code, lines, closed_by from exception order by exception_id',
    ].map(rows));
    const together = await tell(items);
    const stored = await all();
    await emptyTables(database);
    await stage.apply();
    const alone = [];
    for (const one of items) alone.push(...await tell([one]));
    expect(together).toEqual(alone);
    expect(stored).toEqual(await all());
  });

  test('of which one is a bug to us takes in all others, and says which', async () => {
    const outcomes = await takeIn(stage.surroundings, numbered(60).map((one) => said(one)),
      (taken) => {
        if (taken.heard.heard.orderNumber === 'SO-17') throw new Error('tripped over SO-17');
        return inWords(taken);
      });
    expect(outcomes.flatMap((one, index) => (one.is === 'tripped' ? [index] : []))).toEqual([17]);
    expect(await rows("select reference from consignment where reference = 'SO-17'")).toEqual([]);
    expect(await known()).toBe(59);
    expect(stage.logged.filter((one) => one.includes('could not be taken in'))).toHaveLength(1);
    expect(stage.logged.join()).toContain('"reference":"SO-17"');
  });

  test.each(['a\0b', 'half \ud83d of a smile'])(
    'of which one bears a text that cannot be stored takes in all others: %j', async (wave) => {
      const outcomes = await tell(numbered(45).map((number) =>
        said(number, number === 'SO-30' ? { wave } : {})));
      const isOdd = outcomes.map((one) => one.is === 'tripped');
      expect(isOdd.lastIndexOf(true)).toBe(isOdd.indexOf(true));
      expect(outcomes.filter((one) => one.is === 'taken-in').length).toBeGreaterThanOrEqual(44);
      expect(await known()).toBe(outcomes.filter((one) => one.is === 'taken-in').length);
    });

  test('may name one consignment several times: each word is heard as it came', async () => {
    const outcomes = await tell([
      said('SO-1', { status: 'picking' }), said('SO-2'), said('SO-1', { revision: 3 }),
      said('SO-1', { revision: 2, status: 'cancelled' }), said('SO-1', { revision: 3 }),
    ]);
    expect(outcomes.map((one) => (one.is === 'taken-in' ? one.answer : one.is))).toEqual([
      'new picking', 'new ready-to-ship', 'new ready-to-ship', 'older-revision ready-to-ship',
      'unchanged ready-to-ship',
    ]);
    expect(await rows('select operation from intent'))
      .toEqual([{ operation: 'create-order' }, { operation: 'create-order' }]);
  });

  test('that names a new consignment under two order numbers gives it one home', async () => {
    const twice = ['SO-1', 'SO-2'].map((number) => ({
      ...said(number, { revision: Number(number.slice(3)) }), reference: 'LE-1',
    }));
    expect(await tell(twice)).toMatchObject([{ is: 'taken-in' }, { is: 'taken-in' }]);
    expect(await rows(`select order_number from dossier
      where facts -> 'consignments' <> '{}'::jsonb`)).toEqual([{ order_number: 'SO-1' }]);
  });

  test('that breaks off has stored what was committed, and may be sent again', async () => {
    let transactions = 0;
    const breaking: Database = {
      ...database,
      transaction: (work, patience) => {
        transactions += 1;
        return transactions === 3
          ? Promise.reject(Object.assign(new Error('terminating'), { code: '57P01' }))
          : database.transaction(work, patience);
      },
    };
    const items = numbered(130).map((number) => said(number));
    await expect(takeIn({ ...stage.surroundings, database: breaking }, items, inWords))
      .rejects.toThrow('terminating');
    expect(await known()).toBe(80);
    const again = await tell(items);
    const accepted = again.map((one) => (one.is === 'taken-in' ? one.answer.split(' ')[0] : ''));
    expect(accepted).toEqual(items.map((_, index) => (index < 80 ? 'unchanged' : 'new')));
    expect(await rows('select count(*) as count from intent')).toEqual([{ count: 130 }]);
  });

  describe.skipIf(size.name === 'embedded')('beside another (needs several at a time)', () => {
    test('in opposite order, over and over: both are taken in whole', async () => {
      for (let revision = 1; revision <= 8; revision += 1) {
        const items = numbered(80).map((number) => said(number, { revision }));
        const both = await Promise.all([tell(items), tell(items.toReversed())]);
        expect(both.flat().filter((one) => one.is === 'tripped')).toEqual([]);
      }
      expect(await rows('select count(*) as count from intent')).toEqual([{ count: 80 }]);
    });

    test('while its orders are decided on and looked at by others', async () => {
      const items = numbered(80).map((number) => said(number));
      await tell(items);
      const newer = items.map((one) => ({ ...one, snapshot: { ...one.snapshot, revision: 2 } }));
      const [outcomes] = await Promise.all([
        tell(newer.toReversed()), stage.decide(), stage.decide(),
        rows(`update dossier set look_again_at = ${String(stage.clock.now)}`),
      ]);
      expect(outcomes.filter((one) => one.is === 'tripped')).toEqual([]);
    });
  });
});
