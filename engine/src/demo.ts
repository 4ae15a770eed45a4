/**
 * The demo: the simulator as a program of its own beside this one, and a policy that points at
 * it. Nothing of the simulator is part of the product; it is only started and stopped here.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

export type Demo = { readonly stop: () => Promise<void> };

const simulator = fileURLToPath(new URL('../../simulator/src/main.ts', import.meta.url));
const policyFile = new URL('../../examples/demo-policy.yaml', import.meta.url);

export const startDemo = async (about: {
  readonly address: string;
  readonly key: string;
  readonly folder: string;
  readonly say: (text: string) => void;
}): Promise<Demo> => {
  const { address, key, folder, say } = about;
  const child = spawn(process.execPath, [
    simulator, '--port', String(portBeside(address)), '--leash', '--demo',
    '--gatepass', address, '--key', key, '--state', join(folder, 'simulator.json'),
  ], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const line = await firstLine(child.stdout, ended);
  const { listening } = z.object({ listening: z.url() }).parse(JSON.parse(line));
  await applyDemoPolicy(address, key, listening);
  say(`The pretended ShipStation, warehouse and shop: ${listening}/control/state`);
  return {
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(patience);
    },
  };
};

const portBeside = (address: string): number => Number(new URL(address).port || 4600) + 10;

const firstLine = async (out: NodeJS.ReadableStream, ended: Promise<void>): Promise<string> => {
  const lines = createInterface({ input: out });
  const first = await Promise.race([
    new Promise<string>((resolve) => { lines.once('line', resolve); }),
    ended.then(() => null),
  ]);
  if (first === null) throw new Error('The simulator stopped before it was ready.');
  return first;
};

const applyDemoPolicy = async (address: string, key: string, base: string): Promise<void> => {
  const text = (await readFile(policyFile, 'utf8')).replaceAll('http://127.0.0.1:4610', base);
  const answer = await fetch(`${address}/v1/policy`, {
    method: 'PUT',
    headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ document: parse(text) }),
  });
  if (!answer.ok) throw new Error(`The demo's policy was refused: ${await answer.text()}`);
};
