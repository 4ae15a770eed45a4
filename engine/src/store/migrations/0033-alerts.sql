-- side-by-side: yes
-- What was told of a cause, to which address, and what became of it. The newest row of a cause and
-- an address is what was last told. A program of the version before tells nobody.
create table alert (
  alert_id text primary key,
  -- As it is called in the policy.
  address text not null,
  -- Null: somebody tried whether the address hears us.
  group_id text,
  why text not null,
  at bigint not null,
  count integer not null,
  severity integer not null,
  content jsonb not null,
  -- waiting, heard, given-up, overtaken
  state text not null,
  tries integer not null,
  -- In wire time, like all that waits for another system.
  due_at bigint not null,
  tried_at bigint,
  words text
);
create index alert_of_cause on alert (group_id, address, at desc) where group_id is not null;
create index alert_due on alert (due_at) where state = 'waiting';
create index alert_tried on alert (address, tried_at desc) where tried_at is not null;
