-- side-by-side: yes
-- A process of the version before makes no experiments and takes every account for the worse case.

-- What was found out about an account, and who had consented to the step that found it.
create table trait (
  connection text not null,
  name text not null,
  value text not null,
  evidence text not null,
  step text not null,
  learnt_at bigint not null,
  consented_by text not null,
  consented_at bigint not null,
  primary key (connection, name)
);

-- A step that somebody has consented to: how far it has come, and how it ended.
create table experiment (
  connection text not null,
  step text not null,
  -- Its place among the steps of the connector: they are done in that order.
  position integer not null,
  consented_by text not null,
  consented_at bigint not null,
  state text not null check (state in ('waiting', 'underway', 'over')),
  -- The connector's own words for how far it has come.
  progress text,
  -- A turn has begun and was not recorded: it may have broken off in its call.
  is_begun boolean not null,
  -- World time before which there is nothing to do.
  go_on_at bigint not null,
  calls integer not null,
  -- What is in the way, in plain words.
  words text,
  found jsonb,
  ended_at bigint,
  primary key (connection, step)
);
