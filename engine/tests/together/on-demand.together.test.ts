/** A bench asks for labels while the pretended ShipStation has its faults: one label each. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { judge } from '../../../simulator/src/referee/judge.ts';
import type { World } from '../../../simulator/src/world.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const policy = pretendedPolicy(readFileSync(
  new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8')
  .replace('labels: desk', 'labels: on-demand\n    parcels: each'));
const path = '/orders/createlabelfororder';

const answerShape = z.object({
  state: z.string().optional(),
  sentence: z.string().optional(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
  capacity: z.object({ perMinute: z.number(), waitSeconds: z.number() }).nullish(),
  label: z.object({ trackingNumber: z.string().nullable() }).nullish(),
  document: z.object({ url: z.string() }).nullish(),
  printAt: z.string().nullish(),
});

let run: JoinedRun;
beforeEach(async () => {
  run = await joinedRun({
    seed: 7, from: Date.UTC(2026, 10, 20, 13, 0), world: { isDeskOn: false },
  });
  await run.ask('PUT', '/v1/policy', { document: policy });
});
// What went against the contract of V1 is said here.
afterEach(() => run.end());

const number = (index: number): string => `SO-${String(1000 + index)}`;
const strike = (faults: Partial<World['shipstation']['faults']>): void => {
  run.act((world) => ({ ...world, shipstation: {
    ...world.shipstation, faults: { ...world.shipstation.faults, ...faults },
  } }));
};
const bench = async (index: number) => {
  const { status, headers, body } = await run.knock('POST',
    `/v1/warehouses/leicester/consignments/LE-${number(index)}/parcels/P1/label?wait=0`);
  return { status, headers, ...answerShape.parse(JSON.parse(body)) };
};
const bought = (index: number) => [...run.world().shipstation.shipments.values()]
  .filter(({ wire }) => wire.orderNumber === number(index)).map(({ wire }) => wire.trackingNumber);
/** The tracking numbers that warehouse or shop heard of an order. */
const heard = (index: number) => [run.world().warehouse, run.world().shop].map(({ postbox }) =>
  JSON.stringify([...postbox.messages.values()].filter((one) =>
    JSON.stringify(one).includes(number(index)))));
/** What the referee found, who is told for which orders the bench asked for labels. */
const findings = (...asked: readonly number[]): readonly unknown[] =>
  judge(run.world(), { askedFor: asked.map(number) }).findings;
const bothHeard = (index: number): void => {
  const [tracking = 'none'] = bought(index);
  for (const one of heard(index)) expect(one).toContain(tracking);
};

test('asked by several at once, one label is bought, printed, and told on', async () => {
  packAll(run, 2);
  await run.pass(20_000);
  expect(run.world().shipstation.orders.size).toBe(0);
  const asked = await Promise.all([bench(0), bench(0), bench(0)]);
  expect(asked.map((one) => one.status)).toEqual([202, 202, 202]);
  await run.pass(15_000);
  const [one, other] = await Promise.all([bench(0), bench(0)]);
  expect(one).toMatchObject({ status: 200, state: 'labelled', printAt: null });
  expect(other.label).toEqual(one.label);
  expect(bought(0)).toEqual([one.label?.trackingNumber]);
  const url = one.document?.url ?? '';
  const printed = await run.knock('GET', url, undefined, null);
  expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(printed.body).toContain(one.label?.trackingNumber ?? 'no label');
  await run.pass(10 * 60_000);
  const over = await run.knock('GET', url, undefined, null);
  expect([over.status, answerShape.parse(JSON.parse(over.body)).detail])
    .toEqual([410, expect.stringContaining('Ask for the label of the parcel again')]);
  bothHeard(0);
  // Nobody asked for the second order, so nothing of it was ever there.
  expect([bought(1), run.world().shipstation.orders.size]).toEqual([[], 1]);
  expect(findings(0)).toEqual([]);
}, 600_000);

test('refused, slow, and an answer lost after buying: told in words, and never bought twice',
  async () => {
    packAll(run, 3);
    await run.pass(20_000);
    strike({ carrierRefusals: 1 });
    expect((await bench(0)).status).toBe(202);
    await run.pass(15_000);
    const refused = await bench(0);
    expect(refused.status).toBe(409);
    expect(refused.detail).toContain('No label was bought for parcel P1');
    expect([bought(0), heard(0)]).toEqual([[], ['[]', '[]']]);

    strike({ slow: [{ path, count: 1, fromMs: 12_000, toMs: 12_000 }] });
    await bench(1);
    await run.pass(8_000);
    expect(await bench(1)).toMatchObject({ status: 202, state: 'under-way' });
    await run.pass(20_000);
    expect(await bench(1)).toMatchObject({ status: 200, printAt: null });
    expect(bought(1)).toHaveLength(1);

    strike({ dropAnswer: [{ path, count: 1 }] });
    await bench(2);
    await run.pass(120_000);
    const adopted = await bench(2);
    expect(adopted).toMatchObject({ status: 200, state: 'labelled', document: null });
    expect(adopted.printAt).toContain(`order ${number(2)}, Reprint Label`);
    expect(bought(2)).toEqual([adopted.label?.trackingNumber]);
    bothHeard(1);
    bothHeard(2);
    expect(findings(0, 1, 2)).toEqual([]);
  }, 600_000);

test('what is not packed is refused with its lines; beyond the account it says how long',
  async () => {
    packAll(run, 40);
    await run.pass(20_000);
    const at = `/v1/warehouses/leicester/consignments/LE-${number(0)}`;
    await run.ask('PUT', at, {
      revision: 99, updatedAt: '2026-11-20T13:00:25Z', orderNumber: number(0),
      channel: 'shopify-uk', status: 'packed', service: 'DPD-12',
      shipTo: {
        name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
        country: 'GB',
      },
      lines: [{
        line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 1, weightGrams: 180,
      }],
      parcels: [{ reference: 'P1', lines: [{ line: '1', quantity: 2 }] }],
    });
    expect(await bench(0)).toMatchObject({
      status: 409,
      problems: [{ path: 'lines.1', problem: '2 of TEE in the parcel, 1 confirmed' }],
    });
    const asked: number[] = [];
    for (let index = 1; index < 40; index += 1) {
      const told = await bench(index);
      if (told.status === 202) {
        asked.push(index);
        continue;
      }
      const seconds = Number(told.headers['retry-after']);
      expect([told.status, seconds > 25]).toEqual([429, true]);
      expect(told.detail).toContain(`Ask again in ${String(seconds)} seconds`);
      // Whoever does as told gets a label, and whoever was promised one has got it.
      await run.pass(seconds * 1_000);
      expect((await bench(index)).status).toBe(202);
      await run.pass(3 * 60_000);
      const labelled = [...asked, index];
      expect(labelled.map((one) => bought(one).length)).toEqual(labelled.map(() => 1));
      labelled.forEach(bothHeard);
      expect(bought(0)).toEqual([]);
      expect(findings(...labelled)).toEqual([]);
      return;
    }
    throw new Error('nobody was ever told to wait');
  }, 600_000);
