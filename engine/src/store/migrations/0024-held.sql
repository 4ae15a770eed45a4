-- side-by-side: yes
-- Who holds an order back, for lists. A program of the version before leaves these columns as they
-- are; the next decision writes them.

alter table dossier
  add column held_since_at bigint,
  -- Null while it is held: until somebody lets it go.
  add column held_until_at bigint;
create index dossier_held on dossier (held_since_at) where held_since_at is not null;
