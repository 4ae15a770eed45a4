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
  /** Seals the cookies of people: the same on all machines of one store, and not in it. */
  readonly sessionSecret?: string;
  /** How others reach this Gatepass; absent where each one's own way there counts. */
  readonly publicUrl?: string;
  /** How fast the demo's world runs; absent where time is real. */
  readonly demoPace?: () => number;
  readonly isSecure: boolean;
  /** Where the built console lies; null when it was not built. */
  readonly consoleFolder: string | null;
  readonly handbookFolder: string | null;
  readonly version: string;
  /** Without them nobody is slowed down. */
  readonly rates?: Rates;
  readonly auditKeptDays?: number;
  /** How long a request may take to arrive; without it as long as is usual. */
  readonly patience?: RequestPatience;
  /** Proxies whose word on where a call came from is believed. */
  readonly trustedProxies?: readonly string[];
  /** Whether this process was told to stop, and only lets its call under way come home. */
  readonly isEnding?: () => boolean;
};

/** How often a minute; 0 for as often as they like. */
export type Rates = { readonly callsPerKey: number; readonly guessesPerAddress: number };

/** In milliseconds of real time. */
export type RequestPatience = {
  /** From the first byte, or from the answer before, to the last byte of the body. */
  readonly wholeRequest: number;
  /** How often those that are too slow are looked for; so much longer one may live. */
  readonly lookEvery: number;
};

export type Server = FastifyInstance<
  RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

declare module 'fastify' {
  interface FastifyRequest {
    bearer: Bearer | null;
  }
}
