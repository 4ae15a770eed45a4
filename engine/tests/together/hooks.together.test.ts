/** ShipStation's webhooks over real sockets: set up, heard, and believed in nothing. */
import { afterEach, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { connectionShape, listOf } from '../../src/api/shapes.ts';
import { allTold, applyPolicy, ask, labelsIn, tellPacked, verdict } from './hands.ts';
import { freePort, freshPlace, startEngine, until } from './processes.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const hooksAt = async (url: string) => {
  const { items } = listOf(connectionShape).parse(await ask(`${url}/v1/connections`));
  return items.find((one) => one.connector === 'shipstation')?.hooks ?? null;
};

test('hooks are asked for, come in, and a forged one is nobody’s', async () => {
  const simulator = await startHeldSimulator({
    labelAfterMs: 100, switches: { webhookDelayMs: 200 },
  });
  undo.push(() => simulator.close());
  const place = await freshPlace(null);
  undo.push(() => place.remove());
  const port = await freePort();
  const engine = await startEngine({
    ...place, port, environment: { GATEPASS_PUBLIC_URL: `http://127.0.0.1:${String(port)}` },
  });
  undo.push(() => engine.stop('SIGKILL'));
  await applyPolicy(engine.url, simulator.url);
  await until('the hooks are set up', async () =>
    (await hooksAt(engine.url))?.state === 'kept' ? true : null);
  const numbers = ['SO-1', 'SO-2', 'SO-3'];
  for (const number of numbers) await tellPacked(engine.url, simulator.url, number);
  await until('one has been heard', async () => (await hooksAt(engine.url))?.heardAt ?? null);
  await allTold(simulator.url, numbers);

  const forged = await fetch(`${engine.url}/hooks/shipstation-uk/${'a'.repeat(43)}`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resource_type: 'SHIP_NOTIFY', resource_url: 'http://127.0.0.1:1/x' }),
  });
  expect(forged.status).toBe(404);
  expect(await labelsIn(simulator.url)).toHaveLength(3);
  expect(await verdict(simulator.url)).toBe('');
});
