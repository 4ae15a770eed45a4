-- side-by-side: yes
-- What our own connector trips over on a connection, and how long it rests. A program of the
-- version before stops at such a fault, and so has none.

create table trip (
  connection text not null,
  what text not null,
  since_at bigint not null,
  at bigint not null,
  in_a_row integer not null,
  rests_until bigint not null,
  words text not null,
  primary key (connection, what)
);
