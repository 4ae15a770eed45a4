-- side-by-side: yes
-- How many calls others are known to have made on the same key, and until when these count. A
-- program of the version before goes by its own calls alone.
alter table connection_state
  add others_calls integer not null default 0,
  add others_until bigint;
