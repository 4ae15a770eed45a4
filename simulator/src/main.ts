import { parseArgs } from 'node:util';
import type { SimulatorOptions } from './start.ts';
import { startSimulator } from './start.ts';

/** Command line of the simulator: `node simulator/src/main.ts --port 4610 --desk on`. */
const { options, isLeashed } = readArguments(process.argv.slice(2));
const simulator = await startSimulator(options);
process.stdout.write(`${JSON.stringify({ listening: simulator.url })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // A leash that is still held would keep the process alive.
    process.stdin.destroy();
    void simulator.close();
  });
}
// Whoever started us holds the other end of standard input, and lets go of it however it ends.
if (isLeashed) {
  process.stdin.resume().once('close', () => {
    void simulator.close();
  });
}

function readArguments(args: readonly string[]): {
  options: SimulatorOptions;
  isLeashed: boolean;
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4610' },
      seed: { type: 'string', default: '7' },
      desk: { type: 'string', default: 'on' },
      carriers: { type: 'boolean', default: false },
      'label-after': { type: 'string', default: '2s' },
      'webhook-delay': { type: 'string', default: '5s' },
      'shipstation-key': { type: 'string', multiple: true, default: ['demo-key:demo-secret'] },
      'warehouse-secret': { type: 'string' },
      'channel-secret': { type: 'string' },
      'unknown-settings': { type: 'string' },
      state: { type: 'string' },
      gatepass: { type: 'string' },
      key: { type: 'string' },
      demo: { type: 'boolean', default: false },
      'first-world': { type: 'string' },
      leash: { type: 'boolean', default: false },
    },
  });
  if (!['on', 'off', 'people'].includes(values.desk)) {
    throw new Error('--desk takes on, off or people');
  }
  if (values.demo && values.gatepass === undefined) throw new Error('--demo needs --gatepass URL');
  const options: SimulatorOptions = {
    port: readWhole(values.port, '--port'),
    seed: readWhole(values.seed, '--seed'),
    isDeskOn: values.desk !== 'off',
    hasPeopleAtDesk: values.desk === 'people',
    areCarriersOn: values.carriers,
    labelAfterMs: readSpan(values['label-after'], '--label-after'),
    keys: Object.fromEntries(values['shipstation-key'].map(readPair)),
    switches: { webhookDelayMs: readSpan(values['webhook-delay'], '--webhook-delay') },
    ...(values['warehouse-secret'] && { warehouseSecret: values['warehouse-secret'] }),
    ...(values['channel-secret'] && { channelSecret: values['channel-secret'] }),
    unknownSettings:
      values['unknown-settings'] === undefined
        ? null
        : readWhole(values['unknown-settings'], '--unknown-settings'),
    stateFile: values.state ?? null,
    gatepass:
      values.gatepass === undefined ? null : { url: values.gatepass, key: values.key ?? '' },
    isDemo: values.demo,
    firstFile: values['first-world'] ?? null,
  };
  return { options, isLeashed: values.leash };
}

function readWhole(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name} takes a whole number, not ${text}`);
  return Number(text);
}

/** `250ms`, `2s` or `5m` in milliseconds. */
function readSpan(text: string, name: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  if (found === null) throw new Error(`${name} takes a span such as 250ms, 2s or 5m, not ${text}`);
  const unit = found[2] === 'ms' ? 1 : found[2] === 's' ? 1_000 : 60_000;
  return Math.round(Number(found[1]) * unit);
}

function readPair(text: string): readonly [string, string] {
  const [key = '', ...secret] = text.split(':');
  if (key === '' || secret.length === 0) throw new Error('--shipstation-key takes KEY:SECRET');
  return [key, secret.join(':')];
}
