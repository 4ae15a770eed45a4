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
    warehouse: Generated<string | null>; carrier: Generated<string | null>;
    disagrees: Generated<boolean>;
    service: Generated<string | null>;
    is_relabelled: Generated<boolean>; is_cancelled_late: Generated<boolean>;
    held_since_at: Generated<number | null>; held_until_at: Generated<number | null>;
    waits_since_at: Generated<number | null>; waits_limit_at: Generated<number | null>;
    label_owed_since: Generated<number | null>; label_owed_limit: Generated<number | null>;
    warehouse_owed_since: Generated<number | null>;
    warehouse_owed_limit: Generated<number | null>;
    channel_owed_since: Generated<number | null>; channel_owed_limit: Generated<number | null>;
    leave_owed_since: Generated<number | null>; leave_owed_limit: Generated<number | null>;
    words_fingerprint: Generated<string | null>;
    placed_at: Generated<number | null>; is_placing_noted: Generated<boolean>;
  };
  note: {
    note_id: string; order_id: string; kind: string; said: string; at: number; by: string;
    answer: string | null; answered_at: number | null; answered_by: string | null;
  };
  team_view: {
    view_id: string; page: string; name: string; search: string; maker: string; made_by: string;
    made_at: number; changed_by: string; changed_at: number;
  };
  view_alert: {
    view_id: string; above: number; told_to: string; counted_at: number | null;
    told_at: number | null; told_count: number | null; is_over: boolean;
  };
  search_word: { order_id: string; field: string; word: string; heard_at: number };
  passage: {
    passage_id: Generated<number>; order_id: string; warehouse: string | null;
    carrier: string | null; from_stage: string | null; to_stage: string; at: number;
    ready_for: number | null;
  };
  consignment: { consignment_id: string; order_id: string; warehouse: string; reference: string };
  bearer: {
    connection: string; shipstation_order_id: string; consignment_id: string;
    swept_at: Generated<number | null>; stands: Generated<boolean | null>;
  };
  shelf_order: {
    connection: string; release_key: string; order_id: string; consignment_id: string;
    order_number: string; status: string; release: Json; changed_at: number;
    fetched_at: number | null; first_fetched_at: number | null;
  };
  shelf_window: {
    connection: string; from_at: number; to_at: number; keys: Json; taken_at: number;
  };
  shelf_call: {
    connection: string; fetched_at: number | null; fetch_answer: string | null;
    noticed_at: number | null; notice_answer: string | null; refused_at: number | null;
    refused: Generated<number>;
  };
  unclaimed: {
    connection: string; kind: 'order' | 'label' | 'mark'; their_id: string;
    shipstation_order_id: string | null; order_number: string; seen: Json; seen_at: number;
    tried_at: number; tried_policy: number;
  };
  plan: {
    plan_id: string; kind: string; state: string; content: Json; made_at: number;
    made_by: string; changed_at: number;
  };
  plan_change: {
    plan_change_id: Generated<number>; plan_id: string; at: number; by: string; what: string;
    why: string | null;
  };
  plan_item: {
    plan_item_id: Generated<number>; plan_id: string; order_id: string; name: string;
    state: string; content: Json; at: number; said: Json;
  };
  guard_stop: {
    connection: string; effect: 'withdraw' | 'void'; plan_id: string; count: number;
    since_at: number;
  };
  admission: { plan_id: string; consignment_id: string; step: number; at: number };
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
    fingerprint: string; action: Json; wished_at: Generated<number | null>;
  };
  attempt: {
    attempt_id: string; connection: string; operation: string; about: string; order_id: string;
    consignment_id: string; fingerprint: string; epoch: number; begun_at: number;
    outcome: string | null; code: string | null; words: string | null;
    answered_at: number | null; due_at: Generated<number | null>;
    budget_milliseconds: Generated<number>;
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
    group_id: string | null; warehouse: string | null; channel: string | null;
    connection: string | null; limit_at: number | null; about: string | null;
    closed_why: string | null; returned_at: number | null; last_closed_at: number | null;
    last_closed_by: string | null; assigned_to: string | null; acknowledged_by: string | null;
    acknowledged_at: number | null; waiting_by: string | null; waiting_until: number | null;
    waiting_why: string | null; waiting_about: string | null;
  };
  exception_group: {
    group_id: string; code: string; fault: string; connection: string | null; severity: number;
    owner: string; open_count: number; oldest_at: number | null; limit_at: number | null;
    first_opened_at: number; closed_at: number | null; returned_at: number | null;
    last_closed_at: number | null; assigned_to: string | null; acknowledged_by: string | null;
    acknowledged_at: number | null; waiting_by: string | null; waiting_until: number | null;
    waiting_why: string | null; waiting_count: number | null;
  };
  exception_touched: { touched_id: Generated<number>; group_id: string };
  exception_act: {
    act_id: Generated<number>; target: string; what: string; at: number; by: string;
    why: string | null; until_at: number | null; given_to: string | null;
  };
  alert: {
    alert_id: string; address: string; group_id: string | null; why: string; at: number;
    count: number; severity: number; content: Json; state: string; tries: number; due_at: number;
    tried_at: number | null; words: string | null; view_id: Generated<string | null>;
  };
  bulk_item: {
    plan_id: string; position: number; order_id: string; consignment_id: string;
    exception_id: string | null; order_number: string; state: string; facts: string | null;
    content: Json; words_before: string | null; words_after: string | null;
    words: string | null; done_at: number | null;
  };
  errand: { name: string; through: string };
  label_document: {
    order_id: string; label_id: string; content_type: string; bytes: Uint8Array; kept_at: number;
  };
  refused_input: {
    refused_id: Generated<number>; connection: string; at: number; sender: string;
    method: string; path: string; status: number; detail: string; problems: Json;
  };
  answered_request: {
    request_id: string; asked: string; begun_at: number; status: number | null;
    answer: string | null;
  };
  stock: { warehouse: string; sku: string; available: number; at: number };
  stock_count: { warehouse: string; at: number };
  lease: { connection: string; holder: string; epoch: number; renewed_at: number };
  call_log: {
    call_id: Generated<number>; connection: string; purpose: string; started_at: number;
    took_milliseconds: number | null; result: string | null;
  };
  call_text: {
    call_text_id: Generated<number>; connection: string; at: number; took_milliseconds: number;
    attempts: Json; content: Json;
  };
  feed: {
    connection: string; feed: string; through_at: number | null; window_from: number | null;
    window_to: number | null; page: string | null; looked_at: number | null;
    spaced_at: number | null; spaced_before_at: number | null; news_at: number | null;
    news_gap: number | null; owed_at: number | null; owed: Generated<number>;
    announced: Generated<number>; judged: Generated<number>; unannounced_at: number | null;
    heeded: Generated<number>;
  };
  taken: { connection: string; mark: string; note: string; at: number };
  left_out: {
    order_id: string; connection: string; record: string; fault: string; at: number;
    content: Generated<string>; ended_at: number | null; ended_by: string | null;
    ended_why: string | null;
  };
  trip: {
    connection: string; what: string; since_at: number; at: number; in_a_row: number;
    rests_until: number; words: string;
  };
  hook_call: { connection: string; feed: string; heard_at: number; heard: number };
  hooks_kept: {
    connection: string; address: string; tried_at: number; kept_at: number | null;
    trouble: string | null;
  };
  sweep: {
    connection: string; asked_at: number | null; begun_at: number | null; reach: string | null;
    page: string | null; finished_at: number | null; whole_finished_at: number | null;
    found: Json;
  };
  connection_state: {
    connection: string; last_good_at: number | null; trouble: string | null;
    trouble_since: number | null; closed_until: number | null; rate_limit: number | null;
    trouble_why: string | null; refusals: number; silences: Generated<number>;
    others_calls: Generated<number>; others_until: number | null; well_since: number | null;
  };
  connection_clock: {
    connection: string; ahead_milliseconds: number; off_in_a_row: number; seen_at: number;
  };
  pause: {
    pause_id: Generated<number>; connection: string; effect: string; paused_by: string;
    why: string; since_at: number; until_at: number | null; ended_at: number | null;
    ended_by: string | null; ended_why: string | null;
  };
  silence: {
    silence_id: Generated<number>; connection: string; since_at: number;
    until_at: number | null; why: string; words: string;
  };
  limit_reached: { connection: string; since_at: number; until_at: number; times: number };
  trait: {
    connection: string; name: string; value: string; evidence: string; step: string;
    learnt_at: number; consented_by: string; consented_at: number;
  };
  experiment: {
    connection: string; step: string; position: number; consented_by: string;
    consented_at: number; state: 'waiting' | 'underway' | 'over'; progress: string | null;
    is_begun: boolean; go_on_at: number; calls: number; words: string | null; found: Json;
    ended_at: number | null;
  };
  unreadable: { unreadable_id: Generated<number>; connection: string; at: number; words: string };
  api_key: {
    key_id: string; hash: string; name: string; role: string; created_at: number;
    last_used_at: number | null; revoked_at: number | null; shown: string | null;
    places: Generated<Json>; created_by: string | null; expires_at: number | null;
    replaced_by: string | null; revoked_by: string | null;
  };
  sign_in_link: {
    hash: string; role: string; expires_at: number; used_at: number | null;
    person_id: string | null;
  };
  session: {
    hash: string; name: string; role: string; created_at: number; expires_at: number;
    key_id: string | null;
  };
  audit: {
    audit_id: Generated<number>; at: number; key_id: string | null; who: string; role: string;
    operation: string; target: string; summary: string; came_from: string;
    person_id: string | null;
  };
  person: {
    id: string; name: string; email: string; email_verified: boolean; image: string | null;
    role: string; deactivated_at: Date | null; created_at: Date; updated_at: Date;
  };
  person_account: {
    id: string; person_id: string; account_id: string; provider_id: string;
    password: string | null; access_token: string | null; refresh_token: string | null;
    id_token: string | null; access_token_expires_at: Date | null;
    refresh_token_expires_at: Date | null; scope: string | null; created_at: Date;
    updated_at: Date;
  };
  person_session: {
    id: string; person_id: string; token: string; expires_at: Date; came_from: string | null;
    user_agent: string | null; created_at: Date; updated_at: Date;
  };
  person_verification: {
    id: string; identifier: string; value: string; expires_at: Date; created_at: Date;
    updated_at: Date;
  };
  sign_in_provider: {
    provider_id: string; name: string; issuer: string; client_id: string; sealed_secret: string;
    trusts_unverified: boolean; changed_at: number; changed_by: string;
  };
}
