/** A label is money: bought once, with its document kept, and never on yesterday's word. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, noon, orderIdOfNumber, snapshotOf } from '../../tests/stage.ts';
import type { Performed } from '../contract/connector.ts';
import { labelId } from '../core/model/ids.ts';
import { instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { forgetDocuments, readDocument } from '../store/documents.ts';
import { endLeftOut, listLeftOut } from '../store/left-out.ts';
import { carryOut } from './carry-out.ts';
import { hearChannelOrder } from './hear.ts';
import { hearSnapshot } from './hear-snapshots.ts';
import { look } from './look.ts';

onEveryDatabase('buying labels', (size) => {
  const { database, stage } = onStage(size, { labels: 'gatepass' });

  const wait = (seconds: number): void => {
    stage.clock.now = instant(stage.clock.now + seconds * 1_000);
  };
  const carry = async () => carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
  const lookAt = async (...feeds: readonly string[]): Promise<void> => {
    const hand = await stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds.filter((one) => feeds.includes(one.feed))) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
  };
  /** Packed, released, and seen awaiting its label: the purchase is the next wish. */
  const readyToBuy = async (): Promise<void> => {
    await stage.say('SO-1');
    await carry();
    await lookAt('labels', 'orders');
  };
  const silent = (text: string): Performed =>
    ({ outcomes: [{ is: 'unknown', text }], unanswered: null });
  const purchases = () => stage.calls.filter((one) => one.startsWith('buy-label'));
  const codes = async () => (await stage.order('SO-1')).decision?.exceptions
    .map((one) => one.code);
  const document = (label: string) => database.transaction((tx) =>
    readDocument(tx, orderIdOfNumber('SO-1'), label));

  test('a label is bought, its document kept, and nothing is wished any more', async () => {
    await readyToBuy();
    expect(await carry()).toMatchObject({ items: 1, unanswered: null });
    const kept = await document('B-1');
    expect(kept).toMatchObject({ label: 'B-1', contentType: 'application/pdf' });
    expect(Buffer.from(kept?.bytes ?? []).toString()).toBe('%PDF-1.4 B-1');
    await stage.decide();
    expect(await carry()).toBeNull();
    expect(stage.account.labels).toHaveLength(1);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('labelled');
  });

  test('a document is forgotten after its time, and not before', async () => {
    await readyToBuy();
    await carry();
    const boughtAt = stage.clock.now;
    await database.transaction((tx) => forgetDocuments(tx, boughtAt));
    expect(await document('B-1')).not.toBeNull();
    await database.transaction((tx) => forgetDocuments(tx, boughtAt + 1));
    expect(await document('B-1')).toBeNull();
  });

  test('outcome and document are kept together or not at all', async () => {
    await readyToBuy();
    const broken = { label: 'B-1', contentType: 'application/pdf', bytes: null };
    stage.script.perform = (_items, usual) => {
      const [outcome] = usual().outcomes;
      // As if the store broke at this very row.
      return { outcomes: [{ ...outcome, documents: [broken] }], unanswered: null } as never;
    };
    await carry();
    expect(await rowsOf(database, "select outcome from attempt where operation = 'buy-label'"))
      .toEqual([{ outcome: null }]);
    expect(await document('B-1')).toBeNull();
    // The order waits aside, and the label that was bought is found by looking.
    expect(await codes()).toEqual(['gatepass.bug']);
    delete stage.script.perform;
    wait(660);
    await lookAt('labels', 'orders');
    expect(await carry()).toBeNull();
    expect(purchases()).toHaveLength(1);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('labelled');
  });

  test('no answer, but it was bought: the look shows it, and none is bought again', async () => {
    await readyToBuy();
    stage.script.perform = (_items, usual) => {
      usual();
      return silent('the connection was cut');
    };
    await carry();
    delete stage.script.perform;
    wait(15);
    await lookAt('labels');
    for (let turn = 0; turn < 20; turn += 1) {
      wait(15);
      await lookAt('labels', 'orders');
      await carry();
    }
    expect(purchases()).toHaveLength(1);
    expect(stage.account.labels).toHaveLength(1);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('labelled');
  });

  test.each([['is known whose it is', true], ['names nobody', false]])(
    'no answer, and a label that could not be read and %s: none is bought again', async (_, is) => {
      await readyToBuy();
      stage.script.perform = (_items, usual) => {
        usual();
        return silent('the connection was cut');
      };
      await carry();
      delete stage.script.perform;
      const [bought] = stage.account.labels;
      stage.script.look = ({ feed }, usual) => {
        const answer = usual();
        return feed !== 'labels' || answer.is !== 'page' || answer.seen.length === 0 ? answer : {
          ...answer, seen: [], leavesOut: [{
            label: is ? labelId('B-1') : null, order: is ? (bought?.order ?? null) : null,
            orderKey: null, row: '{"createDate":"soon"}',
            words: 'label 1: createDate is not a time',
          }],
        };
      };
      // The row itself is soon out of what is read again.
      for (let turn = 0; turn < 40; turn += 1) {
        wait(15);
        await lookAt('labels', 'orders');
        await carry();
      }
      expect(purchases()).toHaveLength(1);
      expect((await stage.order('SO-1')).decision?.headline).toMatchObject({
        exception: 'gatepass.bug', because: { text: 'label 1: createDate is not a time' },
      });
    });

  test('gone without, a label without a number is not another one, nor one unseen', async () => {
    await readyToBuy();
    const order = orderIdOfNumber('SO-1');
    const shipStationOrder = [...stage.account.orders.values()][0]?.id ?? null;
    const left = (tx: Tx) => listLeftOut(tx, 'shipstation-uk', { orderNumber: null, limit: 9 });
    const goWithout = () => database.transaction(async (tx) => {
      for (const { connection, record } of await left(tx)) {
        await endLeftOut(tx, { connection, order, record }, { by: 'a', why: 'b', at: noon });
      }
    });
    const keptBy = async (...rows: readonly (string | null)[]) => {
      stage.script.look = (_request, usual) => ({ ...usual(), leavesOut: rows.map((row) => ({
        label: null, order: shipStationOrder, orderKey: null, row, words: 'no number',
      })) });
      wait(15);
      await lookAt('labels');
      return (await database.transaction(left)).length;
    };
    expect(await keptBy('one')).toBe(1);
    await goWithout();
    wait(3_600);
    expect(await keptBy('one')).toBe(0);
    expect(await keptBy('one', 'another')).toBe(1);
    await goWithout();
    expect(await keptBy('one', 'another')).toBe(0);
    expect(await keptBy(null)).toBe(1);
    await goWithout();
    // Nobody can tell whether it is the same.
    expect(await keptBy(null)).toBe(1);
  });

  test('no answer, no label: two looks a minute apart, once more, then a person', async () => {
    await readyToBuy();
    stage.script.perform = () => silent('a gateway page');
    await carry();
    // One look after it settled is not enough, nor are many within a minute.
    for (let turn = 0; turn < 5; turn += 1) {
      wait(12);
      await lookAt('labels', 'orders');
      await carry();
    }
    expect(purchases()).toHaveLength(1);
    for (let turn = 0; turn < 40; turn += 1) {
      wait(12);
      await lookAt('labels', 'orders');
      await carry();
    }
    expect(purchases()).toHaveLength(2);
    expect(await codes()).toEqual(['label.unanswered']);
    expect((await stage.order('SO-1')).decision?.headline).toMatchObject({
      exception: 'label.unanswered', waitsOn: 'person',
    });
  });

  test('the process dies in the call: unknown, and found at the look', async () => {
    await readyToBuy();
    const die = new Error('the process dies here');
    stage.script.perform = (_items, usual) => {
      usual();
      return Promise.reject(die);
    };
    await expect(carry()).rejects.toBe(die);
    delete stage.script.perform;
    for (let turn = 0; turn < 20; turn += 1) {
      wait(15);
      await lookAt('labels', 'orders');
      await carry();
    }
    expect(purchases()).toHaveLength(1);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('labelled');
  });

  test.each([
    ['a cancellation by the channel', () => database.transaction((tx) =>
      hearChannelOrder(tx, 'shopify-uk', {
        reference: 'SO-1', revision: 1, updatedAt: stage.clock.now, orderNumber: 'SO-1',
        status: 'cancelled', placedAt: null, requestedService: null, shipBy: null, shipTo: null,
        lines: [],
      }, stage.clock.now))],
    ['goods that went back to the bench', () => database.transaction((tx) =>
      hearSnapshot(tx, {
        warehouse: 'leicester', reference: 'SO-1',
        snapshot: snapshotOf('SO-1', { revision: 2, status: 'picking' }),
      }, stage.clock.now))],
  ])('%s that nobody has decided on yet stops the purchase all the same', async (_, happens) => {
    await readyToBuy();
    await happens();
    expect(await carry()).toBeNull();
    await stage.decide();
    await carry();
    expect(purchases()).toEqual([]);
    expect(stage.account.labels).toEqual([]);
  });

  test('a picture of ShipStation that has grown old stops it as well', async () => {
    await readyToBuy();
    wait(11 * 60);
    expect(await carry()).toBeNull();
    expect(purchases()).toEqual([]);
    await lookAt('labels', 'orders');
    await carry();
    expect(purchases()).toHaveLength(1);
  });

  test('the desk was faster by a second: the second label is named at the next look', async () => {
    await readyToBuy();
    labelAtDesk(stage, 'SO-1');
    await carry();
    expect(stage.account.labels).toHaveLength(2);
    wait(5);
    await lookAt('labels');
    expect(await codes()).toContain('label.duplicate');
  });
});
