/** Who changed something through the API, when, what and from where. */
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type AuditEntry = {
  readonly at: number;
  /** Null where no key stood behind it. */
  readonly keyId: string | null;
  /** Null where it was no person, or nobody knew who. */
  readonly person: string | null;
  readonly who: string;
  readonly role: string;
  /** Method and route, such as `POST /v1/plans/:id/approve`. */
  readonly operation: string;
  readonly target: string;
  readonly summary: string;
  readonly from: string;
};

export type StoredAuditEntry = AuditEntry & { readonly id: number };

export type AuditFilter = {
  readonly who: string | null;
  readonly keyId: string | null;
  readonly person: string | null;
  readonly target: string | null;
  readonly since: number | null;
  readonly until: number | null;
};

/** As much as one row may hold of a text that others chose. */
const longest = 500;

const shortened = (text: string): string => storable(text.slice(0, longest));

/** Adds a row, and lets go of those that are older than they are kept. */
export const saveAudit = async (
  tx: Tx,
  entry: AuditEntry,
  keptSince: number,
): Promise<void> => {
  await tx.insertInto('audit').values({
    at: entry.at, key_id: entry.keyId, who: shortened(entry.who), role: entry.role,
    operation: entry.operation, target: shortened(entry.target),
    summary: shortened(entry.summary), came_from: shortened(entry.from),
    person_id: entry.person,
  }).execute();
  await tx.deleteFrom('audit').where('at', '<', keptSince).execute();
};

/** Newest first, from behind the given place. */
export const listAudit = async (
  tx: Tx,
  { who, keyId, person, target, since, until }: AuditFilter,
  after: { readonly at: number; readonly id: number } | null,
  limit: number,
): Promise<readonly StoredAuditEntry[]> => {
  let query = tx.selectFrom('audit').selectAll();
  if (who !== null) query = query.where('who', '=', who);
  if (keyId !== null) query = query.where('key_id', '=', keyId);
  if (person !== null) query = query.where('person_id', '=', person);
  if (target !== null) query = query.where('target', 'like', `%${escaped(target)}%`);
  if (since !== null) query = query.where('at', '>=', since);
  if (until !== null) query = query.where('at', '<', until);
  if (after !== null) {
    query = query.where((eb) => eb.or([
      eb('at', '<', after.at),
      eb.and([eb('at', '=', after.at), eb('audit_id', '<', after.id)]),
    ]));
  }
  const rows = await query.orderBy('at', 'desc').orderBy('audit_id', 'desc').limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.audit_id, at: row.at, keyId: row.key_id, person: row.person_id,
    who: row.who, role: row.role,
    operation: row.operation, target: row.target, summary: row.summary, from: row.came_from,
  }));
};

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
