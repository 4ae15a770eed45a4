-- side-by-side: yes
-- A process of the version before decides on no plan of the guard, and writes nothing here.

-- Who decided on an item of a plan, and why; null while nobody has.
alter table plan_item add said jsonb;
