-- side-by-side: yes
-- What people note about an order, and what they ask its warehouse. A program of the version
-- before shows neither.

create table note (
  note_id text primary key,
  order_id text not null references dossier,
  kind text not null,
  said text not null,
  at bigint not null,
  by text not null,
  -- Of a question: null while nobody has answered it.
  answer text,
  answered_at bigint,
  answered_by text
);
create index note_of_order on note (order_id, at);
create index note_unanswered on note (at) where kind = 'question' and answered_at is null;
