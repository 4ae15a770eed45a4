-- side-by-side: no
-- An order that an exception stops is late once that exception is over its limit; so far it had
-- no limit. A program of the version before would leave out the limit of what it decides.

update dossier d
   set waits_since_at = coalesce(d.waits_since_at, d.since_at),
       waits_limit_at = least(d.waits_limit_at, e.limit_at)
  from (select order_id, code, min(limit_at) as limit_at from exception
         where closed_at is null group by order_id, code) e
 where d.exception is not null and e.order_id = d.order_id and e.code = d.exception;
