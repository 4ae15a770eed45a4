/**
 * The audit: who changed what through the API, when and from where. One hook writes it for every
 * route, so that none can forget; a route may say more, or write the row in its own transaction.
 *
 * The row is written after the change and before the answer leaves. A process that is killed in
 * between leaves a change without its row and without an answer; where that must not be, the route
 * calls `auditIn` inside the transaction of the change.
 *
 * What warehouses and channels tell us is kept as sightings, which are the record of it. Such
 * routes say so with `config: { audit: 'as-facts' }`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { saveAudit, type AuditEntry } from '../store/audit.ts';
import type { Tx } from '../store/database.ts';
import type { ApiContext, Server } from './context.ts';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `as-facts`: kept as sightings instead. `reading-too`: it copies what is secret. */
    audit?: 'as-facts' | 'reading-too';
  }
  interface FastifyRequest {
    auditing: Auditing | null;
  }
}

/** What the route has said of the row that this request leaves; null when it said nothing. */
type Auditing =
  | { readonly is: 'noted'; readonly note: AuditNote }
  | { readonly is: 'written' }
  | { readonly is: 'nothing-changed' };

export type AuditNote = {
  /** A short sentence; without it the route's own summary. Never a secret or a person's data. */
  readonly summary?: string;
  /** What it was done to; without it the path. */
  readonly target?: string;
  /** Who it was, where the request itself does not say so yet: signing in. */
  readonly by?: {
    readonly name: string; readonly role: string; readonly keyId: string | null;
    readonly person: string | null;
  };
};

/** Says more in the row that the hook will write. */
export const noteForAudit = (request: FastifyRequest, note: AuditNote): void => {
  const before = request.auditing?.is === 'noted' ? request.auditing.note : {};
  request.auditing = { is: 'noted', note: { ...before, ...note } };
};

/** A dry run and its like: nothing was changed, so nothing is to be told. */
export const nothingChanged = (request: FastifyRequest): void => {
  request.auditing = { is: 'nothing-changed' };
};

const day = 24 * 3_600_000;
const usuallyKeptDays = 400;

/** Writes the row in the transaction of the change itself. The hook then writes none. */
export const auditIn = async (
  tx: Tx,
  context: ApiContext,
  request: FastifyRequest,
  note: AuditNote,
): Promise<void> => {
  const entry = entryOf(context, request, note);
  await saveAudit(tx, entry, keptSince(context, entry.at));
  request.auditing = { is: 'written' };
};

const keptSince = ({ auditKeptDays = usuallyKeptDays }: ApiContext, at: number): number =>
  at - auditKeptDays * day;

const entryOf = (
  { surroundings: { now } }: ApiContext,
  request: FastifyRequest,
  { summary, target, by = request.bearer ?? nobody }: AuditNote,
): AuditEntry => ({
  at: now(),
  keyId: by.keyId,
  person: by.person,
  who: by.name,
  role: by.role,
  operation: `${request.method} ${request.routeOptions.url ?? ''}`,
  target: target ?? request.url.replace(/\?.*$/s, ''),
  summary: summary ?? summaryOf(request),
  from: request.ip,
});

const nobody = { name: 'nobody', role: 'none', keyId: null, person: null } as const;

const summaryOf = ({ routeOptions: { schema } }: FastifyRequest): string =>
  schema !== undefined && 'summary' in schema && typeof schema.summary === 'string'
    ? schema.summary : '';

/** Every route of the server that is not only for reading, and those that ask for it. */
export const auditEveryChange = (server: Server, context: ApiContext): void => {
  const { database, log } = context.surroundings;
  server.decorateRequest('auditing', null);
  server.addHook('onSend', async (request, reply) => {
    const { auditing } = request;
    if (auditing !== null && auditing.is !== 'noted') return;
    if (!isChange(request, reply)) return;
    request.auditing = { is: 'written' };
    const entry = entryOf(context, request, auditing?.note ?? {});
    try {
      await database.transaction((tx) => saveAudit(tx, entry, keptSince(context, entry.at)));
    } catch (cause) {
      const { who, operation, target } = entry;
      log('a change could not be audited', { who, operation, target });
      throw new Problem(503, 'Not audited',
        'It was done, but the store did not take down who did it. Look before you repeat it.',
        undefined, { cause });
    }
  });
};

const onlyReads = new Set(['GET', 'HEAD', 'OPTIONS']);

const isChange = ({ method, routeOptions }: FastifyRequest, reply: FastifyReply): boolean => {
  if (reply.statusCode >= 400 || routeOptions.url === undefined) return false;
  const { audit } = routeOptions.config;
  return onlyReads.has(method) ? audit === 'reading-too' : audit !== 'as-facts';
};
