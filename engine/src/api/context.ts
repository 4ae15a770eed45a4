import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { FastifyBaseLogger } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Loop } from '../loop/run.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import type { Bearer } from '../store/keys.ts';

/** What the API stands on. */
export type ApiContext = {
  readonly surroundings: Surroundings;
  /** Null in a process that only serves the API. */
  readonly loop: Loop | null;
  readonly seal: (secret: string) => string;
  readonly isDemo: boolean;
  readonly isSecure: boolean;
  /** Where the built console lies; null when it was not built. */
  readonly consoleFolder: string | null;
  readonly handbookFolder: string | null;
  readonly version: string;
};

export type Server = FastifyInstance<
  RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

declare module 'fastify' {
  interface FastifyRequest {
    bearer: Bearer | null;
  }
}
