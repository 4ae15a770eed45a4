-- side-by-side: yes
-- A person may say that a record that was left out tells nothing of its order: then the order is
-- set aside no longer, until the record shows something else. A program of the version before
-- sets it aside all the same, as it always did.

alter table left_out
  add content text not null default '',
  add ended_at bigint,
  add ended_by text,
  add ended_why text;
