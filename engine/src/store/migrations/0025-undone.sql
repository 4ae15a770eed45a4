-- side-by-side: yes
-- What was done for an order and undone, for lists. A program of the version before leaves these
-- columns as they are; the next decision writes them.

alter table dossier
  add column is_relabelled boolean not null default false,
  add column is_cancelled_late boolean not null default false;
create index dossier_relabelled on dossier (changed_at) where is_relabelled;
create index dossier_cancelled_late on dossier (changed_at) where is_cancelled_late;
