/** Lays the network, plays a day in it and takes everything away again. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { layNetwork, removeNetwork } from './network.ts';
import { outcomeShape, type DayPlan, type Outcome } from './plan.ts';

export const playDay = async (plan: DayPlan): Promise<Outcome> => {
  const network = layNetwork(plan.skews.length);
  try {
    const file = fileURLToPath(new URL('day.ts', import.meta.url));
    const child = spawn('ip', [
      'netns', 'exec', network.hub, process.execPath, file, JSON.stringify({ ...plan, network }),
    ], { stdio: ['pipe', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => { said.out += chunk; });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => { said.err += chunk; });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`The day of seed ${String(plan.seed)} failed:\n${said.err}`);
    return outcomeShape.parse(JSON.parse(said.out.trim().split('\n').at(-1) ?? ''));
  } finally {
    removeNetwork(network);
  }
};

/** What every such day must have come to, whatever befell it. */
export const asOnOneMachine = (plan: DayPlan) => {
  const orders = plan.blows.length * plan.ordersPerBlow;
  return {
    seed: plan.seed, orders, labels: orders, missing: [], twice: [], throttled: 0, twoHands: [],
    epochsOutOfOrder: [], verdict: '', exitCodes: plan.skews.map(() => 0),
  };
};
