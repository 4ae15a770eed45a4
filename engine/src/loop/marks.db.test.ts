/** A mark as shipped names only ShipStation's order; it reaches every dossier in that order. */
import { expect, test } from 'vitest';
import { markWith } from '../../scenarios/kit.ts';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { snapshotOf } from '../../tests/stage.ts';
import type { Mark, ShipStationOrder } from '../core/model/shipstation.ts';
import { shipStationOrderId } from '../core/model/ids.ts';
import { instant } from '../core/model/instant.ts';
import { carryOut } from './carry-out.ts';
import { hearSeen } from './hear-seen.ts';
import { look } from './look.ts';

onEveryDatabase('marks as shipped', (size) => {
  const { database, stage } = onStage(size);

  const feed = (name: 'marks' | 'orders') => ({
    feed: name, costInCalls: 1, everyMilliseconds: 60_000, briskMilliseconds: 60_000,
    overlapMilliseconds: 300_000, shows: ['mark', 'shipstation-order'] as const,
  });
  const lookAt = async (name: 'marks' | 'orders') => {
    const { lease, session } = await stage.hold('shipstation-uk');
    return look(stage.surroundings, lease, session, feed(name));
  };
  const release = async (number: string): Promise<ShipStationOrder> => {
    await stage.say(number);
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    const order = [...stage.account.orders.values()].find((one) => one.number === number);
    if (order === undefined) throw new Error(`${number} was not released`);
    return order;
  };
  const marksOf = async (number: string): Promise<readonly Mark[]> => {
    const { dossier } = await stage.order(number);
    return Object.values(dossier.consignments)
      .flatMap((one) => Object.values(one.marks ?? {}))
      .map((one) => one.mark);
  };

  test('it goes to the order that it is on, and to no other', async () => {
    const order = await release('SO-1');
    await release('SO-2');
    const mark = markWith(order);
    stage.account.marks.push(mark);
    await lookAt('marks');
    expect(await marksOf('SO-1')).toEqual([mark]);
    expect(await marksOf('SO-2')).toEqual([]);
  });

  test('on a combined order it goes to every order in it', async () => {
    const first = await release('SO-1');
    const second = await release('SO-2');
    const combined = {
      ...first, id: shipStationOrderId('900'), lines: [...first.lines, ...second.lines],
      combines: [second.id],
    };
    stage.account.orders.set('combined', combined);
    await lookAt('orders');
    stage.account.marks.push(markWith(combined));
    await lookAt('marks');
    expect(await marksOf('SO-1')).toHaveLength(1);
    expect(await marksOf('SO-2')).toHaveLength(1);
  });

  test('one on an order of strangers is nobody’s, and one without an order too', async () => {
    const order = await release('SO-1');
    stage.account.marks.push(
      markWith({ ...order, id: shipStationOrderId('555') }), markWith(null));
    expect(await lookAt('marks')).toMatchObject({ is: 'looked', rows: 2 });
    expect(await marksOf('SO-1')).toEqual([]);
  });

  test('the same number in another account is another order', async () => {
    const order = await release('SO-1');
    const at = { seenAt: stage.clock.now, now: stage.clock.now };
    const heard = await database.transaction((tx) =>
      hearSeen(tx, 'shipstation-us', [{ kind: 'mark', mark: markWith(order) }], at));
    expect(heard).toEqual([]);
    expect(await marksOf('SO-1')).toEqual([]);
  });

  test('seen again it is no news; told or voided since, it is', async () => {
    const order = await release('SO-1');
    stage.account.marks = [markWith(order)];
    await lookAt('marks');
    await lookAt('marks');
    const kept = () => rowsOf(database, "select 1 from sighting where kind = 'mark'");
    expect(await kept()).toHaveLength(1);
    const told = markWith(order, { channelNotice: { is: 'told' } });
    stage.account.marks = [told];
    stage.clock.now = instant(stage.clock.now + 60_000);
    await lookAt('marks');
    expect(await kept()).toHaveLength(2);
    expect(await marksOf('SO-1')).toEqual([told]);
  });

  test('what a consignment says later does not forget its marks', async () => {
    stage.account.marks = [markWith(await release('SO-1'))];
    await lookAt('marks');
    await stage.say('SO-1', { ...snapshotOf('SO-1'), revision: 2 });
    expect(await marksOf('SO-1')).toHaveLength(1);
  });
});
