-- side-by-side: yes
-- A process of the version before compares no clocks and writes nothing here.

-- How far the clock of the other side is from ours, by the Date of its answers.
create table connection_clock (
  connection text primary key,
  -- Theirs less ours, as far as the time an answer took does not explain it; wire time.
  ahead_milliseconds bigint not null,
  -- How many answers in a row were too far off the same way; 0 when the last one agreed.
  off_in_a_row integer not null,
  seen_at bigint not null
);
