-- side-by-side: yes
-- Since when a wish waited for its turn, so that it can be said whose time a call took. A wish or
-- a call of the version before does not say it, and is shown without.
alter table intent add wished_at bigint;
-- How long of that no call could leave, since the budget was spent or closed.
alter table attempt add due_at bigint, add budget_milliseconds bigint not null default 0;
