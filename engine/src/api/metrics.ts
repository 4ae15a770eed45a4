import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { countByStage, countOpenExceptions } from '../store/reading.ts';
import type { ApiContext } from './context.ts';
import { countConnections } from './connections.ts';

const processRegistry = new Registry();
collectDefaultMetrics({ register: processRegistry, prefix: 'gatepass_process_' });

/** What is true at the moment of asking, in Prometheus' text format. */
export const renderMetrics = async (
  context: ApiContext,
): Promise<{ type: string; text: string }> => {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `gatepass_${name}`, help, labelNames, registers: [registry] });
  const { stages, exceptions } = await context.surroundings.database.transaction(async (tx) => ({
    stages: await countByStage(tx), exceptions: await countOpenExceptions(tx),
  }));
  const orders = gauge('orders', 'Orders by stage', ['stage']);
  for (const { stage, count } of stages) orders.set({ stage }, count);
  const open = gauge('exceptions_open', 'Open exceptions by code', ['code']);
  for (const { code, count } of exceptions) open.set({ code }, count);
  const wellness = gauge('connection_well', '1 when the connection answers', ['connection']);
  const waiting = gauge(
    'wishes_waiting', 'What waits to be carried out', ['connection', 'operation']);
  const used = gauge('budget_used', 'Calls in the present window', ['connection']);
  for (const one of await countConnections(context)) {
    wellness.set({ connection: one.name }, one.isWell ? 1 : 0);
    used.set({ connection: one.name }, one.used);
    for (const { operation, count } of one.waiting) {
      waiting.set({ connection: one.name, operation }, count);
    }
  }
  return {
    type: registry.contentType,
    text: `${await registry.metrics()}\n${await processRegistry.metrics()}`,
  };
};
