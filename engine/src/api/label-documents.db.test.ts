/** What there is to print of a bought label: for whoever may read, and for nobody else. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import { orderViewShape, problemShape } from './shapes.ts';

onEveryDatabase('a bought label', (size) => {
  const { door } = atTheDoor(size);

  const { parse: problemOf } = problemShape;
  const put = (reference: string, body: unknown) =>
    door.ask('PUT', `/v1/warehouses/leicester/consignments/${reference}`, body);
  const bought = async (): Promise<void> => {
    const { stage } = door;
    await stage.apply({ labels: 'gatepass' });
    await put('LE-1', bodyOf('SO-1', {
      parcels: [{ reference: 'P1', weightGrams: 450, lines: [{ line: '1', quantity: 2 }] }],
    }));
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    await carryOut(stage.surroundings, hand);
  };
  const order = async () => {
    const { id } = await door.stage.order('SO-1');
    return orderViewShape.parse((await door.ask('GET', `/v1/orders/${id}`)).json);
  };

  test('is there to print where the order says, for whoever may read', async () => {
    await bought();
    const [parcel] = (await order()).consignments[0]?.parcels ?? [];
    const id = (await order()).id;
    expect(parcel).toMatchObject({
      label: 'B-1', document: `/v1/orders/${id}/labels/B-1/document`,
    });
    const told = await door.ask('GET', parcel?.document ?? '', undefined, 'reader');
    expect(told.status).toBe(200);
    expect(told.headers).toMatchObject({
      'content-type': 'application/pdf', 'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(told.text).toBe('%PDF-1.4 B-1');
  });

  test('is nobody’s who may not read, and what there is not is said', async () => {
    await bought();
    const { id } = await order();
    const at = (label: string, of = id) => `/v1/orders/${of}/labels/${label}/document`;
    expect((await door.ask('GET', at('B-1'), undefined, null)).status).toBe(401);
    expect((await door.ask('GET', at('B-1'), undefined, 'warehouse')).status).toBe(403);
    for (const nowhere of [at('B-2'), at('B-1', 'ord_none'), at('..%2F..')]) {
      const told = await door.ask('GET', nowhere);
      expect(told.status).toBe(404);
      expect(problemOf(told.json)).toMatchObject({ status: 404, title: 'Not found' });
    }
  });

  test('by the desk, Gatepass has nothing to print of', async () => {
    const { stage } = door;
    await put('LE-1', bodyOf('SO-1'));
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    expect((await order()).consignments[0]?.parcels).toMatchObject([
      { label: 'L-SO-1', document: null },
    ]);
  });
});
