-- side-by-side: yes
-- When a connection had no calls left, gathered: a busy hour is one row, and counts how often. A
-- program of the version before keeps none.

create table limit_reached (
  connection text not null,
  since_at bigint not null,
  until_at bigint not null,
  times integer not null,
  primary key (connection, since_at)
);
create index limit_reached_lately on limit_reached (until_at);
