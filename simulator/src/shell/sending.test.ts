/** What a broken connection looks like to a client: only sockets can show that. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorization } from '../shipstation/fixtures.ts';
import type { Simulator } from '../start.ts';
import { startHeldSimulator } from '../shipstation/held-simulator.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startHeldSimulator({ isDeskOn: false });
});
afterAll(() => simulator.close());

const control = async (path: string, body?: unknown) => {
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await fetch(`${simulator.url}/control${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  return (await answer.json()) as any;
};
const carriers = () =>
  fetch(`${simulator.url}/shipstation/carriers`, {
    headers: { authorization: authorization('demo-key', 'demo-secret') },
  });
const codeOf = async (answer: Promise<unknown>): Promise<unknown> => {
  try {
    return await answer;
  } catch (problem) {
    // Holds because fetch says in its cause what broke.
    return ((problem as Error).cause as { code: string }).code;
  }
};

test.each([
  ['dropAnswer', 'UND_ERR_SOCKET'],
  ['resetAnswer', 'ECONNRESET'],
])('%s breaks the connection before the answer', async (name, code) => {
  await control('/faults', { [name]: [{ path: '/carriers', count: 1 }] });
  expect(await codeOf(carriers())).toBe(code);
  expect((await carriers()).status).toBe(200);
});

test('halfAnswer breaks it in the middle of the body', async () => {
  await control('/faults', { halfAnswer: [{ path: '/carriers', count: 1 }] });
  const answer = await carriers();
  expect([answer.status, answer.headers.get('x-rate-limit-limit')]).toEqual([200, '40']);
  expect(await codeOf(answer.text())).toBe('UND_ERR_SOCKET');
});

test('a trickled body arrives whole', async () => {
  await control('/faults', { trickle: [{ path: '/carriers', count: 1, overMs: 20 }] });
  const answer = await carriers();
  expect((await answer.json()) as unknown[]).toHaveLength(5);
});

test('a truncated answer is whole HTTP and half JSON', async () => {
  await control('/faults', { truncatedAnswer: [{ path: '/carriers', count: 1 }] });
  const answer = await carriers();
  expect(answer.headers.get('content-type')).toContain('application/json');
  await expect(answer.json()).rejects.toThrow(SyntaxError);
});

test('the control API says what every fault means, and raises and calms a storm', async () => {
  const { meanings } = await control('/faults');
  expect(meanings.length).toBeGreaterThan(20);
  for (const { meaning } of meanings) expect(meaning.length).toBeGreaterThan(10);
  const stormy = await control('/storm', { level: 1, seed: 9, without: ['slow'] });
  expect([stormy.faultSeed, stormy.slow]).toEqual([9, []]);
  const calm = await control('/storm', { level: 0 });
  expect([calm.dropAnswer, calm.rateHeadersMissingEvery]).toEqual([[], 0]);
  expect((await control('/storm', { level: 1, without: ['wind'] })).message).toContain('without');
});
