import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import type { Target } from './shell/errands.ts';
import { carryOut } from './shell/errands.ts';
import { openControl } from './shell/control.ts';
import { allDoors, openHooksDoor, openShipStationDoor } from './shell/doors.ts';
import { openExchanges } from './shell/exchanges.ts';
import { openBatches } from './shell/batches.ts';
import type { Keeping, Running } from './shell/running.ts';
import { run } from './shell/running.ts';
import { demoCrew, livesFrom } from './demo/demo-day.ts';
import { newCrew } from './desk/people/crew.ts';
import type { Errand } from './machine.ts';
import type { Switches } from './shipstation/account.ts';
import { drawnSwitches } from './shipstation/switches/all.ts';
import type { World } from './world.ts';
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
  /** People with shifts and habits in place of the simple desk. */
  readonly hasPeopleAtDesk?: boolean;
  readonly areCarriersOn?: boolean;
  /** API key to secret of the pretend ShipStation account. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly switches?: Partial<Switches>;
  /** Draws every switch by chance from this seed, for whoever has to find them out. */
  readonly unknownSettings?: number | null;
  readonly warehouseSecret?: string;
  readonly channelSecret?: string;
  readonly gatepass?: Target | null;
  /** The days of the demo: two warehouses, two channels, planted faults, people and vans. */
  readonly isDemo?: boolean;
  readonly stateFile?: string | null;
  /** The world that a demo begins with where there is no state yet. */
  readonly firstFile?: string | null;
  /** How many exchanges at ShipStation are kept for `GET /control/exchanges`; none at first. */
  readonly exchangesKept?: number;
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
  const isDemo = options.isDemo ?? false;
  const seed = options.unknownSettings ?? null;
  const unknown = seed === null ? {} : drawnSwitches(seed);
  const fresh = () =>
    newWorld({
      seed: options.seed ?? 7,
      keys: options.keys ?? { 'demo-key': 'demo-secret' },
      switches: { ...unknown, ...options.switches, publicUrl: `${publicUrl}/shipstation` },
      isDeskOn: options.isDeskOn ?? true,
      labelAfterMs: options.labelAfterMs ?? 2_000,
      crew: isDemo ? demoCrew() : options.hasPeopleAtDesk === true ? newCrew() : null,
      areCarriersOn: options.areCarriersOn ?? isDemo,
      isDemo,
    });

  const land = (errand: Errand, change: (world: World, now: number) => World): void => {
    if (stopping.signal.aborted) return;
    running?.act((world, now) => ({ world: change(landed(world, errand), now), result: null }));
  };
  const gather = isDemo && target !== null ? openBatches(target, stopping.signal, land) : null;
  const send = (errand: Errand): void => {
    if (gather !== null && errand.is === 'warehouse.put') return gather(errand);
    carryOut(errand, target, stopping.signal).then((change) => land(errand, change), stopOn);
  };
  const running: Running = run({
    fresh: fresh(),
    keeping: keepingOf(options),
    realNow: options.realNow ?? Date.now,
    send,
  });
  const exchanges = openExchanges(options.exchangesKept ?? 0);
  openShipStationDoor(app, running, exchanges);
  const doors = allDoors({
    warehouse: options.warehouseSecret ?? demoSecrets.warehouse,
    channel: options.channelSecret ?? demoSecrets.channel,
  });
  for (const door of doors) openHooksDoor(app, running, door);
  openControl(app, running, { fresh, exchanges });

  publicUrl = await listenAt(app, options.port ?? 0, isDemo);
  running.act((world) => {
    const switches = { ...world.shipstation.switches, publicUrl: `${publicUrl}/shipstation` };
    return { world: { ...world, shipstation: { ...world.shipstation, switches } }, result: null };
  });
  return {
    url: publicUrl,
    close: async () => {
      stopping.abort();
      running.stop();
      await app.close();
    },
  };
}

/** A demo takes any other port where its own is taken; whoever names a port elsewhere means it. */
async function listenAt(app: FastifyInstance, port: number, takesAny: boolean): Promise<string> {
  const host = '127.0.0.1';
  try {
    return await app.listen({ port, host });
  } catch (problem) {
    const isTaken = problem instanceof Error && 'code' in problem && problem.code === 'EADDRINUSE';
    if (!isTaken || !takesAny) throw problem;
    return app.listen({ port: 0, host });
  }
}

/** A demo's world is large, so that it is written now and then; its time stands while it is off. */
function keepingOf({ stateFile, firstFile, isDemo }: SimulatorOptions): Keeping | null {
  if (stateFile == null) return null;
  return {
    file: stateFile, withinMs: isDemo === true ? 20_000 : 0, firstFile: firstFile ?? null,
    standsAt: isDemo === true ? livesFrom : null,
  };
}

/** A fault of the simulator itself must not pass as a fault of whoever is tested against it. */
function stopOn(problem: unknown): never {
  throw problem;
}
