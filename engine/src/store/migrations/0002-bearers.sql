-- side-by-side: yes
-- Marks as shipped are attributed by ShipStation's order id, and a refused key stops a connection.

-- Which consignments a ShipStation order bears, as it was seen to; a fact that is only added to.
create table bearer (
  connection text not null,
  shipstation_order_id text not null,
  consignment_id text not null references consignment,
  primary key (connection, shipstation_order_id, consignment_id)
);

-- What was seen before this table: by the account that the policy gives the warehouse now.
insert into bearer (connection, shipstation_order_id, consignment_id)
select policy.policy -> 'warehouses' -> (said.value ->> 'warehouse') ->> 'shipstation',
       seen.key, known.consignment_id
  from dossier
 cross join lateral jsonb_each(dossier.facts -> 'consignments') as said
 cross join lateral jsonb_each(said.value -> 'orders') as seen
  join consignment as known on known.consignment_id = said.key
  join policy_version as policy
    on policy.version = (select max(version) from policy_version)
 where policy.policy -> 'warehouses' -> (said.value ->> 'warehouse') ->> 'shipstation' is not null
    on conflict do nothing;

-- Why a connection is in trouble, and how often in a row its key was refused: the pause grows.
alter table connection_state add trouble_why text;
alter table connection_state add refusals integer not null default 0;
