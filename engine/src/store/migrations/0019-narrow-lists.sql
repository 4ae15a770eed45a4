-- side-by-side: yes
-- Indexes alone: a program of the version before goes on as it did, and may be served by them.

-- Messages that nobody has taken in yet, and those that were refused: few among very many.
create index message_unacknowledged on message (position) where acknowledged_at is null;
create index attempt_refused_telling on attempt (about)
  where outcome = 'refused' and operation in ('tell-warehouse', 'tell-channel');

-- What the orders that are not begun are made of: a stock figure asks for those that name it.
create index dossier_articles on dossier using gin (
  jsonb_path_query_array(facts, '$.consignments.*.says.snapshot.lines[*].sku')
) where stage = 'received';
