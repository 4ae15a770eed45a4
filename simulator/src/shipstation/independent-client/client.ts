/**
 * shipstation-node is written by people who know nothing of this simulator: what it sends and
 * reads judges us where our own client would only agree with us. Its base address can be set at
 * run time only (shipstation.md section 9).
 */
import * as shipStationNode from 'shipstation-node';
import { startHeldSimulator } from '../held-simulator.ts';

// The package is ES module code that calls itself CommonJS: the compiler finds the class one
// default deeper than the test runner, which resolves its imports without file endings.
type ShipStationNode = typeof shipStationNode.default.default;
const ShipStation = shipStationNode.default as unknown as ShipStationNode;

export type Client = InstanceType<ShipStationNode>['v1'];

/** What the client is known to do wrong is named; all else it sends and is told is held to V1. */
export async function openAccount(broken: readonly string[] = []) {
  const simulator = await startHeldSimulator({
    isDeskOn: false, switches: { callsPerMinute: 1_000 },
  }, broken);
  return {
    /** A client of its own for each test: each allows itself 40 calls a minute and then waits. */
    client: (): Client => {
      const { v1 } = new ShipStation({
        credentials: { v1: { apiKey: 'demo-key', apiSecret: 'demo-secret' } },
      });
      // Declared private, yet the one way in: the constructor's option is not kept.
      Object.assign(v1, { baseURL: `${simulator.url}/shipstation/` });
      return v1;
    },
    /** What no client can do: the clock, the faults, the desk. */
    control: async (path: string, body: unknown): Promise<void> => {
      const answer = await fetch(`${simulator.url}/control${path}`, {
        method: 'POST', body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    },
    close: () => simulator.close(),
  };
}

/** The client rejects with what it was answered. */
export const refusedWith = (status: number) => ({ response: { status } });
