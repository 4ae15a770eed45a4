-- side-by-side: yes
-- A process of the version before decides as if no stock figure were known: it names none missing.

-- What a warehouse says is on its shelves and set aside for nobody.
create table stock (
  warehouse text not null,
  sku text not null,
  available integer not null,
  -- The warehouse's own time of the figure: an older one never wins.
  at bigint not null,
  primary key (warehouse, sku)
);

-- The newest whole count of each warehouse: figures from before it count no more.
create table stock_count (
  warehouse text primary key,
  at bigint not null
);
