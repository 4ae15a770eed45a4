-- side-by-side: yes
-- What a connection has taken in already, such as files by their content. A program of the version
-- before has no connector that takes any.

create table taken (
  connection text not null,
  mark text not null,
  note text not null,
  at bigint not null,
  primary key (connection, mark)
);
create index taken_by_age on taken (at);
