/** The bench waits for the label of a parcel: one label, however often and by whom it is asked. */
import { beforeEach, expect, test } from 'vitest';
import { onEveryDatabase } from '../../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../../tests/door.ts';
import { labelAtDesk } from '../../../tests/stage.ts';
import { instant } from '../../core/model/instant.ts';
import { carryOut } from '../../loop/carry-out.ts';
import { look } from '../../loop/look.ts';
import { benchLabelShape, connectionShape, listOf, problemShape } from '../shapes.ts';

onEveryDatabase('label on demand', (size) => {
  const { door } = atTheDoor(size);
  beforeEach(async () => {
    await door.stage.apply({ labels: 'on-demand', parcels: 'each' });
  });

  const { parse: problemOf } = problemShape;
  const at = '/v1/warehouses/leicester/consignments';
  const packed = (over: Readonly<Record<string, unknown>> = {}) => bodyOf('SO-1', {
    lines: [
      { line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 2, weightGrams: 180 },
      { line: '2', sku: 'MUG', ordered: 1, allocated: 1, picked: 1, packed: 1, weightGrams: 300 },
    ],
    parcels: [
      { reference: 'P1', weightGrams: 400, lines: [{ line: '1', quantity: 2 }] },
      { reference: 'P/2', weightGrams: 350, lines: [{ line: '2', quantity: 1 }] },
    ],
    ...over,
  });
  const say = (body: unknown) => door.ask('PUT', `${at}/LE-1`, body);
  const ask = (parcel: string, wait = 0, role: 'warehouse' | 'reader' = 'warehouse') => door.ask(
    'POST', `${at}/LE-1/parcels/${encodeURIComponent(parcel)}/label?wait=${String(wait)}`,
    undefined, role);
  const labelOf = async (parcel: string) => benchLabelShape.parse((await ask(parcel)).json);
  const wait = (seconds: number): void => {
    door.stage.clock.now = instant(door.stage.clock.now + seconds * 1_000);
  };
  const lookAt = async (...feeds: readonly string[]): Promise<void> => {
    const hand = await door.stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds.filter((one) => feeds.includes(one.feed))) {
      await look(door.stage.surroundings, hand.lease, hand.session, feed);
    }
    await door.stage.decide();
  };
  /** The loop does what is wished, until nothing is. */
  const work = async (): Promise<void> => {
    await lookAt('labels', 'orders');
    const hand = await door.stage.hold('shipstation-uk');
    while (await carryOut(door.stage.surroundings, hand) !== null) await door.stage.decide();
  };
  const purchases = () => door.stage.calls.filter((one) => one.startsWith('buy-label'));

  test('each parcel gets a label of its own, printed by an address that needs no key', async () => {
    await say(packed());
    await work();
    expect(door.stage.account.orders.size).toBe(0);
    const first = await ask('P/2');
    expect([first.status, first.headers['retry-after']]).toEqual([202, '2']);
    expect(benchLabelShape.parse(first.json)).toMatchObject({ state: 'under-way', label: null });
    await work();
    const told = await labelOf('P/2');
    expect(told).toMatchObject({
      state: 'labelled', orderNumber: 'SO-1', consignment: 'LE-1', parcel: 'P/2', printAt: null,
      label: { id: 'B-1', trackingNumber: 'TRACK-B-1', carrier: 'DPD' },
      sentence: 'The label TRACK-B-1 is ready to print.',
    });
    const print = await door.ask('GET', told.document?.url ?? '', undefined, null);
    expect([print.status, print.headers['content-type'], print.text])
      .toEqual([200, 'application/pdf', '%PDF-1.4 B-1']);
    await ask('P1');
    await work();
    expect((await labelOf('P1')).label?.id).toBe('B-2');
    expect((await labelOf('P/2')).label?.id).toBe('B-1');
    expect(door.stage.account.labels.map((one) => one.lines.map(({ sku, quantity }) =>
      `${String(quantity)} ${sku ?? ''}`))).toEqual([['1 MUG'], ['2 TEE']]);
    expect([...door.stage.account.orders.keys()].map((one) => one.replace(/^con_\w+/, '')))
      .toEqual([expect.stringMatching(/^:1:~\w+$/), ':2:P1']);
  });

  test('asked twice, and by two benches at once, it is bought once', async () => {
    await say(packed());
    await Promise.all([ask('P1'), ask('P1'), ask('P1')]);
    await work();
    await Promise.all([ask('P1'), ask('P1')]);
    await work();
    wait(30);
    await ask('P1');
    await work();
    expect(purchases()).toHaveLength(1);
  });

  test('the bench that waits is answered when the label is there', async () => {
    await say(packed());
    const waiting = ask('P1', 25);
    // The ask is committed before the wait begins.
    while ((await door.stage.order('SO-1')).dossier.consignments === undefined ||
      !JSON.stringify((await door.stage.order('SO-1')).dossier).includes('labelAsks')) {
      await new Promise(setImmediate);
    }
    await work();
    expect(benchLabelShape.parse((await waiting).json)).toMatchObject({
      state: 'labelled', label: { id: 'B-1' },
    });
  });

  test('what is not confirmed is refused with the lines, and no ask is left behind', async () => {
    await say(packed({
      lines: [
        { line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 1 },
        { line: '2', sku: 'MUG', ordered: 1, allocated: 1, picked: 1, packed: 1 },
      ],
    }));
    const { status, json } = await ask('P1');
    expect(status).toBe(409);
    expect(problemOf(json)).toMatchObject({
      title: 'Not confirmed', detail: expect.stringContaining('No label was bought'),
      problems: [{ path: 'lines.1', problem: '2 of TEE in the parcel, 1 confirmed' }],
    });
    await say(packed({ revision: 2 }));
    await work();
    expect(purchases()).toEqual([]);
  });

  test.each([
    ['not packed yet', { status: 'picking' }, 409, 'picked'],
    ['cancelled', { status: 'cancelled' }, 409, 'cancelled'],
    ['by an unknown service', { service: 'PIGEON' }, 409, 'PIGEON'],
    ['without that parcel', { parcels: [] }, 404, 'names no parcels'],
    ['with an empty parcel', { parcels: [{ reference: 'P1', lines: [] }] }, 409, 'Name its lines'],
    ['held in words by its own contradiction',
      { parcels: [{ reference: 'P1', lines: [{ line: '1', quantity: 3 }] }] }, 409, '3 of TEE'],
  ])('%s: refused in words, and nothing bought', async (_what, over, status, words) => {
    await say(packed(over));
    const answer = await ask('P1');
    expect(answer.status).toBe(status);
    expect(JSON.stringify(problemOf(answer.json))).toContain(words);
    await work();
    expect(door.stage.calls.filter((one) => !one.startsWith('look'))).toEqual([]);
  });

  test('no such labels by policy, or several parcels in one order: it is said', async () => {
    await door.stage.apply({ labels: 'gatepass' });
    await say(packed());
    expect(problemOf((await ask('P1')).json).detail).toContain('labels: on-demand');
    await door.stage.apply({ labels: 'on-demand' });
    expect(problemOf((await ask('P1')).json).detail).toContain('parcels: each');
    expect((await ask('P9')).status).toBe(404);
    expect((await door.ask('POST', `${at}/LE-9/parcels/P1/label`)).status).toBe(404);
    expect((await ask('P1', 0, 'reader')).status).toBe(403);
  });

  test('the answer was lost, the label is found: where to print it, and no second', async () => {
    await say(packed());
    await ask('P1');
    await lookAt('labels', 'orders');
    const hand = await door.stage.hold('shipstation-uk');
    await carryOut(door.stage.surroundings, hand);
    await door.stage.decide();
    door.stage.script.perform = (_items, usual) => {
      usual();
      return { outcomes: [{ is: 'unknown', text: 'cut' }], unanswered: null };
    };
    await carryOut(door.stage.surroundings, hand);
    await door.stage.decide();
    delete door.stage.script.perform;
    expect(await labelOf('P1')).toMatchObject({
      state: 'under-way', sentence: expect.stringContaining('Make none meanwhile'),
    });
    wait(60);
    await work();
    expect(await labelOf('P1')).toMatchObject({
      state: 'labelled', label: { id: 'B-1' }, document: null,
      printAt: 'Print it in ShipStation: Shipments, order SO-1, Reprint Label. ' +
        'Do not make another one.',
    });
    expect(purchases()).toHaveLength(1);
  });

  test('ShipStation says no: its words, once, and nothing is asked again', async () => {
    await say(packed());
    await ask('P1');
    door.stage.script.perform = (items, usual) => (items[0]?.do === 'buy-label'
      ? {
          outcomes: [{ is: 'refused', code: 'x', text: 'Weight is too low' }], unanswered: null,
        } : usual());
    await work();
    const { status, json } = await ask('P1');
    expect(status).toBe(409);
    expect(problemOf(json).detail).toContain('Weight is too low');
    await work();
    expect(purchases()).toHaveLength(1);
  });

  test('a label that the desk made meanwhile is the label', async () => {
    await say(packed());
    await ask('P1');
    await lookAt('labels', 'orders');
    const hand = await door.stage.hold('shipstation-uk');
    await carryOut(door.stage.surroundings, hand);
    labelAtDesk(door.stage, 'SO-1');
    await lookAt('labels');
    expect(await labelOf('P1')).toMatchObject({
      state: 'labelled', document: null, label: { id: 'L-SO-1' },
    });
    await work();
    expect(purchases()).toEqual([]);
  });

  test('an address for printing ends, and cannot be made up or bent', async () => {
    await say(packed());
    await ask('P1');
    await work();
    const url = (await labelOf('P1')).document?.url ?? '';
    const get = (address: string) => door.ask('GET', address, undefined, null);
    expect((await get(url)).status).toBe(200);
    wait(9 * 60 + 59);
    expect((await get(url)).status).toBe(200);
    wait(1);
    expect((await get(url)).status).toBe(410);
    for (const bad of ['/v1/print?label=', '/v1/print?label=x', `${url.slice(0, -6)}AAAAAA`,
      `/v1/print?label=${Buffer.from('{"print":"label"}').toString('base64')}`]) {
      expect((await get(bad)).status).toBe(404);
    }
    // A new address, the same label.
    expect((await get((await labelOf('P1')).document?.url ?? '')).text).toBe('%PDF-1.4 B-1');
  });

  test('beyond what the account can do it says how long, and buys nothing', async () => {
    await say(packed());
    expect((await labelOf('P1')).capacity).toEqual({ perMinute: 17, waitSeconds: 0 });
    for (let number = 2; number < 40; number += 1) {
      const reference = `LE-${String(number)}`;
      await door.ask('PUT', `${at}/${reference}`, { ...packed(), orderNumber: reference });
      const told = await door.ask(
        'POST', `${at}/${reference}/parcels/P1/label?wait=0`, undefined, 'warehouse');
      if (told.status === 202) continue;
      expect(told.status).toBe(429);
      const seconds = Number(told.headers['retry-after']);
      expect(seconds).toBeGreaterThan(25);
      expect(problemOf(told.json).detail).toContain(`Ask again in ${String(seconds)} seconds`);
      expect(problemOf(told.json).detail).toContain('17 labels a minute');
      const { items } = listOf(connectionShape)
        .parse((await door.ask('GET', '/v1/connections')).json);
      expect(items.find((one) => one.name === 'shipstation-uk')?.labels)
        .toEqual({ perMinute: 17, waitSeconds: seconds });
      // Whoever was promised one before keeps the place.
      expect((await ask('P1')).status).toBe(202);
      return;
    }
    throw new Error('nobody was ever told to wait');
  });
});
