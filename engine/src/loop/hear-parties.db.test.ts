/** A warehouse or a channel that is looked at is heard as if it had spoken. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { policyShownIn } from '../../tests/policy-shown.ts';
import { noon, snapshotOf } from '../../tests/stage.ts';
import type { Seen } from '../contract/connector.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import { later } from '../core/model/instant.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import { savePolicy } from '../store/policies.ts';
import { hearSeen } from './hear-seen.ts';

const consignment = (
  number: string,
  over: Partial<ConsignmentSnapshot> = {},
  place: string | null = null,
): Seen => ({
  kind: 'consignment', place, reference: `LE-${number}`, snapshot: snapshotOf(number, over),
});

const channelOrder = (number: string, over: Partial<ChannelOrder> = {}): Seen => ({
  kind: 'channel-order', place: null,
  order: {
    reference: number, revision: 1, updatedAt: noon, orderNumber: number, status: 'paid',
    placedAt: noon, requestedService: null, shipBy: null, shipTo: null,
    lines: [{ line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, cancelled: 0, unitPrice: null }],
    ...over,
  },
});

onEveryDatabase('what a look at a party showed', (size) => {
  const { database, stage } = onStage(size);

  const hear = (connection: string, ...seen: readonly Seen[]) =>
    database.transaction((tx) => hearSeen(tx, connection, seen, { seenAt: noon, now: noon }));
  const sightings = () => rowsOf(database, 'select 1 from sighting');
  const unreadable = async () =>
    JSON.stringify(await rowsOf(database, 'select words from unreadable'));

  test('a packed consignment is decided on and wished into ShipStation', async () => {
    expect(await hear('leicester-wms', consignment('SO-1'), consignment('SO-2'))).toHaveLength(2);
    await stage.decide();
    expect(await rowsOf(database, 'select operation from intent')).toEqual([
      { operation: 'create-order' }, { operation: 'create-order' },
    ]);
    expect(await unreadable()).toBe('[]');
  });

  test('an overlap is no news, and two words in one page are heard in turn', async () => {
    const packed = consignment('SO-1', { revision: 2 });
    expect(await hear('leicester-wms', consignment('SO-1', { status: 'picking' }), packed))
      .toHaveLength(1);
    expect(await sightings()).toHaveLength(2);
    expect(await hear('leicester-wms', packed)).toEqual([]);
    expect(await sightings()).toHaveLength(2);
    const { dossier } = await stage.order('SO-1');
    expect(Object.values(dossier.consignments)[0]?.says?.snapshot).toMatchObject({ revision: 2 });
  });

  test('the same under the revision of a later look is no news, and a change is', async () => {
    const seen = (revision: number, over: Partial<ConsignmentSnapshot> = {}) =>
      hear('leicester-wms', consignment('SO-1', { revision, ...over }));
    await seen(1_000);
    expect(await seen(2_000)).toEqual([]);
    expect(await seen(3_000, { updatedAt: later(noon, 5_000) })).toEqual([]);
    expect(await sightings()).toHaveLength(1);
    expect(await seen(4_000, { service: 'DPD-NEXT' })).toHaveLength(1);
    expect(await seen(5_000)).toHaveLength(1);
    expect(await sightings()).toHaveLength(3);
    const { dossier } = await stage.order('SO-1');
    expect(Object.values(dossier.consignments)[0]?.says).toMatchObject({
      rival: null, snapshot: { revision: 5_000, service: 'DPD-12' },
    });
  });

  test('a channel’s orders and cancellations are heard the same way', async () => {
    expect(await hear('shop-uk', channelOrder('SO-1'))).toHaveLength(1);
    expect(await hear('shop-uk', channelOrder('SO-1'))).toEqual([]);
    const cancelled = channelOrder('SO-1', {
      status: 'cancelled', revision: 2, updatedAt: later(noon, 1_000),
    });
    expect(await hear('shop-uk', cancelled)).toHaveLength(1);
    const { dossier } = await stage.order('SO-1');
    expect(dossier.channelSays?.order.status).toBe('cancelled');
  });

  describe('one connection that serves several warehouses', () => {
    beforeEach(async () => {
      const several = policyShownIn('connecting.md');
      const read = parsePolicy(several, 2);
      if (read.is === 'refused') throw new Error(JSON.stringify(read.problems));
      await database.transaction((tx) =>
        savePolicy(tx, read.policy, several, { at: noon, by: 'a test' }));
    });

    test('each is known by its own name', async () => {
      await hear('leicester-wms', consignment('SO-1', {}, 'WH-2'));
      const { dossier } = await stage.order('SO-1');
      expect(Object.values(dossier.consignments)[0]?.warehouse).toBe('glasgow');
    });

    test('what names another, or none, is heard of nowhere and listed in words', async () => {
      await hear('leicester-wms', consignment('SO-1', {}, 'WH-3'), consignment('SO-2'));
      expect(await sightings()).toEqual([]);
      const words = await unreadable();
      expect(words).toContain('“WH-3”');
      expect(words).toContain('does not say which warehouse');
    });
  });
});
