import { mostExchangesKept, type Exchange } from '../shell/exchanges.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../start.ts';
import { violations } from './held-to-contract.ts';

/**
 * For tests over HTTP: a simulator that, when it is closed, holds every call of its ShipStation and
 * every answer to the contract of V1, whoever called.
 */
export async function startHeldSimulator(
  options: SimulatorOptions = {},
  /** What a test breaks on purpose: part of the sentence. It has to come, and nothing else may. */
  broken: readonly string[] = [],
): Promise<Simulator> {
  const simulator = await startSimulator({ ...options, exchangesKept: mostExchangesKept });
  return {
    url: simulator.url,
    close: async () => {
      const problems = await problemsOf(simulator.url);
      await simulator.close();
      const unexpected = problems.filter((text) => !broken.some((part) => text.includes(part)));
      const missing = broken.filter((part) => !problems.some((text) => text.includes(part)));
      if (unexpected.length > 0) {
        throw new Error(`Against the contract of V1:\n${[...new Set(unexpected)].join('\n')}`);
      }
      if (missing.length > 0) throw new Error(`Said to be broken and kept: ${missing.join(', ')}`);
    },
  };
}

async function problemsOf(url: string): Promise<readonly string[]> {
  const answer = await fetch(`${url}/control/exchanges`);
  // Holds because the simulator made it of its own log in this very process.
  const { items, dropped } = (await answer.json()) as {
    readonly items: readonly Exchange[];
    readonly dropped: number;
  };
  if (dropped > 0) throw new Error(`${dropped} exchanges were dropped and cannot be checked`);
  return items.flatMap((exchange) => {
    const { request, answer: told } = violations(asked(exchange), {
      struck: exchange.struck,
      answer: { ...exchange, content: exchange.answer },
    });
    return [...request, ...told];
  });
}

const asked = ({ method, path, query, requestHeaders, body }: Exchange) => {
  const { authorization, ...rest } = requestHeaders;
  // The log keeps no secret: in its place stands a mark, and here another of the right form.
  const credentials = authorization === undefined
    ? {} : { authorization: authorization.replace(/^(Basic) \S+:…$/, '$1 a2VwdA==') };
  return { method, path, query, headers: { ...rest, ...credentials }, body };
};
