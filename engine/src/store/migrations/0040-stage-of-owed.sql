-- side-by-side: no
-- An order stands at the label, or at the warehouse's news of it, until that is done, even when the
-- channel heard before. Those that were counted further are decided anew, as of the last decision.
-- A program of the version before would count them further again.

update dossier d
   set look_again_at = least(coalesce(d.look_again_at, last.at), last.at)
  from (select max(decided_at) as at from dossier) last
 where d.stage in ('warehouse-told', 'channel-told', 'left-the-building')
   and (d.label_owed_since is not null or d.warehouse_owed_since is not null);
