-- side-by-side: yes
-- A process of the version before looks at fixed intervals and hears no hooks.

alter table feed
  -- The newest look that showed something new, and how far apart such news came of late.
  add column news_at bigint,
  add column news_gap bigint,
  -- News that no hook had announced: since when its hook is owed.
  add column owed_at bigint,
  -- How many pieces of news in a row a hook announced in time.
  add column announced integer not null default 0,
  -- When a hook last stayed away altogether.
  add column unannounced_at bigint,
  -- How many hooks had been heard when the newest look began: more mean a look is asked for.
  add column heeded bigint not null default 0;

-- Calls to our own address that said to look at a feed sooner.
create table hook_call (
  connection text not null,
  feed text not null,
  heard_at bigint not null,
  heard bigint not null,
  primary key (connection, feed)
);

-- How the hooks in the account were last found, by the address that they were to call.
create table hooks_kept (
  connection text primary key,
  address text not null,
  tried_at bigint not null,
  kept_at bigint,
  trouble text
);

-- The sweep of one connection: where it stands, and what it found when it was last finished.
create table sweep (
  connection text primary key,
  asked_at bigint,
  begun_at bigint,
  reach text,
  page text,
  finished_at bigint,
  whole_finished_at bigint,
  found jsonb
);

-- When an open order of ShipStation was last met by a sweep.
alter table bearer add column swept_at bigint;
