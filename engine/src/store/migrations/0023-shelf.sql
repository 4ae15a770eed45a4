-- side-by-side: yes
-- Orders that ShipStation fetches from us (Custom Store), and its calls. A program of the version
-- before hands none out.

create table shelf_order (
  connection text not null,
  release_key text not null,
  order_id text not null references dossier,
  consignment_id text not null,
  order_number text not null,
  status text not null,
  release jsonb not null,
  -- World time since which it stands as it does; by this it is asked for.
  changed_at bigint not null,
  -- When it was first fetched as it stands; null while it has not been.
  fetched_at bigint,
  -- When it was first fetched at all.
  first_fetched_at bigint,
  primary key (connection, release_key)
);
create index shelf_order_changed on shelf_order (connection, changed_at, release_key);
create index shelf_order_unfetched on shelf_order (connection, changed_at)
  where fetched_at is null;
create index shelf_order_number on shelf_order (connection, order_number);

-- What the first page of a window named: its other pages show the same orders.
create table shelf_window (
  connection text not null,
  from_at bigint not null,
  to_at bigint not null,
  keys jsonb not null,
  taken_at bigint not null,
  primary key (connection, from_at, to_at)
);

-- One row a connection: when it was last called, and with what answer.
create table shelf_call (
  connection text primary key,
  fetched_at bigint, fetch_answer text,
  noticed_at bigint, notice_answer text,
  -- Calls with wrong credentials.
  refused_at bigint, refused bigint not null default 0
);
