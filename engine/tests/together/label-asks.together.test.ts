/** Benches ask in their system's own words, of Gatepass as it runs, with ShipStation's faults. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const policy = pretendedPolicy(readFileSync(
  new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8')
  .replace('labels: desk', 'labels: on-demand\n    parcels: each')
  .replace('connector: warehouse-api\n    settings: { ',
    'connector: peoplevox-style\n    settings: { timeoutSeconds: 5, parcel: ' +
      '"P{despatchPackage.packageNumber}", consignment: ' +
      '"LE-{despatchPackage.despatch.salesOrder.salesOrderNumber}", '));

const answerShape = z.object({
  status: z.enum(['success', 'fail']), message: z.string().nullable(),
  data: z.union([z.tuple([]), z.object({
    trackingNumbers: z.array(z.object({ trackingNumber: z.string() })),
    newPrintRequests: z.array(z.object({ printTemplateUrl: z.string() })),
  })]),
});

let run: JoinedRun;
beforeEach(async () => {
  run = await joinedRun({
    seed: 11, from: Date.UTC(2026, 10, 20, 13, 0), world: { isDeskOn: false },
  });
  await run.ask('PUT', '/v1/policy', { document: policy });
});
// What went against the contract of V1 is said here.
afterEach(() => run.end());

const number = (index: number): string => `SO-${String(1000 + index)}`;
const bench = async (index: number, quantity = 2) => {
  const { status, body } = await run.knock('POST', '/v1/warehouses/leicester/label-asks', {
    despatchPackage: {
      despatchPackageId: 9_000 + index, packageNumber: 1,
      despatch: { salesOrder: { salesOrderNumber: number(index) } },
      items: [{ itemType: { itemCode: 'TEE' }, quantity }],
    },
    printRequests: [{ printRequestId: 1, documentReference: 'shipping_label' }],
  });
  expect(status).toBe(200);
  const { data, ...rest } = answerShape.parse(JSON.parse(body));
  const [tracking, print] = 'trackingNumbers' in data
    ? [data.trackingNumbers[0]?.trackingNumber, data.newPrintRequests[0]?.printTemplateUrl] : [];
  return { ...rest, tracking: tracking ?? null, print: print ?? null };
};
const bought = (index: number) => [...run.world().shipstation.shipments.values()]
  .filter(({ wire }) => wire.orderNumber === number(index)).map(({ wire }) => wire.trackingNumber);

test('one label each, printed by its address, and an answer that was lost buys no second',
  async () => {
    packAll(run, 3);
    await run.pass(20_000);
    expect((await bench(2, 3)).message).toContain('TEE: 3 by this call, 2 by the newest snapshot');
    expect((await bench(0)).message).toContain('no second label');
    await run.pass(15_000);
    const [one, other] = await Promise.all([bench(0), bench(0)]);
    expect(one).toMatchObject({ status: 'success', message: null, tracking: bought(0)[0] });
    expect(other.tracking).toBe(one.tracking);
    const { pathname } = new URL(one.print ?? '');
    const printed = await run.knock('GET', pathname, undefined, null);
    expect([printed.status, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(printed.body).toContain(one.tracking ?? 'no label');

    run.act((world) => ({ ...world, shipstation: {
      ...world.shipstation, faults: {
        ...world.shipstation.faults,
        dropAnswer: [{ path: '/orders/createlabelfororder', count: 1 }],
      },
    } }));
    await bench(1);
    await run.pass(120_000);
    const adopted = await bench(1);
    expect(adopted).toMatchObject({ status: 'fail', tracking: null });
    expect(adopted.message).toContain(bought(1)[0] ?? 'no label');
    expect(adopted.message).toContain(`order ${number(1)}, Reprint Label`);
    expect([bought(0).length, bought(1).length, bought(2).length]).toEqual([1, 1, 0]);
    expect(judge(run.world(), { askedFor: [number(0), number(1)] }).findings).toEqual([]);
  }, 600_000);
