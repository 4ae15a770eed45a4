/** The tables as the statements see them; `migrations/` is where they are made. */
import type { Generated } from 'kysely';

type Json = unknown;

export interface Tables {
  secret: { name: string; sealed: string; written_at: number };
  policy_version: {
    version: number; document: Json; policy: Json; applied_at: number; applied_by: string;
  };
  dossier: {
    order_id: string; order_number: string; channel: string; facts: Json;
    look_again_at: number | null; decision: Json; policy_version: number | null;
    decided_at: number | null; stage: string; waits_on: string | null; since_at: number | null;
    limit_at: number | null; exception: string | null; created_at: number; changed_at: number;
  };
  consignment: { consignment_id: string; order_id: string; warehouse: string; reference: string };
  sighting: {
    sighting_id: Generated<number>; order_id: string; consignment_id: string | null;
    kind: string; at: number; content: Json;
  };
  decision: {
    decision_id: Generated<number>; order_id: string; decided_at: number;
    policy_version: number; decision: Json;
  };
  intent: {
    intent_id: Generated<number>; connection: string; operation: string; about: string;
    order_id: string; consignment_id: string; lane: number; due_at: number;
    cut_off_at: number | null; wave: string | null; sequence: number | null;
    fingerprint: string; action: Json;
  };
  attempt: {
    attempt_id: string; connection: string; operation: string; about: string; order_id: string;
    consignment_id: string; fingerprint: string; epoch: number; begun_at: number;
    outcome: string | null; code: string | null; words: string | null;
    answered_at: number | null;
  };
  message: {
    message_id: string; position: Generated<number>; party: 'warehouse' | 'channel';
    party_name: string; order_id: string; consignment_id: string; kind: string; content: Json;
    written_at: number; acknowledged_at: number | null;
  };
  exception: {
    exception_id: string; order_id: string; consignment_id: string; code: string; fault: string;
    severity: number; owner: string; lines: Json; because: Json; since_at: number;
    opened_at: number; closed_at: number | null; closed_by: string | null;
  };
  lease: { connection: string; holder: string; epoch: number; renewed_at: number };
  call_log: {
    call_id: Generated<number>; connection: string; purpose: string; started_at: number;
    took_milliseconds: number | null; result: string | null;
  };
  feed: {
    connection: string; feed: string; through_at: number | null; window_from: number | null;
    window_to: number | null; page: string | null; looked_at: number | null;
  };
  connection_state: {
    connection: string; last_good_at: number | null; trouble: string | null;
    trouble_since: number | null; closed_until: number | null; rate_limit: number | null;
  };
  unreadable: { unreadable_id: Generated<number>; connection: string; at: number; words: string };
  api_key: {
    key_id: string; hash: string; name: string; role: string; created_at: number;
    last_used_at: number | null; revoked_at: number | null;
  };
  sign_in_link: { hash: string; role: string; expires_at: number; used_at: number | null };
  session: {
    hash: string; name: string; role: string; created_at: number; expires_at: number;
  };
}
