/** What a store, or another program, brought into ShipStation finds its order. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, madeElsewhere, snapshotOf } from '../../tests/stage.ts';
import { instant } from '../core/model/instant.ts';
import { claimWaiting } from './claim.ts';
import { look } from './look.ts';

onEveryDatabase('claiming what bears no key of ours', (size) => {
  const { database, stage } = onStage(size, { enters: 'channel', storeId: 5 });

  const lookAt = async (name: string): Promise<void> => {
    stage.clock.now = instant(stage.clock.now + 1_000);
    const { lease, session, manifest } = await stage.hold('shipstation-uk');
    const feed = manifest.feeds.find((one) => one.feed === name);
    if (feed !== undefined) await look(stage.surroundings, lease, session, feed);
    await claimWaiting(stage.surroundings);
    await stage.decide();
  };
  const unpacked = {
    status: 'picking',
    lines: snapshotOf('SO-1').lines.map((one) => ({ ...one, picked: 0, packed: 0 })),
  } as const;
  const wishes = () => rowsOf(database, 'select operation, about from intent order by about');
  const exceptions = async () => (await stage.order('SO-1')).decision?.exceptions
    .map((one) => one.code) ?? [];

  test('an order that the store brought in before the gate is to be parked', async () => {
    madeElsewhere(stage, 'SO-1', { store: 5 });
    await stage.say('SO-1', unpacked);
    await lookAt('orders');
    expect(await wishes()).toEqual([{ operation: 'park-order', about: '91' }]);
    expect(await rowsOf(database, 'select 1 from unclaimed')).toEqual([]);
  });

  test('one that was seen before the warehouse spoke is found when it does', async () => {
    madeElsewhere(stage, 'SO-1', { store: 5 });
    await lookAt('orders');
    expect(await rowsOf(database, 'select order_number from unclaimed'))
      .toEqual([{ order_number: 'SO-1' }]);
    await stage.say('SO-1', unpacked);
    await claimWaiting(stage.surroundings);
    await stage.decide();
    expect(await wishes()).toEqual([{ operation: 'park-order', about: '91' }]);
  });

  test('a label before the gate is known with the look that shows it', async () => {
    madeElsewhere(stage, 'SO-1', { store: 5 });
    await stage.say('SO-1', unpacked);
    await lookAt('orders');
    labelAtDesk(stage, 'SO-1');
    await lookAt('labels');
    expect(await exceptions()).toContain('label.before-gate');
  });

  test('so it is where the label feed is quicker than that of orders', async () => {
    madeElsewhere(stage, 'SO-1', { store: 5 });
    await stage.say('SO-1', unpacked);
    labelAtDesk(stage, 'SO-1');
    await lookAt('labels');
    expect(await exceptions()).toContain('label.before-gate');
  });

  test.each([
    ['another store', { store: 6 }],
    ['other goods', { lines: [{ key: null, sku: 'HAT', name: 'Hat', quantity: 2 }] }],
  ])('an order with its number of %s is not taken for it', async (_, over) => {
    madeElsewhere(stage, 'SO-1', { store: 5, ...over });
    await stage.say('SO-1', unpacked);
    await lookAt('orders');
    expect(await wishes()).toEqual([]);
    expect(await rowsOf(database, 'select 1 from unclaimed')).toHaveLength(1);
  });

  test('where Gatepass brings orders in and is live, those of others stay theirs', async () => {
    await stage.apply();
    madeElsewhere(stage, 'SO-1');
    await stage.say('SO-1', unpacked);
    await lookAt('orders');
    expect(await rowsOf(database, 'select 1 from unclaimed')).toEqual([]);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('picking');
  });
});
