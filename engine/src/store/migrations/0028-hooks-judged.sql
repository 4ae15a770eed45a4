-- side-by-side: yes
-- How many of the newest hooks were judged, so that trust goes by their share, and how many are
-- still to come for what looks have shown. A program of the version before trusts by its own count.
alter table feed
  add judged integer not null default 0,
  add owed integer not null default 0;
