-- side-by-side: yes
-- Since when a connection has answered as it should. Null: it is in trouble, was never reached, or
-- has not answered since this was kept. A program of the version before leaves it as it is.

alter table connection_state add column well_since bigint;
