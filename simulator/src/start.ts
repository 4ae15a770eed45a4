import Fastify from 'fastify';
import type { Target } from './shell/errands.ts';
import { carryOut } from './shell/errands.ts';
import { openControl } from './shell/control.ts';
import { channelDoor, openHooksDoor, openShipStationDoor, warehouseDoor } from './shell/doors.ts';
import type { Running } from './shell/running.ts';
import { run } from './shell/running.ts';
import type { DemoOptions } from './demo/demo.ts';
import { runDemo } from './demo/demo.ts';
import type { Errand } from './machine.ts';
import type { Switches } from './shipstation/account.ts';
import { landed, newWorld } from './world.ts';

/** Fixed texts, so that an example policy works as it stands; they protect nothing. */
export const demoSecrets = {
  warehouse: `whsec_${Buffer.from('gatepass demo warehouse secret').toString('base64')}`,
  channel: `whsec_${Buffer.from('gatepass demo channel secret 1').toString('base64')}`,
} as const;

export type SimulatorOptions = {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly seed?: number;
  readonly isDeskOn?: boolean;
  readonly labelAfterMs?: number;
  /** API key to secret of the pretend ShipStation account. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly switches?: Partial<Switches>;
  readonly warehouseSecret?: string;
  readonly channelSecret?: string;
  readonly gatepass?: Target | null;
  readonly demo?: DemoOptions | null;
  readonly stateFile?: string | null;
  /** Real time in milliseconds; a test may hand in its own. */
  readonly realNow?: () => number;
};

export type Simulator = { readonly url: string; readonly close: () => Promise<void> };

/** Starts every pretend system on one port of this machine's loopback address. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const app = Fastify({ bodyLimit: 32 * 1024 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const stopping = new AbortController();
  const target = options.gatepass ?? null;
  let publicUrl = '';
  const fresh = () =>
    newWorld({
      seed: options.seed ?? 7,
      keys: options.keys ?? { 'demo-key': 'demo-secret' },
      switches: { ...options.switches, publicUrl: `${publicUrl}/shipstation` },
      isDeskOn: options.isDeskOn ?? true,
      labelAfterMs: options.labelAfterMs ?? 2_000,
    });

  const send = (errand: Errand): void => {
    carryOut(errand, target, stopping.signal).then((change) => {
      if (stopping.signal.aborted) return;
      running?.act((world, now) => ({ world: change(landed(world, errand), now), result: null }));
    }, stopOn);
  };
  const running: Running = run({
    fresh: fresh(),
    stateFile: options.stateFile ?? null,
    realNow: options.realNow ?? Date.now,
    send,
  });
  openShipStationDoor(app, running);
  openHooksDoor(app, running, warehouseDoor(options.warehouseSecret ?? demoSecrets.warehouse));
  openHooksDoor(app, running, channelDoor(options.channelSecret ?? demoSecrets.channel));
  openControl(app, running, fresh);

  publicUrl = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  running.act((world) => {
    const switches = { ...world.shipstation.switches, publicUrl: `${publicUrl}/shipstation` };
    return { world: { ...world, shipstation: { ...world.shipstation, switches } }, result: null };
  });
  if (options.demo && target !== null) {
    runDemo(running, target, options.demo, stopping.signal).catch(stopOn);
  }
  return {
    url: publicUrl,
    close: async () => {
      stopping.abort();
      running.stop();
      await app.close();
    },
  };
}

/** A fault of the simulator itself must not pass as a fault of whoever is tested against it. */
function stopOn(problem: unknown): never {
  throw problem;
}
