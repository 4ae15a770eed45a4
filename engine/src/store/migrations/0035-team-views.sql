-- side-by-side: yes
-- Views of lists that somebody named for everybody. A program of the version before shows none.

create table team_view (
  view_id text primary key,
  page text not null,
  name text not null,
  -- As it stands in the address of the console.
  search text not null,
  -- The person, or the name of the key, that made it: names change, and two people may share one.
  maker text not null,
  made_by text not null,
  made_at bigint not null,
  changed_by text not null,
  changed_at bigint not null,
  unique (page, name)
);
