/**
 * The audit: who changed what through the API, when and from where. Routes change things through
 * `change`, which writes the row in the transaction of the change itself; what no transaction can
 * hold is told before it begins (`tellBefore`). A hook looks after every route, so that none can
 * forget: where a change went through without a row, it writes one, and the log says so.
 *
 * What warehouses and channels tell us is kept as sightings, which are the record of it. Such
 * routes say so with `config: { audit: 'as-facts' }`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { saveAudit, type AuditEntry } from '../store/audit.ts';
import type { Tx } from '../store/database.ts';
import { isCollision } from '../store/transact.ts';
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

/** Says more in the row of this request. */
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

/** What was said of the row so far; what a transaction that is done anew says goes on from it. */
export const saidOfRow = ({ auditing }: FastifyRequest): Auditing | null => auditing;

/**
 * Writes the row of this request in the transaction of its change. It writes none where the route
 * leaves none, where nothing was changed, or where it is written and no more was said. Throws a
 * problem that says that nothing was done when the store does not take it.
 */
export const writeRow = async (
  tx: Tx,
  context: ApiContext,
  request: FastifyRequest,
): Promise<void> => {
  const { auditing } = request;
  if (request.routeOptions.config.audit === 'as-facts') return;
  if (auditing !== null && auditing.is !== 'noted') return;
  const entry = entryOf(context, request, auditing?.note ?? {});
  try {
    await saveAudit(tx, entry, keptSince(context, entry.at));
  } catch (cause) {
    if (isCollision(cause)) throw cause;
    const { who, operation, target } = entry;
    context.surroundings.log('a change could not be audited', { who, operation, target });
    throw new Problem(503, 'Not audited',
      'Nothing was done: the store did not take down who did it. Try again later.',
      undefined, { cause });
  }
};

/** Whether the row of this request is written. */
export const isTold = ({ auditing }: FastifyRequest): boolean => auditing?.is === 'written';

/** Its transaction is committed, and the row with it. */
export const settleRow = (request: FastifyRequest): void => {
  if (request.auditing?.is !== 'nothing-changed') request.auditing = { is: 'written' };
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

/** The last to look at every route that is not only for reading, and those that ask for it. */
export const auditEveryChange = (server: Server, context: ApiContext): void => {
  const { database, log } = context.surroundings;
  server.decorateRequest('auditing', null);
  server.addHook('onSend', async (request, reply) => {
    const { auditing } = request;
    if (auditing !== null && auditing.is !== 'noted') return;
    if (!isChange(request, reply)) return;
    request.auditing = { is: 'written' };
    const entry = entryOf(context, request, auditing?.note ?? {});
    log('a change was audited only after it was done', { operation: entry.operation });
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
