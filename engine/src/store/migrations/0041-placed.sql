-- side-by-side: yes
-- When each order was placed at its channel, for lists. It is written with the facts; the loop
-- notes it for the orders of an older program. What a program of the version before hears of an
-- order that was noted already is noted when the order's facts are next written.

alter table dossier
  -- Null: the channel has not said it, or it is not noted yet.
  add column placed_at bigint,
  add column is_placing_noted boolean not null default false;

-- Lists and counts by it are of few days among very many.
create index dossier_placed on dossier (placed_at) where placed_at is not null;
create index dossier_placing_unnoted on dossier (order_id) where not is_placing_noted;
