-- side-by-side: yes
-- The service of each order, for lists. A program of the version before leaves the column as it
-- is; the next decision writes it.

alter table dossier add column service text;
