-- side-by-side: yes
-- A process of the version before makes no plans over many orders and carries none out.

-- What a plan would do to each order, and what became of it when it was carried out.
create table bulk_item (
  plan_id text not null references plan,
  position integer not null,
  order_id text not null references dossier,
  consignment_id text not null,
  exception_id text,
  order_number text not null,
  -- unread, planned, left-out; once confirmed: done, or left-out with its words.
  state text not null,
  -- The facts as they stood when it was planned.
  facts text,
  content jsonb,
  words_before text,
  words_after text,
  words text,
  done_at bigint,
  primary key (plan_id, position)
);
create index bulk_item_state on bulk_item (plan_id, state, position);
create index bulk_item_order on bulk_item (order_id);
