-- side-by-side: yes
-- A process of the version before neither keeps documents nor counts looks for a second time: no
-- label is repeated then, and none is bought, since it knows of no such wish.

-- What there is to print of a label. ShipStation gives it once, with the purchase.
create table label_document (
  order_id text not null references dossier,
  label_id text not null,
  content_type text not null,
  bytes bytea not null,
  kept_at bigint not null,
  primary key (order_id, label_id)
);
create index label_document_age on label_document (kept_at);

-- Complete looks that began at least a minute apart: the newest, and the one before it.
alter table feed
  add column spaced_at bigint,
  add column spaced_before_at bigint;
