-- side-by-side: yes
-- A view of the team whose number of orders is told to an address outside. A program of the version
-- before counts none, and cannot post what it takes of one: that comes up again at its next try.

create table view_alert (
  view_id text primary key references team_view on delete cascade,
  -- It is told when the view shows more orders than this.
  above integer not null,
  -- The address, as it is called in the policy.
  told_to text not null,
  -- Null: never yet.
  counted_at bigint,
  -- As it was last told; null: never yet.
  told_at bigint,
  told_count integer,
  -- The view has shown no more than the number since it was told.
  is_over boolean not null default false
);

-- Of an alert of a view, which has no cause.
alter table alert add column view_id text;
create index alert_of_view on alert (view_id) where view_id is not null;
