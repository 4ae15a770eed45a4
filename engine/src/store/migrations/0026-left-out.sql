-- side-by-side: yes
-- Records of other systems that were left out of an order because we tripped over them. A program
-- of the version before stops at such a record, and so has none.

create table left_out (
  order_id text not null,
  connection text not null,
  record text not null,
  fault text not null,
  at bigint not null,
  primary key (order_id, connection, record)
);
create index left_out_by_record on left_out (connection, record);
