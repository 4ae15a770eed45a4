-- side-by-side: yes
-- A process of the version before writes neither column; what it leaves unsaid is found out anew.

-- Whether an order still stands in ShipStation as far as we know, so that a sweep need not read
-- the facts of every order there ever was. Null: not said yet.
alter table bearer add column stands boolean;
create index bearer_standing on bearer (connection, shipstation_order_id) where stands;
create index bearer_unsaid on bearer (connection, shipstation_order_id, consignment_id)
  where stands is null;
create index bearer_consignment on bearer (consignment_id);

-- Since when the youngest order of a stage waits: asked before every call.
create index dossier_youngest on dossier (stage, since_at desc);

-- Lists of what waits on one party, or stands with one exception: few among very many.
create index dossier_waiting on dossier (waits_on, changed_at desc, order_id desc)
  where waits_on is not null;
create index dossier_excepted on dossier (exception, changed_at desc, order_id desc)
  where exception is not null;
