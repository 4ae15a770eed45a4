/** A text that no database can hold, from whatever system, never stalls what came with it. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { markId, shipStationOrderId } from '../core/model/ids.ts';
import { carryOut } from './carry-out.ts';
import { look } from './look.ts';

const unstorable = ['a\0b', 'half \ud83d of a smile', '\ude00'];

onEveryDatabase('a text that cannot be stored', (size) => {
  const { database, stage } = onStage(size);

  test.each(unstorable)('in a page is read past, with all that came with it: %j', async (text) => {
    await stage.say('SO-1');
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    const label = labelAtDesk(stage, 'SO-1');
    const [feed] = hand.manifest.feeds;
    if (feed === undefined) throw new Error('the account has no feed');
    stage.script.look = () => ({
      is: 'page', next: null, unreadable: [`row ${text}`],
      seen: [
        ...[...stage.account.orders.values()].map((order) => ({
          kind: 'shipstation-order' as const,
          order: {
            ...order, number: text, lines: order.lines.map((one) => ({ ...one, name: text })),
          },
        })),
        { kind: 'mark', mark: {
          id: markId('m-1'), order: shipStationOrderId('1'), orderNumber: text,
          trackingNumber: text, carrier: text, provider: text, madeAt: stage.clock.now,
          shippedOn: null, voidedAt: null, channelNotice: { is: 'not-told' },
        } },
        { kind: 'label', label: { ...label, trackingNumber: text } },
      ],
    });
    expect(await look(stage.surroundings, hand.lease, hand.session, feed))
      .toMatchObject({ is: 'looked' });
    const row = await stage.order('SO-1');
    expect(JSON.stringify(row.dossier)).toContain('\ufffd');
    expect(await rowsOf(database, 'select 1 from unreadable')).toHaveLength(1);
    await look(stage.surroundings, hand.lease, hand.session, feed);
    expect(await rowsOf(database, "select 1 from sighting where kind = 'label'")).toHaveLength(1);
  });

  test.each(unstorable)('in a refusal is kept, and the other items with it: %j', async (text) => {
    await stage.say('SO-1');
    await stage.say('SO-2');
    stage.script.perform = (items, usual) => {
      const { outcomes } = usual();
      return { unanswered: null, outcomes: items.map((_, index) =>
        index === 0 ? { is: 'refused', code: text, text } : outcomes[index] ?? {
          is: 'unknown', text }) };
    };
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    expect(await rowsOf(database, 'select outcome from attempt order by outcome'))
      .toEqual([{ outcome: 'done' }, { outcome: 'refused' }]);
  });
});
